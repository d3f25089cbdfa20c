import { issuesOf, type Issue } from '../../issue.ts';
import type { AnyProcedure } from '../language/definition.ts';
import { Defect, Diverged } from './errors.ts';
import { Run } from './run.ts';
import type { Facts, FlowState, Open, Outcome } from './state.ts';

/**
 * Runs a flow over the ordered log of its outcomes: what it waits for now, what it came to. Pure: the same log, the
 * same state. Throws `Diverged` when an outcome was not open at its place, `Defect` when the flow itself is wrong.
 */
export const flow = (procedure: AnyProcedure, facts: Facts, log: readonly Outcome[]): FlowState =>
  fold(procedure, facts, log).state();

export function fold(procedure: AnyProcedure, facts: Facts, log: readonly Outcome[]): Run {
  const run = new Run(procedure, facts);
  log.forEach((outcome, index) => {
    if (!run.open.has(outcome.id)) throw new Diverged(procedure.id, index, outcome.id, said[whyNot(run, outcome.id)]);
    run.deliver(outcome.id, outcome.value);
  });
  return run;
}

type WhyNot = 'notOpen' | 'answered' | 'cancelled';
const said: Readonly<Record<WhyNot, string>> = {
  notOpen: 'not asked (yet)',
  answered: 'answered already',
  cancelled: 'cancelled',
};
const whyNot = (run: Run, id: string): WhyNot =>
  run.answered.has(id) ? 'answered' : run.cancelled.has(id) ? 'cancelled' : 'notOpen';

export interface Answered {
  /** What to log: the value as its schema gives it. */
  readonly outcome: Outcome;
  readonly after: FlowState;
  readonly opened: readonly Open[];
  /** Steps open before that nobody waits for any longer. */
  readonly cancelled: readonly string[];
  readonly reached: readonly string[];
}
export type NotAnswered =
  | { readonly refused: WhyNot; readonly open: readonly string[] }
  /** The value is not what the step's schema says: every place that does not fit. */
  | { readonly refused: 'invalid'; readonly issues: readonly Issue[] }
  /** The flow breaks by this answer; the log stays as it is. `fault` is what it threw. */
  | { readonly refused: 'defect'; readonly fault: string };

/**
 * What an outcome would do: the flow is run over log and candidate before anything is logged, so that one by which it
 * breaks is refused and the log stays. Throws as `flow` does when the log itself does not fold.
 */
export function answer(
  procedure: AnyProcedure,
  facts: Facts,
  log: readonly Outcome[],
  candidate: Outcome,
): Answered | NotAnswered {
  const run = fold(procedure, facts, log);
  const { id } = candidate;
  const asked = run.open.get(id);
  if (!asked) return { refused: whyNot(run, id), open: [...run.open.keys()] };
  const parsed = procedure.steps[asked.open.step]!.outcome.safeParse(candidate.value);
  if (!parsed.success) return { refused: 'invalid', issues: issuesOf(parsed.error, candidate.value) };
  const before = new Set(run.open.keys());
  const reachedBefore = new Set(run.reached);
  try {
    run.deliver(id, parsed.data);
  } catch (error) {
    if (error instanceof Defect) return { refused: 'defect', fault: error.message };
    throw error;
  }
  const after = run.state();
  return {
    outcome: { id, value: parsed.data },
    after,
    opened: after.open.filter(each => !before.has(each.id)),
    cancelled: after.cancelled.filter(each => before.has(each)),
    reached: after.reached.filter(each => !reachedBefore.has(each)),
  };
}
