import { brokenAt, type Entry, genesis } from '../domain/case/chain.ts';
import type { CaseView } from '../domain/case/view.ts';
import type { Db, Tx } from './client.ts';
import { lockCase } from './cases.ts';
import type { Message } from './outbox.ts';
import { answer, open, write } from './projection.ts';

/** What a run or a local decision hands to the database. `view` is the case after the last of `entries`. */
export interface Projection {
  readonly entries: readonly Entry[];
  readonly view: CaseView;
  readonly messages?: readonly Message[];
}

/** Where the case stands now, and how many of the events were new to the database. */
export interface Projected {
  readonly revision: number;
  readonly head: string;
  readonly written: number;
}

/** The events contradict the log or leave a gap. Nothing was written; whoever decided them decided on another past. */
export class Fork extends Error {
  override readonly name = 'Fork';
  readonly caseId: string;
  readonly revision: number;
  constructor(caseId: string, revision: number, found: string) {
    super(`Case ${caseId}: ${found}. The log ends at event ${revision}; nothing was written. Fold the log and decide again.`);
    this.caseId = caseId;
    this.revision = revision;
  }
}

/**
 * Writes events, read model, messages and the answers of every command whose key the events carry, in one transaction.
 * Events that the log already has are compared, not written: a repeated call changes nothing but still answers.
 * A view older than the log never overwrites a newer one.
 * @throws Fork when the overlap has another hash, or the first new event does not follow the head.
 */
export async function project(db: Db, caseId: string, projection: Projection): Promise<Projected> {
  return db.transaction().execute(tx => projectIn(tx, caseId, projection));
}

/** How a case comes into being in the database. */
export interface Beginning extends Projection {
  readonly queryCode: string;
  /** Milliseconds by which the case's time is ahead of the clock (development). */
  readonly timeOffset?: number;
}

/** `project` for a case that may not exist yet: its row and first events, once. */
export async function beginCase(db: Db, caseId: string, { queryCode, timeOffset = 0, ...projection }: Beginning): Promise<Projected> {
  return db.transaction().execute(async tx => {
    await open(tx, caseId, genesis(caseId), projection.view, queryCode, timeOffset);
    return projectIn(tx, caseId, projection);
  });
}

async function projectIn(tx: Tx, caseId: string, { entries, view, messages = [] }: Projection): Promise<Projected> {
  const stored = await lockCase(tx, caseId);
  const first = entries[0];
  const last = entries.at(-1);
  if (!stored) throw new Fork(caseId, 0, 'found no such case in the database');
  if (!first || !last) return { revision: stored.revision, head: stored.head, written: 0 };
  const { revision, head } = stored;
  if (first.seq > revision + 1) throw new Fork(caseId, revision, `found event ${first.seq}, expected ${revision + 1}`);
  const fresh = entries.filter(entry => entry.seq > revision);
  if (first.seq <= revision) await compare(tx, caseId, stored, entries.slice(0, entries.length - fresh.length));
  const broken = brokenAt(head, revision, fresh);
  if (broken !== undefined) throw new Fork(caseId, revision, `found an event ${broken} that does not follow the one before it`);
  if (fresh.length === 0) await answer(tx, caseId, entries, revision);
  else await write(tx, caseId, { entries, fresh, head, view, messages: messages.filter(each => each.seq > revision) });
  return { revision: Math.max(revision, last.seq), head: fresh.at(-1)?.hash ?? head, written: fresh.length };
}

/** The overlap is the log's own: its chain holds, and its last hash, which covers all before it, is the log's. */
async function compare(tx: Tx, caseId: string, { revision, head }: { revision: number; head: string }, overlap: readonly Entry[]): Promise<void> {
  const first = overlap[0];
  const top = overlap.at(-1);
  if (!first || !top) return;
  const broken = brokenAt(first.hash, first.seq, overlap.slice(1));
  if (broken !== undefined) throw new Fork(caseId, revision, `found an event ${broken} that does not follow the one before it`);
  const kept = top.seq === revision ? head
    : (await tx.selectFrom('event').select('hash').where('case_id', '=', caseId).where('seq', '=', top.seq).executeTakeFirst())?.hash;
  if (kept !== top.hash) throw new Fork(caseId, revision, `found another event ${top.seq} than the log has`);
}
