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
  foldOn(procedure, facts, log).state();

export function fold(procedure: AnyProcedure, facts: Facts, log: readonly Outcome[]): Run {
  const run = new Run(procedure, facts);
  deliverFrom(run, log, 0);
  return run;
}

function deliverFrom(run: Run, log: readonly Outcome[], from: number): void {
  for (let index = from; index < log.length; index += 1) {
    endReviewAt(run, index);
    const { id, value } = log[index]!;
    if (!run.open.has(id)) throw new Diverged(run.procedure.id, index, id, said[whyNot(run, id)]);
    run.deliver(id, value);
  }
  endReviewAt(run, log.length);
}

function endReviewAt(run: Run, index: number): void {
  const { bySilence } = run.facts;
  if (bySilence?.after === index && !run.isGrantedBySilence) run.grantBySilence(bySilence.permits);
}

/** A run, and the log that it has come through. */
interface Kept {
  readonly run: Run;
  readonly log: readonly Outcome[];
}
/**
 * The last run of a case whose flow is long. A case asks its flow several times for each event, and its log only grows:
 * a batch of thousands would be gone through again each time. Whatever does not follow it begins anew, so nothing
 * depends on what is kept.
 */
let last: Kept | undefined;
/** Below so many outcomes and open steps to go through a log again costs next to nothing. */
const longFlow = 50;

/** `fold`, going on from the last run where this log follows it. */
function foldOn(procedure: AnyProcedure, facts: Facts, log: readonly Outcome[]): Run {
  const kept = last;
  if (!kept || !isSameCase(kept.run, procedure, facts) || !follows(kept.log, log))
    return keep(fold(procedure, facts, log), log);
  // A run that breaks on its way is kept no longer.
  last = undefined;
  deliverFrom(kept.run, log, kept.log.length);
  return keep(kept.run, log);
}

function keep(run: Run, log: readonly Outcome[]): Run {
  if (log.length + run.open.size >= longFlow) last = { run, log };
  return run;
}

const isSameCase = (run: Run, procedure: AnyProcedure, { form, modes, deferred, bySilence }: Facts): boolean =>
  run.procedure === procedure &&
  run.facts.form === form &&
  JSON.stringify([run.facts.modes, run.facts.deferred, run.facts.bySilence]) ===
    JSON.stringify([modes, deferred, bySilence]);

/** An outcome that was tried comes back as the log has it: the same, and another object. */
const follows = (before: readonly Outcome[], log: readonly Outcome[]): boolean =>
  before.length <= log.length &&
  before.every((outcome, index) => {
    const found = log[index]!;
    return (
      outcome === found || (outcome.id === found.id && JSON.stringify(outcome.value) === JSON.stringify(found.value))
    );
  });

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
  const run = foldOn(procedure, facts, log);
  const { id } = candidate;
  const asked = run.open.get(id);
  if (!asked) return { refused: whyNot(run, id), open: [...run.open.keys()] };
  const parsed = procedure.steps[asked.open.step]!.outcome.safeParse(candidate.value);
  if (!parsed.success) return { refused: 'invalid', issues: issuesOf(parsed.error, candidate.value) };
  const before = new Set(run.open.keys());
  const reachedBefore = new Set(run.reached);
  if (last?.run === run) last = undefined;
  try {
    run.deliver(id, parsed.data);
  } catch (error) {
    if (error instanceof Defect) return { refused: 'defect', fault: error.message };
    throw error;
  }
  const after = run.state();
  keep(run, [...log, { id, value: parsed.data }]);
  return {
    outcome: { id, value: parsed.data },
    after,
    opened: after.open.filter(each => !before.has(each.id)),
    cancelled: after.cancelled.filter(each => before.has(each)),
    reached: after.reached.filter(each => !reachedBefore.has(each)),
  };
}
