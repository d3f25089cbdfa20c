import { sql } from 'kysely';
import type { CreditGrade, Party, PartyIdentity, PartyKind } from '../../domain/parties/party.ts';
import type { Db } from '../client.ts';
import { nullable, text, textOf } from '../column.ts';
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

const escaped = (prefix: string): string => prefix.replaceAll(/[\\%_]/g, found => `\\${found}`);

/** Parties whose name begins so, in the order of names. */
export async function partiesNamed(db: Db, prefix: string, limit: number): Promise<readonly Party[]> {
  const statement = sql`
    select ${columns} from party where name like ${`${escaped(prefix)}%`} and erased_at is null
    order by name, id limit ${limit}`;
  return (await rowsOf(db, shape, statement)).map(partyOf);
}
