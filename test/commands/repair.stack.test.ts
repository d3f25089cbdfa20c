import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { lostRuns } from '../../operations/repair/diff-with-temporal.ts';
import { startFromLog, startLost } from '../../operations/repair/repair.ts';
import { numberInstrument } from '../../db/instruments/numbers.ts';
import { readRepairs } from '../../db/operations/repairs.ts';
import { readRecordNumber } from '../../domain/words/zh-CN/instruments.ts';
import { blocksOf } from '../docs/blocks.ts';
import { accepted, act, receive } from '../support/acts.ts';
import { officer } from '../../domain/testing.ts';
import { startShell, type TestShell } from '../support/worker.ts';
import { typesOf, findings, repairer, serialOf } from './copies.ts';
import { handleOf, inReview } from './runs.ts';

let shell: TestShell;
beforeAll(async () => {
  shell = await startShell();
});
afterAll(async () => {
  await shell.stop();
});

test('a run that decided on another past gives way to one from the log; what is given up is noted', async () => {
  const id = await inReview(shell);
  const run = (await handleOf(shell, id).describe()).runId;
  await startFromLog(shell.context, id, repairer);
  const { runId, status } = await handleOf(shell, id).describe();
  expect([runId === run, status.name]).toEqual([false, 'RUNNING']);
  expect((await readRepairs(shell.database.db))[0]).toMatchObject({
    what: 'startFromLog',
    caseId: id,
    found: `the run ${run}`,
  });
  expect(await typesOf(shell, id)).toEqual(['received', 'accepted', 'repaired']);
  accepted(await act(shell.context, id, officer('market-regulation'), { type: 'claim', step: 'licence' }));
  await expect(startFromLog(shell.context, 'case-none', repairer)).rejects.toMatchObject({ code: 'case.unknown' });
});

test('a repair that is asked three times at the same moment with one id is one repair, told to all three', async () => {
  const id = await inReview(shell);
  const told = await Promise.all(
    [1, 2, 3].map(() => startFromLog(shell.context, id, { ...repairer, key: `p-administrator:at-once-${id}` })),
  );
  expect(told).toEqual([told[0], told[0], told[0]]);
  expect(await typesOf(shell, id)).toEqual(['received', 'accepted', 'repaired']);
  accepted(await act(shell.context, id, officer('market-regulation'), { type: 'claim', step: 'licence' }));
});

test('a lost run is listed, started once, and refused while it runs', async () => {
  const id = await inReview(shell);
  await expect(startLost(shell.context, id, repairer)).rejects.toMatchObject({ code: 'repair.runs' });
  await handleOf(shell, id).terminate('lost');
  expect(await lostRuns(shell.context)).toContain(id);
  await startLost(shell.context, id, repairer);
  expect(await lostRuns(shell.context)).not.toContain(id);
  expect((await handleOf(shell, id).describe()).status.name).toBe('RUNNING');
});

describe('in the terminal', () => {
  const by = ['--by', 'p-administrator', '--reason', 'asked again by hand'];
  async function terminal(
    ...args: readonly string[]
  ): Promise<{ readonly code: unknown; readonly out: string; readonly err: string }> {
    const child = spawn(
      process.execPath,
      [fileURLToPath(new URL('../../bin/shixian.ts', import.meta.url)), 'repair', ...args],
      {
        env: {
          ...process.env,
          DATABASE_URL: shell.database.url,
          TEMPORAL_ADDRESS: inject('temporalAddress'),
          TEMPORAL_NAMESPACE: inject('temporalNamespace'),
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    let [out, err] = ['', ''];
    child.stdout.on('data', (text: Buffer) => {
      out += text.toString();
    });
    child.stderr.on('data', (text: Buffer) => {
      err += text.toString();
    });
    const [code] = (await once(child, 'close')) as [unknown];
    return { code, out, err };
  }

  test('numbers that were told and that nobody knows any more are passed over', async () => {
    const shown = (await blocksOf('docs/operating.md')).find(each => each.info === 'sh numbers')!.text.trim();
    const words = [...shown.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain!);
    const [past = '', record = ''] = words.filter((_, index) => words[index - 1] === '--past');
    expect(words.slice(0, 6)).toEqual(['npm', 'run', '-s', 'shixian', '--', 'repair']);
    expect(await terminal(...words.slice(6))).toMatchObject({
      code: 0,
      err: '',
      out: `Numbers kept of 0 cases, and up to ${past}, ${record}.\n`,
    });
    expect(serialOf((await receive(shell.context)).number)).toBe(serialOf(past) + 1);
    const register = { ...readRecordNumber(record)!, authority: 'supervision-office' };
    expect(await numberInstrument(shell.database.db, await inReview(shell), 'promise:L2', register)).toBe(
      register.number + 1,
    );
    await shell.database.owner
      .deleteFrom('instrument_number')
      .where('number', '=', register.number + 1)
      .where('year', '=', register.year)
      .execute();
    await shell.database.owner
      .updateTable('instrument_counter')
      .set({ last: register.number })
      .where('year', '=', register.year)
      .execute();
    expect(await findings(shell), 'the register has no gap').toEqual([]);
    for (const wrong of ['150', 'SX2027-900000000'])
      expect(await terminal('numbers', '--past', wrong, ...by)).toMatchObject({
        code: 4,
        err: expect.stringContaining('repair.notANumber') as string,
      });
    expect(await terminal('compare', '--past', past)).toMatchObject({ code: 2 });
  });

  test('a dead letter is listed with what to do, needs a name and a reason, and is refused once', async () => {
    const id = await inReview(shell);
    await sql`insert into command (key, case_id, procedure, begins, actor, payload, asked_at, case_offset_ms, attempt,
        dead_at, dead_reason)
      values ('p-o:dead', ${id}, 'restaurant-opening.v1', false,
        '{"person":"p-o","role":"officer","unit":"market-regulation"}', '{"step":"licence","type":"claim"}',
        now(), 0, 1, now(), 'no answer after 20 recoveries')`.execute(shell.database.owner);
    const listed = await terminal('list', '--json');
    expect([listed.code, JSON.parse(listed.out)]).toMatchObject([
      3,
      {
        incidents: [
          {
            kind: 'deadLetter',
            key: 'p-o:dead',
            caseId: id,
            detail: 'no answer after 20 recoveries',
            repairs: ['sendAgain', 'refuse'],
          },
        ],
      },
    ]);
    expect(await terminal('refuse', 'p-o:dead')).toMatchObject({
      code: 2,
      err: expect.stringContaining('--by <person>') as string,
    });
    expect(await terminal('refuse', 'p-o:dead', ...by)).toMatchObject({
      code: 0,
      out: 'Refused; whoever asked is told so.\n',
    });
    expect(await terminal('refuse', 'p-o:dead', ...by)).toMatchObject({
      code: 4,
      err: expect.stringContaining('repair.notADeadLetter') as string,
    });
    expect((await terminal('done')).out).toContain('refuse  p-o:dead  by p-administrator: asked again by hand');
    expect((await terminal('list')).out).toContain('0 incidents');
    expect(await findings(shell)).toEqual([]);
    // A process for each of the commands in the terminal.
  }, 120_000);
});
