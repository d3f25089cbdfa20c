import { evolve } from '../evolve.ts';
import type { Environment } from '../environment.ts';
import { when, type CaseEvent } from '../event.ts';
import type { CaseState } from '../state.ts';
import { defined } from '../../defined.ts';

/** One event of a log with what it made of the case. */
export interface Moment {
  /** Its place in the log, from 1. */
  readonly seq: number;
  readonly event: CaseEvent;
  /** When it was asked: what anchors and verdicts go by. */
  readonly at: number;
  readonly before?: CaseState;
  readonly after: CaseState;
}

/** A log folded event by event: the deadlines of a case and all that moved them are read from it. Never empty. */
export function historyOf(events: readonly CaseEvent[], environment: Environment): readonly [Moment, ...Moment[]] {
  const moments: Moment[] = [];
  let before: CaseState | undefined;
  for (const [index, event] of events.entries()) {
    const after = evolve(before, event, environment);
    moments.push({ seq: index + 1, event, at: when(event), after, ...defined({ before }) });
    before = after;
  }
  const [first, ...others] = moments;
  if (!first) throw new Error('an empty log holds no case');
  return [first, ...others];
}

export const stateOf = (history: readonly [Moment, ...Moment[]]): CaseState => history.at(-1)!.after;
