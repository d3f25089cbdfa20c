import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { audit } from '../../commands/audit.ts';
import { ensureRunning } from '../../commands/ensure-running.ts';
import { compare, lostRuns, startFromLog, startLost, takeFromHistory, type Difference } from '../../commands/repair.ts';
import { readRepairs } from '../../db/repairs.ts';
import type { Finding } from '../../domain/audit/audit.ts';
import { accept, accepted, act, receive } from '../support/acts.ts';
import { officer } from '../support/virtual-case.ts';
import { startShell, type TestShell } from '../support/worker.ts';

let shell: TestShell;
beforeAll(async () => { shell = await startShell(); });
afterAll(async () => { await shell.stop(); });

const repairer = { by: 'p-administrator', reason: 'restored from the copy of last night' };
const handleOf = (caseId: string) => shell.context.client.workflow.getHandle(caseId);
const typesOf = async (caseId: string) => (await shell.database.db.selectFrom('event').select('type').where('case_id', '=', caseId).orderBy('seq').execute()).map(each => each.type);

async function inReview(): Promise<string> {
  const { case: id } = await receive(shell.context);
  accepted(await accept(shell.context, id));
  return id;
}

/** Every table as it is now; what comes back puts all of them back to that. */
async function copyAll(): Promise<() => Promise<void>> {
  const { rows } = await sql<{ name: string }>`select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relname not like 'kysely%'`.execute(shell.database.owner);
  await shell.database.owner.transaction().execute(async tx => {
    await sql`create schema copy`.execute(tx);
    for (const { name } of rows) await sql`create table ${sql.id('copy', name)} as table ${sql.id('public', name)}`.execute(tx);
  });
  return () => shell.database.owner.transaction().execute(async tx => {
    await sql`set local session_replication_role = replica`.execute(tx);
    for (const { name } of rows) {
      await sql`delete from ${sql.id('public', name)}`.execute(tx);
      await sql`insert into ${sql.id('public', name)} overriding system value select * from ${sql.id('copy', name)}`.execute(tx);
    }
    await sql`drop schema copy cascade`.execute(tx);
  });
}

async function compared(): Promise<readonly Difference[]> {
  const differences: Difference[] = [];
  await compare(shell.context, { onDifference: each => differences.push(each) });
  return differences;
}
async function findings(): Promise<readonly Finding[]> {
  const found: Finding[] = [];
  await audit(shell.context, { patience: 60_000, selection: {}, onFinding: each => { found.push(each); } });
  return found;
}

test('an older database: what it lacks is named event by event, taken from Temporal with acts and answers, and the audit is clean', async () => {
  const [claimed, untouched, started] = [await inReview(), await inReview(), (await receive(shell.context)).case];
  await ensureRunning(shell.context, started);
  const restore = await copyAll();
  accepted(await act(shell.context, claimed, officer('market-regulation'), { type: 'claim', step: 'licence' }, 'told-before'));
  accepted(await act(shell.context, claimed, officer('market-regulation'), { type: 'answer', step: 'licence', answer: { answer: 'agree' } }));
  accepted(await accept(shell.context, started));
  const { case: after } = await receive(shell.context);
  await ensureRunning(shell.context, after);
  const [before, logBefore] = [await typesOf(claimed), await shell.database.db.selectFrom('event').select(['seq', 'hash', 'data']).where('case_id', '=', claimed).orderBy('seq').execute()];
  await restore();
  expect(await typesOf(claimed), 'the older database lacks them').toEqual(before.slice(0, 2));
  await expect.poll(async () => (await compared()).map(each => each.caseId).toSorted(), { timeout: 20_000 }).toEqual([claimed, started, after].toSorted());
  const named = new Map((await compared()).map(each => [each.caseId, each]));
  expect(named.get(claimed)).toMatchObject({ revision: 2, follows: true });
  expect(named.get(claimed)?.missing.map(each => each.type)).toEqual(before.slice(2));
  expect(named.get(claimed)?.missing[0]).toMatchObject({ seq: 3, key: expect.stringContaining('told-before') as string });
  expect(named.get(after), 'received after the copy: it is named, and cannot be taken').toMatchObject({ revision: 0, follows: false });

  expect(await takeFromHistory(shell.context, claimed, repairer)).toBe(before.length - 2);
  expect(await shell.database.db.selectFrom('event').select(['seq', 'hash', 'data']).where('case_id', '=', claimed).orderBy('seq').execute(), 'to the byte').toEqual(logBefore);
  await takeFromHistory(shell.context, started, repairer);
  for (const id of [claimed, untouched]) await expect(takeFromHistory(shell.context, id, repairer)).rejects.toMatchObject({ code: 'repair.nothingMissing' });
  await expect(takeFromHistory(shell.context, after, repairer)).rejects.toMatchObject({ code: 'case.unknown' });
  expect((await readRepairs(shell.database.db)).map(each => [each.what, each.caseId, each.by])).toEqual([['takenFromHistory', started, 'p-administrator'], ['takenFromHistory', claimed, 'p-administrator']]);
  expect(await findings()).toEqual([]);
  // Whoever was told before is told the same again, and the case goes on.
  accepted(await act(shell.context, claimed, officer('market-regulation'), { type: 'claim', step: 'licence' }, 'told-before'));
  expect(await typesOf(claimed)).toEqual(before);
  await handleOf(after).terminate('the database does not have it');
});

test('a run that decided on another past is ended and the case started from its log; what is given up stays written down', async () => {
  const id = await inReview();
  const run = (await handleOf(id).describe()).runId;
  await startFromLog(shell.context, id, repairer);
  const { runId, status } = await handleOf(id).describe();
  expect([runId === run, status.name]).toEqual([false, 'RUNNING']);
  expect((await readRepairs(shell.database.db))[0]).toMatchObject({ what: 'startedFromLog', caseId: id, found: `the run ${run}` });
  accepted(await act(shell.context, id, officer('market-regulation'), { type: 'claim', step: 'licence' }));
  await expect(startFromLog(shell.context, 'case-none', repairer)).rejects.toMatchObject({ code: 'case.unknown' });
});

test('a lost run is listed, started once, and refused while it runs', async () => {
  const id = await inReview();
  await expect(startLost(shell.context, id, repairer)).rejects.toMatchObject({ code: 'repair.runs' });
  await handleOf(id).terminate('lost');
  expect(await lostRuns(shell.context)).toContain(id);
  await startLost(shell.context, id, repairer);
  expect(await lostRuns(shell.context)).not.toContain(id);
  expect((await handleOf(id).describe()).status.name).toBe('RUNNING');
});

describe('in the terminal', () => {
  async function terminal(...args: readonly string[]): Promise<{ readonly code: unknown; readonly out: string; readonly err: string }> {
    const child = spawn(process.execPath, [fileURLToPath(new URL('../../bin/repair.ts', import.meta.url)), ...args], {
      env: { ...process.env, DATABASE_URL: shell.database.url, TEMPORAL_ADDRESS: inject('temporalAddress'), TEMPORAL_NAMESPACE: inject('temporalNamespace') }, stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [out, err] = ['', ''];
    child.stdout.on('data', (text: Buffer) => { out += text.toString(); });
    child.stderr.on('data', (text: Buffer) => { err += text.toString(); });
    const [code] = await once(child, 'close') as [unknown];
    return { code, out, err };
  }

  test('a dead letter is listed with what to do, needs a name and a reason, and is refused once', async () => {
    const id = await inReview();
    await sql`insert into command (key, case_id, procedure, begins, actor, payload, asked_at, case_offset_ms, attempt, dead_at, dead_reason)
      values ('p-o:dead', ${id}, 'restaurant-opening.v1', false, '{"person":"p-o","role":"officer","unit":"market-regulation"}', '{"step":"licence","type":"claim"}', now(), 0, 1, now(), 'no answer after 20 recoveries')`.execute(shell.database.owner);
    const listed = await terminal('list', '--json');
    expect([listed.code, JSON.parse(listed.out)]).toMatchObject([1, { deadLetters: [{ key: 'p-o:dead', caseId: id, reason: 'no answer after 20 recoveries' }] }]);
    expect(await terminal('refuse', 'p-o:dead')).toMatchObject({ code: 2, err: expect.stringContaining('--by <person>') as string });
    const by = ['--by', 'p-administrator', '--reason', 'asked again by hand'];
    expect(await terminal('refuse', 'p-o:dead', ...by)).toMatchObject({ code: 0, out: 'Refused; whoever asked is told so.\n' });
    expect(await terminal('refuse', 'p-o:dead', ...by)).toMatchObject({ code: 1, err: expect.stringContaining('repair.notADeadLetter') as string });
    expect((await terminal('done')).out).toContain('refused  p-o:dead  by p-administrator: asked again by hand');
    expect((await terminal('list')).out).toContain('0 dead letters, 0 open cases without a run');
    expect(await findings()).toEqual([]);
  });
});
