import { sql } from 'kysely';
import type { Instant } from '../../domain/calendar/day.ts';
import type { DeclaredInterest } from '../../domain/directory/interests.ts';
import type { HeldPost } from '../../domain/directory/posts.ts';
import type { Db } from '../client.ts';
import { boolean, instant, json, nullable, texts } from '../column.ts';
import { rowOf } from '../rows.ts';

/** What the directory says of a person at this moment. */
export interface PersonNow {
  /** Their posts of today, and those of absent people for whom they stand in; none while they are away themselves. */
  readonly held: readonly HeldPost[];
  readonly isAway: boolean;
  /** Parties in whose cases they do not act as officials (回避): whom they act for, and what either side declared. */
  readonly interests?: readonly DeclaredInterest[];
  /** Parties of the register for whom they act as the applicant. */
  readonly parties?: readonly string[];
  /** Tokens from before it have ended. */
  readonly signedOutAt?: Instant;
}

const shape = {
  signed_out_at: nullable(instant),
  is_away: boolean,
  interests: json<readonly DeclaredInterest[]>(),
  parties: texts,
  /** Without `person`: of a unit below in which nobody is there. */
  held: json<readonly (Omit<HeldPost, 'standsInFor'> & { readonly person: string | null })[]>(),
};

/**
 * Asks the directory what somebody is now, in one statement; undefined for who is not in it, or no longer. A deputy who
 * is away passes on what they stand in for. A head who is there acts for the units below in which nobody is, down to
 * the next unit with a head of its own who is there. Days are those of UTC+8. `heldAt` in the domain says the same.
 */
export async function readPersonNow(db: Db, person: string): Promise<PersonNow | undefined> {
  const statement = sql`
    with recursive absent (person, deputy) as (
      select a.person, a.deputy from absence a join person p on p.id = a.person and p.removed_at is null
      where from_at <= clock_timestamp() and clock_timestamp() < to_at),
    covered (person) as (
      select a.person from absent a join person d on d.id = a.deputy and d.removed_at is null
      where not exists (select from absent x where x.person = d.id)
      union
      select a.person from absent a join covered c on c.person = a.deputy),
    stands (person) as (
      select ${person}::text
      union
      select a.person from stands s join absent a on a.deputy = s.person),
    today (day) as (select ((clock_timestamp() at time zone 'UTC') + interval '8 hours')::date),
    own as (
      select h.unit, u.kind, h.post, h.person, h.from_day
      from today, stands s join holding h using (person) join unit u on u.id = h.unit join person o on o.id = h.person
      where o.removed_at is null and h.from_day <= today.day and (h.to_day is null or today.day <= h.to_day)),
    there as (
      select h.unit, h.post in ('deputy-head', 'principal') as is_head
      from today, holding h join person o on o.id = h.person and o.removed_at is null
      where h.from_day <= today.day and (h.to_day is null or today.day <= h.to_day)
        and h.post not in ('administrator', 'observer')
        and (not exists (select from absent a where a.person = h.person)
          or exists (select from covered c where c.person = h.person))),
    below (unit, kind, post) as (
      select u.id, u.kind, o.post from own o join unit u on u.parent = o.unit
      where o.post in ('deputy-head', 'principal')
      union
      select u.id, u.kind, b.post from below b join unit u on u.parent = b.unit
      where not exists (select from there t where t.unit = b.unit and t.is_head)),
    parties (party) as (select party from party_person where person = ${person} and ended_at is null),
    interests (party, interest) as (
      select party, 'own' from parties
      union all
      select applicant, 'delegation' from delegation where agent = ${person} and from_at <= clock_timestamp()
        and coalesce(to_at > clock_timestamp(), true) and coalesce(revoked_at > clock_timestamp(), true)
        and exists (select from holding where person = ${person})
      union all
      select case person when ${person} then subject else person end, kind from relation, today
      where ${person} in (person, subject) and from_day <= today.day and coalesce(to_day >= today.day, true))
    select p.signed_out_at, exists (select from absent where person = p.id) as is_away,
      coalesce((select jsonb_agg(to_jsonb(i)) from interests i), '[]') as interests,
      array(select party from parties order by party) as parties,
      coalesce((
        select jsonb_agg(to_jsonb(h) order by h.rank, h.unit, h.post) from (
          select unit, kind, post, person, row_number() over (order by from_day desc, unit, post) as rank from own
          union all
          select b.unit, b.kind, b.post, null, 1000000 from below b
          where not exists (select from there t where t.unit = b.unit)) h
      ), '[]') as held
    from person p where p.id = ${person} and p.removed_at is null`;
  const row = await rowOf(db, shape, statement);
  if (row === undefined) return undefined;
  return {
    isAway: row.is_away,
    ...(row.interests.length > 0 && { interests: row.interests }),
    ...(row.parties.length > 0 && { parties: row.parties }),
    ...(row.signed_out_at !== null && { signedOutAt: row.signed_out_at }),
    held: row.is_away
      ? []
      : row.held.map(({ unit, kind, post, person: holder }) => ({
          unit,
          kind,
          post,
          ...(holder !== person && { standsInFor: holder ?? unit }),
        })),
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
