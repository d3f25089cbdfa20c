import { sql } from 'kysely';
import type { Instant } from '../../domain/calendar/day.ts';
import { defined } from '../../domain/defined.ts';
import type { CreditGrade, Party, PartyIdentity, PartyKind } from '../../domain/parties/party.ts';
import type { Db } from '../client.ts';
import { beginsWith } from '../conditions.ts';
import { instant, integer, nullable, text, textOf } from '../column.ts';
import { rowOf, rowsOf } from '../rows.ts';

const shape = {
  id: text,
  kind: textOf<PartyKind>(),
  name: text,
  credit_code: nullable(text),
  credit_grade: nullable(textOf<CreditGrade>()),
  telephone: nullable(text),
};
type Row = { readonly [Column in keyof typeof shape]: string | null };
const columns = sql`id, kind, name, credit_code, credit_grade, telephone`;

const partyOf = ({ credit_code: creditCode, credit_grade: creditGrade, ...row }: Row): Party =>
  Object.fromEntries(
    Object.entries({ ...row, creditCode, creditGrade }).filter(([, value]) => value !== null),
  ) as unknown as Party;

/** Those of these parties that are in the register and not erased, in no order: made for a loader. */
export async function readParties(db: Db, ids: readonly string[]): Promise<readonly Party[]> {
  const statement = sql`select ${columns} from party where id = any(${[...ids]}::text[]) and erased_at is null`;
  return (await rowsOf(db, shape, statement)).map(partyOf);
}

/** Whether a party is in the register and not erased. */
export const isParty = async (db: Db, id: string): Promise<boolean> => (await readParties(db, [id])).length > 0;

/** A party by what identifies it, also an erased one's id: nobody is written down twice. */
export async function findParty(db: Db, identity: PartyIdentity): Promise<string | undefined> {
  const of =
    identity.kind === 'organisation'
      ? sql`credit_code = ${identity.creditCode}`
      : sql`identity_hash = ${identity.identityHash}`;
  return (await rowOf(db, { id: text }, sql`select id from party where ${of}`))?.id;
}

/** Parties whose name begins so, in the order of names. */
export async function partiesNamed(db: Db, prefix: string, limit: number): Promise<readonly Party[]> {
  const statement = sql`
    select ${columns} from party where ${beginsWith('name', prefix)} and erased_at is null
    order by name, id limit ${limit}`;
  return (await rowsOf(db, shape, statement)).map(partyOf);
}

/** What the register had of a party from one moment on, and who wrote it down. */
export interface PartyVersion {
  readonly version: number;
  readonly at: Instant;
  readonly by: string;
  readonly name?: string;
  readonly telephone?: string;
  readonly creditGrade?: CreditGrade;
}

const versionShape = {
  version: integer,
  at: instant,
  by: text,
  name: nullable(text),
  telephone: nullable(text),
  credit_grade: nullable(textOf<CreditGrade>()),
};

/** All that was ever written down of a party, the latest first. */
export async function versionsOfParty(db: Db, id: string): Promise<readonly PartyVersion[]> {
  const reading = sql`
    select version, at, by, name, telephone, credit_grade from party_version where party = ${id}
    order by version desc limit 100`;
  return (await rowsOf(db, versionShape, reading)).map(({ name, telephone, credit_grade: creditGrade, ...row }) => ({
    ...row,
    ...defined({ name: name ?? undefined, telephone: telephone ?? undefined, creditGrade: creditGrade ?? undefined }),
  }));
}
