import { bases } from '../../law.ts';
import type { AnyProcedure, LimitChoices } from '../language/definition.ts';
import type { Mode } from '../language/mode.ts';
import type { PermitDefinition } from '../language/permit.ts';
import type { PolicyChoices } from '../language/policy.ts';
import type { DefinitionIssue } from './issue.ts';

/** What an author declares that a definition fills up with its defaults. */
export interface Choices {
  readonly limits?: LimitChoices;
  readonly policies?: PolicyChoices;
}

type Say = (at: string, message: string) => void;

/** What is declared in a place where nothing would ever come of it is refused, with what to write instead. */
export function issuesInIdle(declared: Choices, procedure: AnyProcedure): readonly DefinitionIssue[] {
  const issues: DefinitionIssue[] = [];
  const say: Say = (at, message) => void issues.push({ rule: 'idle', at, message });
  idleLimits(declared, procedure, say);
  idlePolicies(declared, procedure, say);
  idleModes(procedure, say);
  idleIntake(procedure, say);
  withoutBasis(declared, procedure, say);
  return issues;
}

function idleLimits({ limits }: Choices, { kind }: AnyProcedure, say: Say): void {
  if (limits?.formerly && !limits.promised)
    say('limits.formerly', 'is what was promised before, and nothing is promised now; write promised, or leave it out');
  if (limits?.statutory === 'none' && kind === 'licence')
    say(
      'limits.statutory',
      `a licence has a limit in law, 20 working days (${bases['licensing-law.42']}); leave it out, or say by ` +
        'kind what else the item is',
    );
}

function idlePolicies({ policies = {} }: Choices, procedure: AnyProcedure, say: Say): void {
  const { intake, limits, permits } = procedure;
  const isApplication = intake.by === 'application';
  const hasPermits = Object.keys(permits).length > 0;
  if (!isApplication)
    for (const each of ['acceptance', 'correction'] as const)
      if (policies[each])
        say(`policies.${each}`, `a case by ${intake.by} is neither accepted nor corrected; leave it out`);
  if (!isApplication && !hasPermits && policies.delivery)
    say('policies.delivery', `what a case by ${intake.by} is settled with is handed over to nobody; leave it out`);
  if (intake.by === 'schedule' && policies.rating)
    say('policies.rating', 'nobody applied, and nobody rates; leave it out');
  if (!hasPermits && policies.publicity)
    say('policies.publicity', 'only what is granted is published; declare permits, or leave it out');
  if (!hasPermits && policies.revocable)
    say('policies.revocable', 'only a permit is revoked; declare permits, or leave it out');
  const { correction, tacitApproval } = policies;
  if (correction?.heldFor && correction.onLapse !== 'hold')
    say('policies.correction.heldFor', "nothing is held; write onLapse: 'hold'");
  if (tacitApproval && limits[tacitApproval.at] === undefined)
    say('policies.tacitApproval.at', `no ${tacitApproval.at} limit is declared, so that silence never approves`);
}

/** The modes in which a case is accepted, or papers are taken; only an application is, and has them. */
const ofAcceptance: readonly Mode[] = [
  'onTheSpot',
  'instantAuto',
  'tolerant',
  'singleId',
  'noApplication',
  'applyAndEnjoy',
];

function idleModes({ intake, modes, materials }: AnyProcedure, say: Say): void {
  const kinds = new Set(Object.values(materials).map(({ kind }) => kind));
  if (intake.by !== 'application')
    for (const mode of ofAcceptance)
      if (modes[mode]) say(`modes.${mode}`, `a case by ${intake.by} is not accepted; leave it out`);
  if (modes.tolerant && !kinds.has('tolerable'))
    say('modes.tolerant', 'no material is tolerable; declare one by tolerable(…), or leave it out');
  if (modes.deferredSupplement && !kinds.has('deferred') && !kinds.has('tolerable'))
    say('modes.deferredSupplement', 'nothing may come after the decision; declare a material by deferred(…)');
}

function idleIntake({ intake, materials, steps, permits }: AnyProcedure, say: Say): void {
  if (intake.by === 'issue' || intake.by === 'order') {
    for (const [name, { kind, source }] of Object.entries(materials))
      if ((kind === 'required' || kind === 'tolerable') && source === undefined)
        say(
          `materials.${name}`,
          `is ${kind}, and a case by ${intake.by} has no acceptance that would ask for it; declare it by later(…) on ` +
            'the step that gives it, or name its source',
        );
  }
  if ('from' in intake) namesOnce('intake.from', intake.from, 1, say);
  if ('checkedBy' in intake && intake.checkedBy) namesOnce('intake.checkedBy', intake.checkedBy, 1, say);
  for (const [name, { kind, of = [], gives = [], mayPauseFor }] of Object.entries(steps)) {
    if (kind === 'decision') namesOnce(`steps.${name}.of`, of, 2, say);
    if (kind === 'conference' && of.length === 0) namesOnce(`steps.${name}.of`, of, 1, say);
    namesOnce(`steps.${name}.gives`, gives, 0, say);
    namesOnce(`steps.${name}.mayPauseFor`, mayPauseFor, 0, say);
  }
  for (const [name, each] of Object.entries(permits)) ofPermit(`permits.${name}`, each, say);
}

function ofPermit(at: string, { validFor, until, renewal }: PermitDefinition, say: Say): void {
  if (renewal && until)
    say(`${at}.renewal`, 'a permit until a date of the form is continued by a change of that date; leave it out');
  else if (renewal && !validFor) say(`${at}.renewal`, 'a permit without end is not renewed; write validFor');
}

function namesOnce(at: string, names: readonly string[], least: number, say: Say): void {
  if (names.length < least) say(at, `names ${names.length}, expected at least ${least}`);
  const twice = names.filter((each, index) => names.indexOf(each) !== index);
  if (twice.length > 0) say(at, `names ${[...new Set(twice)].join(', ')} twice`);
}

/** What stands in place of an act, or allows more than the law's usual rule, names what allows it. */
function withoutBasis({ policies = {} }: Choices, { limits, modes, special, steps }: AnyProcedure, say: Say): void {
  const bases: readonly (readonly [string, { readonly basis?: string } | undefined])[] = [
    ['limits.extension', limits.extension],
    ['policies.tacitApproval', policies.tacitApproval],
    ['policies.revocable', policies.revocable],
    ['modes.commitment', modes.commitment],
    ['modes.deferredSupplement', modes.deferredSupplement],
    ...Object.entries(special).map(([name, each]) => [`special.${name}`, each] as const),
    ...Object.entries(steps).map(([name, { kind, silence }]) => {
      return [`steps.${name}.${kind === 'conference' ? 'absent' : 'silence'}`, silence] as const;
    }),
  ];
  for (const [at, declared] of bases)
    if (declared && (declared.basis ?? '').trim() === '')
      say(`${at}.basis`, 'names nothing that allows it; write the article');
}
