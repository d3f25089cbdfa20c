import { brokenAt, type Entry, genesis } from '../../domain/log/chain.ts';
import type { ViewUpdate } from '../../domain/case/case.ts';
import type { CaseView } from '../../domain/case/view.ts';
import type { Db, Tx } from '../client.ts';
import { lockCase } from '../cases/cases.ts';
import { answerKnown } from './answers.ts';
import { Forged, Fork } from './fork.ts';
import { forgedEntry, type HeadedEntry, withHeads } from './keyed-entries.ts';
import { open, write } from './write.ts';

/** What a run or a local decision hands to the database: events, and what the last of them makes of the read model. */
export type Projection = ViewUpdate & { readonly entries: readonly Entry[] };

/** Where the case stands now, and how many of the events were new to the database. */
export interface Projected {
  readonly revision: number;
  readonly head: string;
  readonly written: number;
}

/**
 * Writes events, read model, messages and the answers of every command whose key the events carry, in one transaction.
 * Events that the log already has are compared, not written: a repeated call changes nothing but still answers. (P21) A
 * view older than the log never overwrites a newer one.
 * @throws Fork when the overlap has another hash, the first new event does not follow the head, or an event is that of
 * a command which was refused: whoever accepted it did so after its caller was told no.
 * @throws Forged when an event carries the key of a command that another person asked, or with other content
 */
export async function project(db: Db, caseId: string, projection: Projection): Promise<Projected> {
  return (
    (await appendInOneStatement(db, caseId, projection)) ??
    db.transaction().execute(tx => appendUnderLock(tx, caseId, projection))
  );
}

/** `project` in a transaction that holds more. */
export async function projectWithin(tx: Tx, caseId: string, projection: Projection): Promise<Projected> {
  return (await appendInOneStatement(tx, caseId, projection)) ?? (await appendUnderLock(tx, caseId, projection));
}

/** How a case comes into being in the database. */
export interface Beginning {
  readonly entries: readonly Entry[];
  readonly view: CaseView;
  readonly queryCode: string;
  /** Milliseconds by which the case's time is ahead of the clock (development). */
  readonly timeOffset?: number;
}

/** `project` for a case that may not exist yet: its row and first events, once. */
export const beginCase = (db: Db, caseId: string, beginning: Beginning): Promise<Projected> =>
  db.transaction().execute(tx => beginWithin(tx, caseId, beginning));

/** `beginCase` in a transaction that holds more. */
export async function beginWithin(
  tx: Tx,
  caseId: string,
  { queryCode, timeOffset = 0, ...projection }: Beginning,
): Promise<Projected> {
  await open(tx, caseId, genesis(caseId), projection.view, queryCode, timeOffset);
  return await projectWithin(tx, caseId, projection);
}

/**
 * The ordinary way, one statement: all events are new and follow the head. Undefined: they do not, and nothing was
 * written.
 */
async function appendInOneStatement(
  db: Db,
  caseId: string,
  { entries, ...update }: Projection,
): Promise<Projected | undefined> {
  const [first, ...rest] = entries;
  if (!first || brokenAt(first.hash, first.seq, rest) !== undefined) return undefined;
  const headed = withHeads(entries);
  if (!isSome(headed) || !(await write(db, caseId, { entries: headed, fresh: headed, update }))) return undefined;
  return { ...headOf(entries.at(-1) ?? first), written: entries.length };
}

const isSome = <T>(list: readonly T[]): list is readonly [T, ...T[]] => list.length > 0;
const headOf = ({ seq, hash }: Entry): { revision: number; head: string } => ({ revision: seq, head: hash });

/** With the case locked, compares what came with what is there and writes the rest, or says why not. */
async function appendUnderLock(tx: Tx, caseId: string, { entries, ...update }: Projection): Promise<Projected> {
  const stored = await lockCase(tx, caseId);
  if (!stored) throw new Fork(caseId, 0, 'found no such case in the database');
  const { revision, head } = stored;
  if (entries[0] && entries[0].seq > revision + 1)
    throw new Fork(caseId, revision, `found event ${entries[0].seq}, expected ${revision + 1}`);
  const known = entries.filter(entry => entry.seq <= revision);
  await assertOverlapMatches(tx, caseId, stored, known);
  const headed = withHeads(entries);
  const fresh = headed.slice(known.length);
  if (!isSome(fresh)) {
    await answerKnown(tx, caseId, headed, revision);
    return { revision, head, written: 0 };
  }
  const newEntries = entries.slice(known.length);
  const broken = brokenAt(head, revision, newEntries);
  if (broken !== undefined)
    throw new Fork(caseId, revision, `found an event ${broken} that does not follow the one before it`);
  if (!(await write(tx, caseId, { entries: headed, fresh, update })))
    throw await whyNotWritten(tx, caseId, revision, fresh);
  return { ...headOf(newEntries.at(-1)!), written: fresh.length };
}

/** Why events that follow the head are not written: one of them is not its command's, or the command was refused. */
async function whyNotWritten(
  tx: Tx,
  caseId: string,
  revision: number,
  fresh: readonly HeadedEntry[],
): Promise<Forged | Fork> {
  const forged = await forgedEntry(tx, caseId, fresh);
  if (forged !== undefined) return new Forged(caseId, forged);
  return new Fork(caseId, revision, `found an event from ${revision + 1} on whose command was refused`);
}

/** The overlap is the log's own: its chain holds, and its last hash, which covers all before it, is the log's. */
async function assertOverlapMatches(
  tx: Tx,
  caseId: string,
  { revision, head }: { revision: number; head: string },
  overlap: readonly Entry[],
): Promise<void> {
  const first = overlap[0];
  const top = overlap.at(-1);
  if (!first || !top) return;
  const broken = brokenAt(first.hash, first.seq, overlap.slice(1));
  if (broken !== undefined)
    throw new Fork(caseId, revision, `found an event ${broken} that does not follow the one before it`);
  const kept =
    top.seq === revision
      ? head
      : (
          await tx
            .selectFrom('event')
            .select('hash')
            .where('case_id', '=', caseId)
            .where('seq', '=', top.seq)
            .executeTakeFirst()
        )?.hash;
  if (kept !== top.hash) throw new Fork(caseId, revision, `found another event ${top.seq} than the log has`);
}
