import type { Call } from '../../../log/call.ts';
import { type HandedOn, handedOnOf, materialsAsked, takenBy } from '../../../procedure/procedure.ts';
import type { Environment } from '../../environment.ts';
import { creditAsked } from '../modes/credit.ts';
import { handOn } from '../../kept-personal.ts';
import { runFlow } from '../../open-steps.ts';
import { openSteps, type CaseState } from '../../state.ts';

/** What a case asks of the world since an event: each effect that the flow waits for, each shared material, and
 * what became of a promise, once. */
export const callsOf = (before: CaseState | undefined, after: CaseState, environment: Environment): readonly Call[] => [
  ...effectsAsked(before, after, environment),
  ...sourcesAsked(before, after, environment),
  ...creditAsked(before, after, environment),
];

function effectsAsked(before: CaseState | undefined, after: CaseState, environment: Environment): readonly Call[] {
  const { steps } = environment.procedure;
  const known = new Set(before?.steps.map(({ id }) => id));
  const opened = openSteps(after).filter(({ id, step }) => steps[step]?.kind === 'effect' && !known.has(id));
  if (opened.length === 0) return [];
  const asked = new Map(runFlow(after, environment).open.map(each => [each.id, each]));
  return opened.map(({ id, step }): Call => {
    const definition = steps[step]!;
    const { form, personal } = handedOnOf(takenBy(definition)!, asked.get(id)?.input);
    return { kind: 'effect', calls: definition.calls!, of: id, input: form, ...personalOf(after, personal) };
  });
}

/** Under which names the call takes personal fields of the case, where they are kept. */
function personalOf(state: CaseState, handed: HandedOn['personal']): Pick<Call, 'personal'> {
  const given = handOn(state, handed);
  if (!given) return {};
  const places = [given, ...(given.others ?? [])];
  return { personal: places.map(({ reference, fields = {} }) => ({ reference, fields })) };
}

/** The materials that are asked of shared data with this form, and are not on file. */
export function sharedAsked({ form, papers, modes }: CaseState, { procedure }: Environment) {
  const there = new Set(papers.map(({ material }) => material));
  return materialsAsked(procedure, form, modes).filter(({ name, source }) => source !== undefined && !there.has(name));
}

function sourcesAsked(before: CaseState | undefined, after: CaseState, environment: Environment): readonly Call[] {
  if (before?.form === after.form) return [];
  const known = new Set(before && sharedAsked(before, environment).map(({ name }) => name));
  return sharedAsked(after, environment)
    .filter(({ name }) => !known.has(name))
    .map(({ name, title, source }) => ({
      kind: 'source',
      calls: source!,
      of: name,
      input: { applicant: after.applicant, material: name, title, form: after.form },
    }));
}
