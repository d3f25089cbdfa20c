import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { audit } from '../../operations/audit.ts';
import { compare, type Difference, lostRuns } from '../../operations/repair/diff-with-temporal.ts';
import { ensureRunning } from '../../commands/ensure-running.ts';
import { startFromLog, startLost, takeFromHistory } from '../../operations/repair/repair.ts';
import { keepNumbersGiven, takeAll } from '../../operations/repair/after-restore.ts';
import { numberInstrument } from '../../db/instruments/numbers.ts';
import { readCase } from '../../db/cases/cases.ts';
import { readRepairs } from '../../db/operations/repairs.ts';
import { readRecordNumber, recordNumberText } from '../../domain/words/zh-CN/instruments.ts';
import type { Finding } from '../../domain/audit/audit.ts';
import { blocksOf } from '../docs/blocks.ts';
import { accept, accepted, act, receive } from '../support/acts.ts';
import { officer, supervisor } from '../../domain/testing.ts';
import { startShell, type TestShell } from '../support/worker.ts';

let shell: TestShell;
beforeAll(async () => {
  shell = await startShell();
});
afterAll(async () => {
  await shell.stop();
});

const repairer = { by: 'p-administrator', reason: 'restored from the copy of last night' };
const handleOf = (caseId: string) => shell.context.client.workflow.getHandle(caseId);
const typesOf = async (caseId: string) =>
  (
    await shell.database.db.selectFrom('event').select('type').where('case_id', '=', caseId).orderBy('seq').execute()
  ).map(each => each.type);

async function inReview(): Promise<string> {
  const { case: id } = await receive(shell.context);
  accepted(await accept(shell.context, id));
  return id;
}

/** Every table and the sequence of case numbers as they are now; what comes back puts all of them back to that. */
async function copyAll(): Promise<() => Promise<void>> {
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

async function compared(): Promise<readonly Difference[]> {
  const differences: Difference[] = [];
  await compare(shell.context, { onDifference: each => differences.push(each) });
  return differences;
}
async function findings(): Promise<readonly Finding[]> {
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

const motion = (caseId: string) =>
  act(shell.context, caseId, supervisor(), {
    type: 'startInstrument',
    level: 'L2',
    clock: 'promise',
    reason: { text: '督查' },
  });
/** A supervisor's record, once it has its number. */
async function numbered(caseId: string): Promise<string> {
  accepted(await motion(caseId));
  const numbers = async () =>
    (await readCase(shell.database.db, caseId))?.view.instruments.flatMap(each => each.number ?? []) ?? [];
  await expect.poll(numbers).toHaveLength(1);
  return recordNumberText((await numbers())[0]!);
}
const serialOf = (written: string): number => Number(/(\d+)号?$/.exec(written)?.[1]);

describe('an older database', () => {
  test('what it lacks is named event by event and taken from Temporal, and the audit is clean', async () => {
    const [claimed, untouched, started] = [await inReview(), await inReview(), (await receive(shell.context)).case];
    await ensureRunning(shell.context, started);
    const numberBefore = await numbered(untouched);
    const restore = await copyAll();
    accepted(
      await act(
        shell.context,
        claimed,
        officer('market-regulation'),
        { type: 'claim', step: 'licence' },
        'told-before',
      ),
    );
    accepted(
      await act(shell.context, claimed, officer('market-regulation'), {
        type: 'answer',
        step: 'licence',
        answer: { answer: 'agree' },
      }),
    );
    accepted(await accept(shell.context, started));
    const numberOfClaimed = await numbered(claimed);
    const { case: after, number } = await receive(shell.context, { commandId: 'received-after' });
    await ensureRunning(shell.context, after);
    accepted(await accept(shell.context, after));
    const numberOfAfter = await numbered(after);
    const logOf = (id: string) =>
      shell.database.db
        .selectFrom('event')
        .select(['seq', 'hash', 'data'])
        .where('case_id', '=', id)
        .orderBy('seq')
        .execute();
    const [before, logs] = [await typesOf(claimed), await Promise.all([claimed, started, after].map(logOf))];
    await restore();
    expect(await typesOf(claimed), 'the older database lacks them').toEqual(before.slice(0, 2));
    await expect
      .poll(async () => (await compared()).map(each => each.caseId).toSorted())
      .toEqual([claimed, started, after].toSorted());
    const named = new Map((await compared()).map(each => [each.caseId, each]));
    expect(named.get(claimed)).toMatchObject({
      revision: 2,
      follows: true,
      instruments: [numberOfClaimed],
      lost: { queryCode: false, personal: [] },
    });
    expect(named.get(claimed)?.missing.map(each => each.type)).toEqual(before.slice(2));
    expect(named.get(claimed)?.missing[0]).toMatchObject({
      seq: 3,
      key: expect.stringContaining('told-before') as string,
    });
    expect(
      named.get(after),
      'received after the copy: named with its number, and with what Temporal never had',
    ).toMatchObject({
      number,
      revision: 0,
      follows: true,
      instruments: [numberOfAfter],
      lost: { queryCode: true, personal: [expect.stringMatching(/^personal:/)] },
    });

    expect((await takeFromHistory(shell.context, claimed, repairer)).found).toBe(
      `the log ended at event 2; ${before.length - 2} events were taken, up to ${before.length}`,
    );
    await takeFromHistory(shell.context, started, repairer);
    await takeFromHistory(shell.context, after, repairer);
    const now = await Promise.all([claimed, started, after].map(logOf));
    expect(
      now.map(each => each.slice(0, -1)),
      'to the byte',
    ).toEqual(logs);
    for (const log of now)
      expect(JSON.parse(log.at(-1)!.data), 'and the note of it behind').toMatchObject({
        type: 'repaired',
        actor: { person: 'p-administrator', role: 'administrator' },
        data: { how: 'takeFromHistory', reason: repairer.reason },
      });
    expect((await readCase(shell.database.db, after))?.view).toMatchObject({ number, status: 'inReview' });
    for (const id of [claimed, untouched, after])
      await expect(takeFromHistory(shell.context, id, repairer)).rejects.toMatchObject({
        code: 'repair.nothingMissing',
      });
    await expect(takeFromHistory(shell.context, 'case-none', repairer)).rejects.toMatchObject({ code: 'case.unknown' });
    expect((await readRepairs(shell.database.db)).map(each => [each.what, each.caseId, each.by])).toEqual(
      [after, started, claimed].map(id => ['takeFromHistory', id, 'p-administrator']),
    );
    expect(await findings()).toEqual([]);
    // No number is given twice. Whoever was told before is told the same again, and the cases go on.
    const next = [(await receive(shell.context)).number, await numbered(started)] as const;
    expect(serialOf(next[0])).toBeGreaterThan(serialOf(number));
    expect([numberOfClaimed, numberOfAfter, next[1]].map(serialOf)).toEqual(
      [1, 2, 3].map(more => serialOf(numberBefore) + more),
    );
    accepted(
      await act(
        shell.context,
        claimed,
        officer('market-regulation'),
        { type: 'claim', step: 'licence' },
        'told-before',
      ),
    );
    expect(await typesOf(claimed)).toEqual([...before, 'repaired']);
    expect((await receive(shell.context, { commandId: 'received-after' })).number).toBe(number);
    accepted(await act(shell.context, after, officer('market-regulation'), { type: 'claim', step: 'licence' }));
    expect(await findings()).toEqual([]);
  });

  test('numbers that it does not know are not given again, though no event and no case is taken', async () => {
    const one = await inReview();
    const restore = await copyAll();
    const given = await numbered(one);
    const { case: after, number } = await receive(shell.context);
    await ensureRunning(shell.context, after);
    await restore();
    await expect
      .poll(async () => (await compared()).map(each => each.caseId).toSorted())
      .toEqual([one, after].toSorted());
    expect(await keepNumbersGiven(shell.context, repairer)).toBe(2);
    expect(await keepNumbersGiven(shell.context, repairer), 'said again, it finds nothing').toBe(0);
    expect(new Map((await readRepairs(shell.database.db)).slice(0, 2).map(each => [each.caseId, each.found]))).toEqual(
      new Map([
        [one, `${given} of supervision-office`],
        [after, `case numbers up to ${number}`],
      ]),
    );
    await startFromLog(shell.context, one, repairer);
    expect(serialOf((await receive(shell.context)).number)).toBeGreaterThan(serialOf(number));
    expect(serialOf(await numbered(await inReview()))).toBe(serialOf(given) + 1);
    expect(await findings(), 'a record that was given up, and no other finding').toMatchObject([
      {
        check: 'number',
        case: one,
        found: expect.stringMatching(new RegExp(`^supervision-office L2 \\d{4} ${serialOf(given)}$`)) as string,
      },
    ]);
    expect(await numbered(one), 'opened again it has its number').toBe(given);
    expect(await findings()).toEqual([]);
  });

  test('a case that was applied for again stays when others are taken, and its run is replaced', async () => {
    const { case: other } = await receive(shell.context);
    const restore = await copyAll();
    const { case: id, number } = await receive(shell.context, { commandId: 'asked-again' });
    await ensureRunning(shell.context, id);
    accepted(await accept(shell.context, id));
    accepted(await accept(shell.context, other));
    await restore();
    await keepNumbersGiven(shell.context, repairer);
    const again = await receive(shell.context, { commandId: 'asked-again' });
    expect([again.case, again.status]).toEqual([id, 'received']);
    expect(serialOf(again.number)).toBeGreaterThan(serialOf(number));
    await expect(takeFromHistory(shell.context, id, repairer)).rejects.toMatchObject({ code: 'repair.doesNotFollow' });
    const [taken, left]: [string[], string[]] = [[], []];
    await takeAll(shell.context, repairer, {
      onTaken: ({ caseId }) => {
        taken.push(caseId);
      },
      onLeft: ({ caseId }, { code }) => {
        left.push(`${caseId} ${code}`);
      },
    });
    expect(taken).toContain(other);
    expect(left).toEqual([`${id} repair.doesNotFollow`]);
    accepted(await accept(shell.context, id));
    expect(await typesOf(id)).toEqual(['received', 'accepted']);
    expect(await findings()).toEqual([]);
  });

  test('an act that was refused after the copy is decided anew when it is asked again, and is never both', async () => {
    const id = await inReview();
    const licence = officer('market-regulation');
    const restore = await copyAll();
    accepted(await act(shell.context, id, licence, { type: 'claim', step: 'licence' }));
    const acceptAgain = () => accept(shell.context, id, 'refused-after');
    const refused = await acceptAgain();
    expect(refused).toMatchObject({ accepted: false });
    await restore();
    await takeFromHistory(shell.context, id, repairer);
    expect(await acceptAgain(), 'decided on the same case, it comes to the same').toEqual(refused);
    expect(await findings()).toEqual([]);

    // The same on a case whose later events are given up: there it is accepted, once.
    const restoreAgain = await copyAll();
    accepted(await act(shell.context, id, licence, { type: 'answer', step: 'licence', answer: { answer: 'agree' } }));
    const late = () =>
      act(shell.context, id, licence, { type: 'answer', step: 'licence', answer: { answer: 'agree' } }, 'refused-late');
    expect(await late()).toMatchObject({ accepted: false });
    await restoreAgain();
    await startFromLog(shell.context, id, repairer);
    accepted(await late());
    accepted(await late());
    expect(
      await shell.database.db
        .selectFrom('event')
        .select('seq')
        .where('case_id', '=', id)
        .where('command_key', 'like', '%:refused-late')
        .execute(),
    ).toHaveLength(1);
    expect(await findings()).toEqual([]);
  });
});

test('a run that decided on another past gives way to one from the log; what is given up is noted', async () => {
  const id = await inReview();
  const run = (await handleOf(id).describe()).runId;
  await startFromLog(shell.context, id, repairer);
  const { runId, status } = await handleOf(id).describe();
  expect([runId === run, status.name]).toEqual([false, 'RUNNING']);
  expect((await readRepairs(shell.database.db))[0]).toMatchObject({
    what: 'startFromLog',
    caseId: id,
    found: `the run ${run}`,
  });
  expect(await typesOf(id)).toEqual(['received', 'accepted', 'repaired']);
  accepted(await act(shell.context, id, officer('market-regulation'), { type: 'claim', step: 'licence' }));
  await expect(startFromLog(shell.context, 'case-none', repairer)).rejects.toMatchObject({ code: 'case.unknown' });
});

test('a repair that is asked three times at the same moment with one id is one repair, told to all three', async () => {
  const id = await inReview();
  const told = await Promise.all(
    [1, 2, 3].map(() => startFromLog(shell.context, id, { ...repairer, key: `p-administrator:at-once-${id}` })),
  );
  expect(told).toEqual([told[0], told[0], told[0]]);
  expect(await typesOf(id)).toEqual(['received', 'accepted', 'repaired']);
  accepted(await act(shell.context, id, officer('market-regulation'), { type: 'claim', step: 'licence' }));
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
    expect(await numberInstrument(shell.database.db, await inReview(), 'promise:L2', register)).toBe(
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
    expect(await findings(), 'the register has no gap').toEqual([]);
    for (const wrong of ['150', 'SX2027-900000000'])
      expect(await terminal('numbers', '--past', wrong, ...by)).toMatchObject({
        code: 4,
        err: expect.stringContaining('repair.notANumber') as string,
      });
    expect(await terminal('compare', '--past', past)).toMatchObject({ code: 2 });
  });

  test('a dead letter is listed with what to do, needs a name and a reason, and is refused once', async () => {
    const id = await inReview();
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
    expect(await findings()).toEqual([]);
    // A process for each of the commands in the terminal.
  }, 120_000);
});
