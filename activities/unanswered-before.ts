import { Context } from '@temporalio/activity';
import type { Db } from '../db/client.ts';
import { unansweredBefore as readUnanswered } from '../db/commands.ts';
import type { Instant } from '../domain/calendar/day.ts';

interface Question {
  readonly caseId: string;
  /** What is about to happen is due then. */
  readonly due: Instant;
  /** The case's time. */
  readonly now: Instant;
}

/** Milliseconds between two looks, and in all before Temporal is told to try again: waiting costs no history this way. */
const breath = 250;
const patience = 15_000;

/**
 * Waits until nobody who asked up to `due` is unanswered: who asks in time is in time, whatever was down. Returns the
 * instant up to which nobody waits, `now` at most.
 */
export const unansweredBefore = (db: Db) => async ({ caseId, due, now }: Question): Promise<Instant> => {
  for (let waited = 0; waited < patience; waited += breath) {
    const [oldest] = (await readUnanswered(db, caseId, now)).map(row => row.askedAt + row.caseOffset).toSorted((a, b) => a - b);
    if (oldest === undefined) return now;
    if (oldest > due) return oldest - 1;
    await Context.current().sleep(breath);
  }
  throw new Error(`Somebody asked before ${due} and has no answer yet.`);
};
