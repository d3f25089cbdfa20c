import { sql } from 'kysely';
import type { ErasureGround } from '../../domain/case/vocabulary.ts';
import { canonicalJson } from '../../domain/log/canonical.ts';
import { digestOf } from '../../domain/log/chain.ts';
import { Refused } from '../../domain/refusal.ts';
import type { Actor } from '../../domain/values.ts';
import type { Db, Tx } from '../client.ts';
import { integer, text } from '../column.ts';
import { takeLock } from '../locks.ts';
import { rowOf } from '../rows.ts';
import { eraseFields, writeErasureCommands } from './erasure-commands.ts';

/** Whose personal data is erased: a party's, in all its cases, or that of one case. */
export type ErasureSubject = { readonly party: string } | { readonly caseId: string };

export interface Erasing {
  readonly subject: ErasureSubject;
  readonly ground: ErasureGround;
  readonly actor: Actor;
  /** The caller's idempotency key: the same again is the same erasure. */
  readonly key: string;
  /** Refuse while a case in which the data is used is not closed: the party itself asks. */
  readonly isOnlyWhenClosed: boolean;
}

/**
 * Erases personal data wherever it is used, in one transaction: the fields of forms, also where another case reads
 * them by reference, and what the register has of the party. Each case concerned gets a command, so that its log has
 * an event. Returns the erasure's id.
 * @throws Refused `party.unknown`, `erasure.organisation`, `erasure.caseOpen`, `case.unknown`, `command.differs`
 */
export async function erase(db: Db, { subject, ground, actor, key, isOnlyWhenClosed }: Erasing): Promise<string> {
  const digest = digestOf(canonicalJson({ subject, ground }));
  return await db.transaction().execute(async tx => {
    await sql`select ${takeLock('parties')}`.execute(tx);
    const earlier = await tx.selectFrom('erasure').select(['id', 'digest']).where('key', '=', key).executeTakeFirst();
    if (earlier && earlier.digest !== digest) throw new Refused('command.differs', { used: 'act' });
    if (earlier) return earlier.id;
    await requireSubject(tx, subject);
    const id = digestOf(`erasure ${key}`).slice(0, 24);
    await tx
      .insertInto('erasure')
      .values({
        id,
        party: 'party' in subject ? subject.party : null,
        case_id: 'caseId' in subject ? subject.caseId : null,
        ground,
        actor: JSON.stringify(actor),
        key,
        digest,
      })
      .execute();
    const { open, about } = await concernedCases(tx, id, actor.person);
    if (about > 0)
      throw new Refused('actor.interested', { act: 'erasePersonal', found: 'about' }, 'civil-servant-law.76');
    if (isOnlyWhenClosed && open > 0) throw new Refused('erasure.caseOpen', { found: open });
    await eraseFields(tx);
    if ('party' in subject) await eraseParty(tx, subject.party, actor.person);
    await writeErasureCommands(tx);
    return id;
  });
}

async function requireSubject(tx: Tx, subject: ErasureSubject): Promise<void> {
  if ('caseId' in subject) {
    const found = await tx.selectFrom('case').select('id').where('id', '=', subject.caseId).executeTakeFirst();
    if (!found) throw new Refused('case.unknown', { found: subject.caseId });
    return;
  }
  const party = await tx
    .selectFrom('party')
    .select('kind')
    .where('id', '=', subject.party)
    .where('erased_at', 'is', null)
    .executeTakeFirst();
  if (!party) throw new Refused('party.unknown', {});
  if (party.kind === 'organisation') throw new Refused('erasure.organisation', {});
}

/** Cases concerned: how many are not closed, or have a beginning without an answer; and how many are about a person. */
async function concernedCases(
  tx: Tx,
  erasure: string,
  person: string,
): Promise<{ readonly open: number; readonly about: number }> {
  const counting = sql`
    with named as (
      select c.id from erasure e join "case" c on c.applicant = e.party or c.id = e.case_id where e.id = ${erasure}),
    used as (
      select u.case_id as id from personal_use u
      where u.reference in (select reference from personal_use where case_id in (select id from named)))
    select (select count(*) from "case" where view->'about' ? ${person}
        and id in (select id from named union select id from used))::int as about,
      (select count(*) from "case" where not closed and id in (select id from named union select id from used))::int
      + (select count(*) from command k join erasure e on e.id = ${erasure}
        where k.begins and k.answer is null and k.dead_at is null and k.payload::jsonb->>'applicant' = e.party)::int
      as open`;
  return (await rowOf(tx, { open: integer, about: integer }, counting))!;
}

/**
 * What the register has of a person, and the name under which they sign in, unless they hold a post: that name is the
 * office's. Who is added again later is another party, because the hash of the number is gone too.
 */
async function eraseParty(tx: Tx, party: string, by: string): Promise<void> {
  // What is not filed is nobody's case: it goes at once. A draft that a case waits for stays, with nothing filled in.
  await sql`delete from draft where applicant = ${party} and parent is null`.execute(tx);
  await sql`update draft set form = '{}', handed_on = null where applicant = ${party}`.execute(tx);
  await sql`
    update party set name = null, telephone = null, credit_grade = null, identity_hash = null, digest = null,
      erased_at = clock_timestamp() where id = ${party}`.execute(tx);
  await sql`
    update party_version set name = null, telephone = null, credit_grade = null, digest = null
    where party = ${party}`.execute(tx);
  await sql`
    update person p set name = p.id where not exists (select from holding h where h.person = p.id)
    and (p.id = ${party} or exists (select from party_person l where l.party = ${party} and l.person = p.id))`.execute(
    tx,
  );
  await sql`
    update party_person set ended_at = clock_timestamp(), ended_by = ${by}
    where party = ${party} and ended_at is null`.execute(tx);
}

/** The erasure of a key, where there is one. */
export const erasureOfKey = async (db: Db, key: string): Promise<string | undefined> =>
  (await rowOf(db, { id: text }, sql`select id from erasure where key = ${key}`))?.id;
