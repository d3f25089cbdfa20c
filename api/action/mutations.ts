import type { PeoplesCommand } from '../../domain/case/capabilities/index.ts';
import { peoplesActs } from '../../domain/case/actions.ts';
import type { StepView } from '../../domain/case/view.ts';
import type { AnyProcedure } from '../../domain/procedure/procedure.ts';
import type { DerivedActs } from '../act/derived.ts';
import { pascal, prefixOf } from '../form/names.ts';
import { byPeople } from '../step/kinds.ts';
import { stepName } from '../step/outcome.ts';

type Act = PeoplesCommand['type'];

/** The mutations that are not made from their command; the one that answers a step hangs on the step. */
const byHand: Partial<Record<Act, string>> = {
  supply: 'supplyCase',
  rate: 'rateCase',
  continuePermit: 'continuePermit',
  reassign: 'reassignStep',
  confirm: 'confirmAnswer',
  object: 'objectToNotice',
  replyToObjection: 'replyToObjection',
  fileChild: 'submitDraft',
  dropChild: 'deleteDraft',
  answer: 'answerStep',
};

/**
 * The mutation by which people ask for each act.
 * @throws Error for an act without one: nobody could be told how to do it
 */
export function mutationsByAct(acts: DerivedActs): ReadonlyMap<Act, string> {
  const derived = new Map(Object.entries(acts).map(([name, { command }]) => [command, name]));
  return new Map(
    peoplesActs.map(act => {
      const name = byHand[act] ?? derived.get(act);
      if (name === undefined) throw new Error(`Found no mutation for ${act}: name it in api/action/mutations.ts.`);
      return [act, name];
    }),
  );
}

/** The mutation that answers a step, typed for what it records; undefined for one that no person answers. */
export function mutationToAnswer(
  procedure: AnyProcedure,
  { step, kind, seat, objection }: StepView,
): string | undefined {
  if (objection) return 'answerObjection';
  if (kind === 'approval' || seat) return 'answerApproval';
  return byPeople.has(kind) ? `answer${prefixOf(procedure)}${pascal(stepName(step))}` : undefined;
}
