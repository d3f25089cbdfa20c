import { Context } from '@temporalio/activity';
import type { Db } from '../db/client.ts';
import { unansweredBefore as readUnanswered } from '../db/commands/commands.ts';
import type { Instant } from '../domain/calendar/day.ts';

interface Question {
  readonly caseId: string;
  /** What is about to happen is due then. */
  readonly due: Instant;
  /** The case's time. */
  readonly now: Instant;
}

/**
 * Milliseconds between two looks, and in all before Temporal is told to try again: waiting costs no history this way.
 */
const breathMs = 250;
const patienceMs = 15_000;

/**
 * Waits until nobody who asked up to `due` is unanswered, and nobody can ask so early any more: who asks in time is in
 * time, whatever was down. When somebody asked is said by the database's clock, so where that is behind Temporal's, it
 * has to pass `due` too. What falls due before it in a linked case goes first as well: it may write to this one. (P32)
 * Returns the instant up to which nobody waits, `now` at most.
 */
export const unansweredBefore =
  (db: Db) =>
  async ({ caseId, due, now }: Question): Promise<Instant> => {
    let behind = 0;
    for (let waited = 0; waited < patienceMs; waited += breathMs) {
      const { unanswered, passed, linkedDue } = await readUnanswered(db, caseId, now);
      const cleared = Math.min(now, passed, linkedDue, ...unanswered.map(row => row.askedAt + row.caseOffset - 1));
      if (cleared >= due) return cleared;
      behind = due - passed;
      await Context.current().sleep(breathMs);
    }
    throw new Error(
      behind > 0
        ? `The database's clock is at least ${Math.ceil(behind / 1_000)} s behind Temporal's: what is due at ${due} ` +
            'ends a right, and waits until it is due by both. Set the clocks right.'
        : `Somebody asked before ${due} and has no answer yet, or a linked case has something due before it.`,
    );
  };
