import { type RawBuilder, sql } from 'kysely';
import type { Entry } from '../../domain/log/chain.ts';
import { type EventHead, readHead } from '../../domain/log/reader.ts';
import type { Db } from '../client.ts';
import { integer } from '../column.ts';
import { rowOf } from '../rows.ts';

/** An entry with the envelope of its event, which is read once. */
export interface HeadedEntry {
  readonly entry: Entry;
  readonly head: EventHead;
}

export const withHeads = (entries: readonly Entry[]): readonly HeadedEntry[] =>
  entries.map(entry => ({ entry, head: readHead(entry.text) }));

/** A run addresses its instruments by itself: no row asks for that, so it has no digest. */
const isOfRun = ({ type, actor, digest }: EventHead): boolean =>
  type === 'instrumentAddressed' && actor.role === 'engine' && digest === undefined;

/** Of each key that the events carry: the event's place, and what its command's row must say. */
const claimsOf = (entries: readonly HeadedEntry[]): Readonly<Record<string, object>> =>
  Object.fromEntries(
    entries.flatMap(({ entry: { seq }, head }) =>
      head.key === undefined || isOfRun(head) ? [] : [[head.key, { seq, actor: head.actor, digest: head.digest }]],
    ),
  );

/** The commands that some events carry the keys of, as parameters of a statement that calls their table `c`. */
export interface KeyedCommands {
  readonly keys: readonly string[];
  /** `c` is one of them. */
  readonly isNamed: RawBuilder<boolean>;
  /** `c` was asked by the person, and with the content, that the event with its key names. */
  readonly isSame: RawBuilder<boolean>;
  /** The event that carries the key of `c`. */
  readonly seq: RawBuilder<unknown>;
}

export function keyedCommands(caseId: string, entries: readonly HeadedEntry[]): KeyedCommands {
  const claims = claimsOf(entries);
  const keys = Object.keys(claims);
  const claim = sql`${JSON.stringify(claims)}::jsonb -> c.key`;
  return {
    keys,
    isNamed: sql<boolean>`c.key = any(${keys}::text[]) and c.case_id = ${caseId}`,
    isSame: sql<boolean>`(${claim}) - 'seq' = jsonb_build_object('actor', c.actor,
      'digest', 'sha256:' || encode(sha256(convert_to(c.payload, 'UTF8')), 'hex'))`,
    seq: sql`${claim} -> 'seq'`,
  };
}

/** Answers the commands whose keys the events carry, also those that somebody gave up. */
export const answering = ({ isNamed, isSame, seq }: KeyedCommands, revision: number): RawBuilder<unknown> => sql`
  update command c set answered_at = clock_timestamp(),
    answer = jsonb_build_object('accepted', true, 'seq', ${seq}, 'revision', ${revision}::int)
  where ${isNamed} and c.answer is null and ${isSame}`;

/**
 * The first event that carries a key which no command of the case has, or that of another person or other content;
 * undefined: none does.
 */
export async function forgedEntry(
  db: Db,
  caseId: string,
  entries: readonly HeadedEntry[],
): Promise<number | undefined> {
  const { isSame, seq } = keyedCommands(caseId, entries);
  const statement = sql`
    select (${seq})::int as seq from jsonb_object_keys(${JSON.stringify(claimsOf(entries))}::jsonb) claimed(key)
      left join command row on row.key = claimed.key and row.case_id = ${caseId}
      cross join lateral (select claimed.key, row.actor, row.payload) c
    where (${isSame}) is not true order by 1 limit 1`;
  return (await rowOf(db, { seq: integer }, statement))?.seq;
}
