import { type RawBuilder, sql } from 'kysely';
import type { CreditGrade, Party } from '../../domain/parties/party.ts';
import { Refused } from '../../domain/refusal.ts';
import type { Db, Tx } from '../client.ts';
import { boolean, nullable, text } from '../column.ts';
import { takeLock } from '../locks.ts';
import { rowOf } from '../rows.ts';
import { findParty, isParty } from './parties.ts';

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
      { id: text, digest: nullable(text), is_erased: boolean },
      sql`select id, digest, erased_at is not null as is_erased from party where key = ${key}`,
    );
    if (earlier?.is_erased) throw new Refused('party.unknown', {});
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
    await writeVersion(tx, id, { by });
    return id;
  });
}

/** Who says so, and by which idempotency key. */
export type LinkAct = Omit<PartyAct, 'digest'>;

/** Who acts for a party: a person who signs in. */
export interface Link {
  readonly party: string;
  readonly person: string;
}

/**
 * From now on the person acts for the party as the applicant. Who does already, and a key that linked once, change
 * nothing.
 * @throws Refused `command.differs` for a key that linked others
 */
export async function linkPerson(db: Db, { by, key }: LinkAct, { party, person }: Link): Promise<void> {
  await once(db, sql`added_key = ${key}`, { party, person }, tx =>
    sql`
      insert into party_person (party, person, added_by, added_key) values (${party}, ${person}, ${by}, ${key})
      on conflict (party, person) where ended_at is null do nothing`.execute(tx),
  );
}

/** From now on the person no longer acts for the party: who ends it is kept. Otherwise as `linkPerson`. */
export async function unlinkPerson(db: Db, { by, key }: LinkAct, { party, person }: Link): Promise<void> {
  await once(db, sql`ended_key = ${key}`, { party, person }, tx =>
    sql`
      update party_person set ended_at = clock_timestamp(), ended_by = ${by}, ended_key = ${key}
      where party = ${party} and person = ${person} and ended_at is null`.execute(tx),
  );
}

/** Does a change of a link unless a key did it before. */
async function once(
  db: Db,
  isOfKey: RawBuilder<unknown>,
  { party, person }: Link,
  change: (tx: Tx) => Promise<unknown>,
): Promise<void> {
  await db.transaction().execute(async tx => {
    await sql`select ${takeLock('parties')}`.execute(tx);
    const earlier = await rowOf(
      tx,
      { party: text, person: text },
      sql`select party, person from party_person where ${isOfKey}`,
    );
    if (!earlier) return void (await change(tx));
    if (earlier.party !== party || earlier.person !== person) throw new Refused('command.differs', { used: 'act' });
  });
}

/** What changes of a party: what is left out stays. */
export interface PartyChange {
  readonly name?: string | undefined;
  readonly telephone?: string | undefined;
  readonly creditGrade?: CreditGrade | undefined;
}

/**
 * Changes what the register has of a party, as a version of its own. The same key again is the same change.
 * @throws Refused `party.unknown`, `party.same` where all of it stands there, `command.differs`
 */
export async function changeParty(
  db: Db,
  { by, key, digest }: PartyAct,
  id: string,
  { name, telephone, creditGrade }: PartyChange,
): Promise<void> {
  await db.transaction().execute(async tx => {
    await sql`select ${takeLock('parties')}`.execute(tx);
    const earlier = await tx.selectFrom('party_version').select('digest').where('key', '=', key).executeTakeFirst();
    if (earlier?.digest === digest) return;
    if (earlier) throw new Refused('command.differs', { used: 'act' });
    const { numAffectedRows } = await sql`
      update party set name = coalesce(${name ?? null}::text, name),
        telephone = coalesce(${telephone ?? null}::text, telephone),
        credit_grade = coalesce(${creditGrade ?? null}::text, credit_grade)
      where id = ${id} and erased_at is null and (name is distinct from coalesce(${name ?? null}::text, name)
        or telephone is distinct from coalesce(${telephone ?? null}::text, telephone)
        or credit_grade is distinct from coalesce(${creditGrade ?? null}::text, credit_grade))`.execute(tx);
    if (numAffectedRows === 0n) throw new Refused((await isParty(tx, id)) ? 'party.same' : 'party.unknown', {});
    await writeVersion(tx, id, { by, key, digest });
  });
}

/** The version of what the register has of a party now. */
async function writeVersion(tx: Tx, party: string, { by, key, digest }: Partial<PartyAct>): Promise<void> {
  await sql`
    insert into party_version (party, version, name, telephone, credit_grade, by, key, digest)
    select p.id, coalesce((select max(version) from party_version v where v.party = p.id), 0) + 1, p.name, p.telephone,
      p.credit_grade, ${by}, ${key ?? null}::text, ${digest ?? null}::text
    from party p where p.id = ${party}`.execute(tx);
}
