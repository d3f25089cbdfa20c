import { brokenAt, type Entry, genesis } from '../../domain/log/chain.ts';
import type { ViewUpdate } from '../../domain/case/case.ts';
import type { CaseView } from '../../domain/case/view.ts';
import type { Refusal } from '../../domain/refusal.ts';
import type { Db, Tx } from '../client.ts';
import { lockCase } from '../cases/cases.ts';
import { type CommandRow, refuse } from '../commands/commands.ts';
import { answer, open, write } from './projection.ts';

/** What a run or a local decision hands to the database: events, and what the read model becomes by the last of them. */
export type Projection = ViewUpdate & { readonly entries: readonly Entry[] };

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
    super(
      `Case ${caseId}: ${found}. The log ends at event ${revision}; nothing was written. ` +
        'Fold the log and decide again.',
    );
    this.caseId = caseId;
    this.revision = revision;
  }
}

/**
 * Writes events, read model, messages and the answers of every command whose key the events carry, in one transaction.
 * Events that the log already has are compared, not written: a repeated call changes nothing but still answers. (P21) A
 * view older than the log never overwrites a newer one.
 * @throws Fork when the overlap has another hash, the first new event does not follow the head, or an event is that of
 * a command which was refused: whoever accepted it did so after its caller was told no.
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
 * Answers a command whose event the log has already, though no answer came with it: its row was lost with a newer
 * database and asked anew. Returns false when the log has no event with its key. (P23)
 */
export const answerFromLog = (db: Db, caseId: string, key: string): Promise<boolean> =>
  db.transaction().execute(tx => answeredFromLog(tx, caseId, key));

/**
 * Refuses a command as `refuse` does, unless the log has its event: then it is answered from there, and not refused.
 * What is just being written is waited for. Returns what became of it; `taken`: nothing was written, somebody else has
 * taken or answered it.
 */
export async function refuseUnlessLogged(
  db: Db,
  { caseId, key, attempt }: Pick<CommandRow, 'caseId' | 'key' | 'attempt'>,
  refused: Refusal,
): Promise<'refused' | 'logged' | 'taken'> {
  return db.transaction().execute(async tx => {
    if (await answeredFromLog(tx, caseId, key)) return 'logged';
    return (await refuse(tx, key, attempt, { accepted: false, refused })) ? 'refused' : 'taken';
  });
}

async function answeredFromLog(tx: Tx, caseId: string, key: string): Promise<boolean> {
  const stored = await lockCase(tx, caseId);
  const entry = await tx
    .selectFrom('event')
    .select(['seq', 'data as text', 'hash'])
    .where('case_id', '=', caseId)
    .where('command_key', '=', key)
    .executeTakeFirst();
  if (!stored || !entry) return false;
  await answer(tx, caseId, [entry], stored.revision);
  return true;
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
  if (!(await write(db, caseId, { entries, fresh: [first, ...rest], ...update }))) return undefined;
  return { ...headOf(entries.at(-1) ?? first), written: entries.length };
}

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
  const [first, ...rest] = entries.slice(known.length);
  if (!first) {
    await answer(tx, caseId, known, revision);
    return { revision, head, written: 0 };
  }
  const fresh = [first, ...rest] as const;
  const broken = brokenAt(head, revision, fresh);
  if (broken !== undefined || !(await write(tx, caseId, { entries, fresh, ...update }))) {
    throw new Fork(
      caseId,
      revision,
      broken === undefined
        ? `found an event from ${first.seq} on whose command was refused`
        : `found an event ${broken} that does not follow the one before it`,
    );
  }
  return { ...headOf(fresh.at(-1) ?? first), written: fresh.length };
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
