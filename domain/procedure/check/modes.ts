import type { AnyProcedure } from '../language/definition.ts';
import { keyProjectPaper } from '../language/key-project.ts';
import type { Kind } from '../language/step.ts';
import type { DefinitionIssue } from './issue.ts';

/** The steps that a mode names are there, and of the kind that the mode needs. */
export function issuesInModes(procedure: AnyProcedure): readonly DefinitionIssue[] {
  const { modes, steps, permits } = procedure;
  const faults: DefinitionIssue[] = [];
  const demand = (at: string, name: string, kind: Kind): void => {
    const step = steps[name];
    if (!step) faults.push({ rule: 'mode', at, message: `${name} is no step` });
    else if (step.kind !== kind)
      faults.push({ rule: 'mode', at, message: `${name} is of kind ${step.kind}, expected ${kind}` });
    else if (step.by === 'assigned')
      faults.push({ rule: 'mode', at, message: `${name} is assigned by the flow, but here nobody names its unit` });
    else if (step.kind === 'approval' && step.may.length > 0)
      faults.push({
        rule: 'mode',
        at,
        message: `${name} may answer ${step.may.join(', ')}, which decides nothing here`,
      });
  };
  const { commitment, noApplication, applyAndEnjoy } = modes;
  if (commitment) {
    const { covers, verify, fix, revokes } = commitment;
    for (const each of covers) {
      const step = steps[each];
      if (step?.kind !== 'approval')
        faults.push({
          rule: 'mode',
          at: 'modes.commitment.covers',
          message: `${each} is ${step ? `of kind ${step.kind}` : 'no step'}, expected approval`,
        });
    }
    demand('modes.commitment.verify', verify, 'approval');
    demand('modes.commitment.fix', fix, 'applicant');
    for (const each of revokes)
      if (!(each in permits))
        faults.push({ rule: 'mode', at: 'modes.commitment.revokes', message: `${each} is no permit` });
  }
  for (const [mode, data] of Object.entries({ noApplication, applyAndEnjoy }))
    if (data) demand(`modes.${mode}.consent`, data.consent, 'applicant');
  return [
    ...faults,
    ...issuesInConsent(procedure),
    ...issuesInSharing(procedure),
    ...issuesInSingleId(procedure),
    ...issuesInFastLane(procedure),
  ];
}

/** 绿色通道: what an applicant alone says puts them ahead of nobody. */
function issuesInFastLane(procedure: AnyProcedure): readonly DefinitionIssue[] {
  const { modes, intake } = procedure;
  if (!modes.fastLane?.keyProject || intake.by !== 'application' || keyProjectPaper(procedure) !== undefined) return [];
  const message = 'the applicant alone says so; ask a required(…) paper that shows it, `when` the same condition holds';
  return [{ rule: 'mode', at: 'modes.fastLane.keyProject', message }];
}

/** 即申即享: the application stands for the consent, so that the step may ask for nothing more. */
function issuesInConsent({ modes: { applyAndEnjoy }, steps }: AnyProcedure): readonly DefinitionIssue[] {
  const consent = applyAndEnjoy && steps[applyAndEnjoy.consent];
  if (!consent || (consent.outcome.safeParse({ lapsed: false }).success && (consent.gives ?? []).length === 0))
    return [];
  const message = `${applyAndEnjoy.consent} records something or takes papers, which no application brings`;
  return [{ rule: 'mode', at: 'modes.applyAndEnjoy.consent', message }];
}

/** What is accepted as it comes in needs all of its materials from shared data. */
function issuesInSharing({ modes, materials }: AnyProcedure): readonly DefinitionIssue[] {
  return (['instantAuto', 'noApplication', 'applyAndEnjoy'] as const).flatMap(mode =>
    modes[mode] === undefined
      ? []
      : Object.entries(materials)
          .filter(([, { kind, source }]) => source === undefined && (kind === 'required' || kind === 'tolerable'))
          // Where it is asked under a condition, others may still choose the mode; nobody chooses 免申即享.
          .filter(([, { when }]) => when === undefined || mode === 'noApplication')
          .map(([name]) => ({
            rule: 'mode',
            at: `modes.${mode}`,
            message: `materials.${name} is asked of the applicant; this mode takes shared data alone: give it a source`,
          })),
  );
}

/** 一证通办: with the identity paper alone, everything else that is asked comes from a source. */
function issuesInSingleId({ modes: { singleId }, materials }: AnyProcedure): readonly DefinitionIssue[] {
  if (!singleId) return [];
  const { identity, from } = singleId;
  const issue = (at: string, message: string): DefinitionIssue => ({
    rule: 'mode',
    at: `modes.singleId${at}`,
    message,
  });
  const isBrought = (name: string): boolean => {
    const material = materials[name];
    return material?.source === undefined && (material?.kind === 'required' || material?.kind === 'tolerable');
  };
  return [
    ...(isBrought(identity) && from[identity] === undefined
      ? []
      : [issue('.identity', `${identity} is no material that the applicant brings`)]),
    ...Object.keys(from)
      .filter(name => !isBrought(name))
      .map(name => issue('.from', `${name} is no material that the applicant would bring`)),
    ...Object.keys(materials)
      .filter(name => name !== identity && isBrought(name) && from[name] === undefined)
      .map(name => issue('.from', `names no source for ${name}, which the applicant would still have to bring`)),
  ];
}
