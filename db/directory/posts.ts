import { sql } from 'kysely';
import type { Instant } from '../../domain/calendar/day.ts';
import type { Interest } from '../../domain/refusals/case.ts';
import type { HeldPost } from '../../domain/directory/posts.ts';
import type { Db } from '../client.ts';
import { boolean, instant, json, nullable } from '../column.ts';
import { rowOf } from '../rows.ts';

/** What ties an official to a party. */
export interface DeclaredInterest {
  readonly party: string;
  readonly interest: Exclude<Interest, 'own'>;
}

/** What the directory says of a person at this moment. */
export interface PersonNow {
  /** Their posts of today, and those of absent people for whom they stand in; none while they are away themselves. */
  readonly held: readonly HeldPost[];
  readonly isAway: boolean;
  /** Parties in whose cases they do not act as officials (回避): whom they act for, and what either side declared. */
  readonly interests?: readonly DeclaredInterest[];
  /** Tokens from before it have ended. */
  readonly signedOutAt?: Instant;
}

const shape = {
  signed_out_at: nullable(instant),
  is_away: boolean,
  interests: json<readonly DeclaredInterest[]>(),
  held: json<readonly (Omit<HeldPost, 'standsInFor'> & { readonly person: string })[]>(),
};

/**
 * Asks the directory what somebody is now, in one statement; undefined for who is not in it, or no longer. A deputy who
 * is away passes on what they stand in for. Days are those of UTC+8.
 */
export async function readPersonNow(db: Db, person: string): Promise<PersonNow | undefined> {
  const statement = sql`
    with recursive absent (person, deputy) as (
      select person, deputy from absence where from_at <= clock_timestamp() and clock_timestamp() < to_at),
    stands (person) as (
      select ${person}::text
      union
      select a.person from stands s join absent a on a.deputy = s.person),
    today (day) as (select ((clock_timestamp() at time zone 'UTC') + interval '8 hours')::date),
    interests (party, interest) as (
      select applicant, 'delegation' from delegation where agent = ${person} and from_at <= clock_timestamp()
        and coalesce(to_at > clock_timestamp(), true) and coalesce(revoked_at > clock_timestamp(), true)
        and exists (select from holding where person = ${person})
      union all
      select case person when ${person} then subject else person end, kind from relation, today
      where ${person} in (person, subject) and from_day <= today.day and coalesce(to_day >= today.day, true))
    select p.signed_out_at, exists (select from absent where person = p.id) as is_away,
      coalesce((select jsonb_agg(to_jsonb(i)) from interests i), '[]') as interests,
      coalesce((
        select jsonb_agg(jsonb_build_object('unit', h.unit, 'kind', u.kind, 'post', h.post, 'person', h.person)
          order by h.from_day desc, h.unit, h.post)
        from today, stands s join holding h using (person) join unit u on u.id = h.unit join person o on o.id = h.person
        where o.removed_at is null and h.from_day <= today.day and (h.to_day is null or today.day <= h.to_day)
      ), '[]') as held
    from person p where p.id = ${person} and p.removed_at is null`;
  const row = await rowOf(db, shape, statement);
  if (row === undefined) return undefined;
  return {
    isAway: row.is_away,
    ...(row.interests.length > 0 && { interests: row.interests }),
    ...(row.signed_out_at !== null && { signedOutAt: row.signed_out_at }),
    held: row.is_away
      ? []
      : row.held.map(({ person: holder, ...post }) => ({ ...post, ...(holder !== person && { standsInFor: holder }) })),
  };
}

/** Ends all tokens of a person that were made until now, and all sessions. False for who is not in the directory. */
export async function signOut(db: Db, person: string): Promise<boolean> {
  return await db.transaction().execute(async tx => {
    const { numUpdatedRows } = await tx
      .updateTable('person')
      .set({ signed_out_at: sql`clock_timestamp()` })
      .where('id', '=', person)
      .executeTakeFirst();
    await tx.deleteFrom('session').where('person', '=', person).execute();
    return numUpdatedRows === 1n;
  });
}
