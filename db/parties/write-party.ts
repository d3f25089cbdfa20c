import { sql } from 'kysely';
import type { Party } from '../../domain/parties/party.ts';
import { Refused } from '../../domain/refusal.ts';
import type { Db } from '../client.ts';
import { text } from '../column.ts';
import { takeLock } from '../locks.ts';
import { rowOf } from '../rows.ts';
import { findParty } from './parties.ts';

/** Who adds a party, and by which idempotency key with a digest of what was asked: the same again is the same party. */
export interface PartyAct {
  readonly by: string;
  readonly key: string;
  readonly digest: string;
}

/**
 * Adds a party to the register and returns its id, which is that of the first time where the key comes again.
 * @throws Refused `party.exists` for who is in the register already, `command.differs` for a key used otherwise
 */
export async function addParty(
  db: Db,
  { by, key, digest }: PartyAct,
  { id, kind, name, creditCode, creditGrade, telephone }: Party,
  identityHash?: string,
): Promise<string> {
  return db.transaction().execute(async tx => {
    await sql`select ${takeLock('parties')}`.execute(tx);
    const earlier = await rowOf(
      tx,
      { id: text, digest: text },
      sql`select id, digest from party where key = ${key} and digest is not null`,
    );
    if (earlier && earlier.digest !== digest) throw new Refused('command.differs', { used: 'act' });
    if (earlier) return earlier.id;
    const known =
      creditCode === undefined
        ? identityHash === undefined
          ? undefined
          : await findParty(tx, { kind: 'person', identityHash })
        : await findParty(tx, { kind: 'organisation', creditCode });
    if (known !== undefined) throw new Refused('party.exists', { found: known });
    await tx
      .insertInto('party')
      .values({
        id,
        kind,
        name,
        credit_code: creditCode ?? null,
        identity_hash: identityHash ?? null,
        credit_grade: creditGrade ?? null,
        telephone: telephone ?? null,
        added_by: by,
        key,
        digest,
      })
      .execute();
    return id;
  });
}

/** From now on the person acts for the party as the applicant. Again changes nothing. */
export async function linkPerson(db: Db, by: string, party: string, person: string): Promise<void> {
  await sql`
    insert into party_person (party, person, added_by) values (${party}, ${person}, ${by})
    on conflict (party, person) do update set ended_at = null, added_by = excluded.added_by
      where party_person.ended_at is not null`.execute(db);
}

/** From now on the person no longer acts for the party. False where they did not. */
export async function unlinkPerson(db: Db, party: string, person: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('party_person')
    .set({ ended_at: sql`clock_timestamp()` })
    .where('party', '=', party)
    .where('person', '=', person)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
