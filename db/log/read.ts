import { sql } from 'kysely';
import { brokenAt, type Entry, genesis } from '../../domain/log/chain.ts';
import { readEvent, type CaseEvent } from '../../domain/case/event.ts';
import type { Db } from '../client.ts';
import { integer, text } from '../column.ts';
import { rowOf, rowsOf } from '../rows.ts';

/** A page of a case's log after event `after`, in order, each with the text that was hashed. */
export async function readEntries(
  db: Db,
  caseId: string,
  { after = 0, limit = 500 }: { after?: number; limit?: number } = {},
): Promise<readonly Entry[]> {
  return db
    .selectFrom('event')
    .select(['seq', 'data as text', 'hash'])
    .where('case_id', '=', caseId)
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(limit)
    .execute();
}

/** The whole log of a case, page by page. */
export async function readLog(db: Db, caseId: string): Promise<readonly Entry[]> {
  const entries: Entry[] = [];
  for (;;) {
    const page = await readEntries(db, caseId, { after: entries.at(-1)?.seq ?? 0 });
    entries.push(...page);
    if (page.length < 500) return entries;
  }
}

/** An event of the timeline with its place in the log. */
export interface LoggedEvent {
  readonly seq: number;
  readonly event: CaseEvent;
}

/** What is said inside an office before it answers. */
const internalTypes = ['proposed', 'confirmed', 'proposalRefused', 'proposalLapsed'] as const;

/**
 * A page of the timeline, after or before an event: oldest first, or with `newestFirst` the other way. `isForParty`:
 * what passed between authorities is left out, and what an office has proposed and not yet answered.
 */
export async function readTimeline(
  db: Db,
  caseId: string,
  {
    after,
    before,
    limit = 50,
    newestFirst = false,
    isForParty = false,
  }: { after?: number; before?: number; limit?: number; newestFirst?: boolean; isForParty?: boolean } = {},
): Promise<readonly LoggedEvent[]> {
  let query = db.selectFrom('event').select(['seq', 'data']).where('case_id', '=', caseId);
  if (after !== undefined) query = query.where('seq', '>', after);
  if (isForParty) query = query.where('type', 'not like', 'instrument%').where('type', 'not in', internalTypes);
  if (before !== undefined) query = query.where('seq', '<', before);
  const rows = await query
    .orderBy('seq', newestFirst ? 'desc' : 'asc')
    .limit(limit)
    .execute();
  return rows.map(row => ({ seq: row.seq, event: readEvent(row.data) }));
}

export type ChainReport =
  | { readonly whole: true; readonly revision: number; readonly head: string }
  /** `at` is the first event that does not fit; where the log is cut short, the first one missing. */
  | { readonly whole: false; readonly at: number; readonly found: string };

/** Checks a case's log against its own hashes and columns, and against the head that the case's row keeps. */
export async function verifyChain(db: Db, caseId: string): Promise<ChainReport> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async tx => {
      const entries = await readLog(tx, caseId);
      const broken = brokenAt(genesis(caseId), 0, entries);
      if (broken !== undefined)
        return { whole: false, at: broken, found: 'an event that does not follow the one before it' };
      const other = sql`
      select seq from event, lateral (select data::jsonb as d) parsed where case_id = ${caseId}
      and (type, command_key, actor, digest, cause, on_day::text, rules) is distinct from
        (d->>'type', d->>'key', d->'actor', d->>'digest', d->>'cause', d->>'on', (d->>'rules')::int)
      order by seq limit 1`;
      const found = await rowOf(tx, { seq: integer }, other);
      if (found) return { whole: false, at: found.seq, found: 'an event whose columns are not those of its text' };
      const row = await tx.selectFrom('case').select(['revision', 'head']).where('id', '=', caseId).executeTakeFirst();
      const last = entries.at(-1);
      if (!row || !last) return { whole: false, at: 1, found: row ? 'no event' : 'no row of the case' };
      if (last.seq !== row.revision) {
        return {
          whole: false,
          at: Math.min(last.seq, row.revision) + 1,
          found: `${last.seq} events where the case's row says ${row.revision}`,
        };
      }
      if (last.hash !== row.head)
        return { whole: false, at: last.seq, found: "another head than the case's row keeps" };
      return { whole: true, revision: row.revision, head: row.head };
    });
}

/** Of these digests of commands' keys: those of which the log of their case has no event. */
export async function digestsNotLogged(
  db: Db,
  acts: readonly { readonly caseId: string; readonly digest: string }[],
): Promise<readonly string[]> {
  const statement = sql`
    select t.digest from jsonb_to_recordset(${JSON.stringify(acts)}::jsonb) t("caseId" text, digest text)
    where not exists (select from event e where e.case_id = t."caseId" and encode(sha256(convert_to(e.command_key,
      'UTF8')), 'hex') = t.digest)`;
  return (await rowsOf(db, { digest: text }, statement)).map(each => each.digest);
}
