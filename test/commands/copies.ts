import { sql } from 'kysely';
import { expect } from 'vitest';
import { readCase } from '../../db/cases/cases.ts';
import type { Finding } from '../../domain/audit/audit.ts';
import { supervisor } from '../../domain/testing.ts';
import { recordNumberText } from '../../domain/words/zh-CN/instruments.ts';
import { audit } from '../../operations/audit.ts';
import { compare, type Difference } from '../../operations/repair/diff-with-temporal.ts';
import { accepted, act } from '../support/acts.ts';
import type { TestShell } from '../support/worker.ts';

export const repairer = { by: 'p-administrator', reason: 'restored from the copy of last night' };

export const typesOf = async (shell: TestShell, caseId: string) =>
  (
    await shell.database.db.selectFrom('event').select('type').where('case_id', '=', caseId).orderBy('seq').execute()
  ).map(each => each.type);

/** Every table and the sequence of case numbers as they are now; what comes back puts all of them back to that. */
export async function copyAll(shell: TestShell): Promise<() => Promise<void>> {
  const {
    rows: [sequence],
  } = await sql<{ last: number }>`select last_value::int as last from case_number`.execute(shell.database.owner);
  const { rows } = await sql<{
    name: string;
  }>`select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'r' and relname not like 'kysely%'`.execute(
    shell.database.owner,
  );
  await shell.database.owner.transaction().execute(async tx => {
    await sql`create schema copy`.execute(tx);
    for (const { name } of rows)
      await sql`create table ${sql.id('copy', name)} as table ${sql.id('public', name)}`.execute(tx);
  });
  return () =>
    shell.database.owner.transaction().execute(async tx => {
      await sql`set local session_replication_role = replica`.execute(tx);
      for (const { name } of rows) {
        await sql`delete from ${sql.id('public', name)}`.execute(tx);
        await sql`insert into ${sql.id('public', name)} overriding system value
          select * from ${sql.id('copy', name)}`.execute(tx);
      }
      await sql`drop schema copy cascade`.execute(tx);
      await sql`select setval('case_number', ${sequence!.last})`.execute(tx);
    });
}

/** Where the database and Temporal differ. */
export async function compared(shell: TestShell): Promise<readonly Difference[]> {
  const differences: Difference[] = [];
  await compare(shell.context, { onDifference: each => differences.push(each) });
  return differences;
}

/** What an audit of everything finds. */
export async function findings(shell: TestShell): Promise<readonly Finding[]> {
  const found: Finding[] = [];
  await audit(shell.context, {
    patience: 60_000,
    selection: {},
    onFinding: each => {
      found.push(each);
    },
  });
  return found;
}

/** A supervisor starts an instrument, whose record gets a number. */
const motion = (shell: TestShell, caseId: string) =>
  act(shell.context, caseId, supervisor(), {
    type: 'startInstrument',
    level: 'L2',
    clock: 'promise',
    reason: { text: '督查' },
  });
/** A supervisor's record, once it has its number. */
export async function numbered(shell: TestShell, caseId: string): Promise<string> {
  accepted(await motion(shell, caseId));
  const numbers = async () =>
    (await readCase(shell.database.db, caseId))?.view.instruments.flatMap(each => each.number ?? []) ?? [];
  await expect.poll(numbers).toHaveLength(1);
  return recordNumberText((await numbers())[0]!);
}
export const serialOf = (written: string): number => Number(/(\d+)号?$/.exec(written)?.[1]);
