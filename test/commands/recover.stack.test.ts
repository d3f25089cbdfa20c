import { serviceAuthority } from '../../domain/directory/directory.ts';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decideClosed } from '../../commands/decide-without-run.ts';
import { deliver } from '../../commands/deliver.ts';
import { ensureRunning } from '../../commands/ensure-running.ts';
import { readKept } from '../../commands/load-case.ts';
import { settle } from '../../commands/settle.ts';
import { environmentOf } from '../../commands/environment.ts';
import { recoverOnce, startRecovery } from '../../operations/recovery/recover.ts';
import { startMissing } from '../../operations/recovery/start-missing.ts';
import { sql } from 'kysely';
import { readCase } from '../../db/cases/cases.ts';
import { project } from '../../db/log/append.ts';
import { link } from '../../domain/log/chain.ts';
import { ask } from '../../db/commands/ask.ts';
import type { CommandRow, KnownCase } from '../../db/commands/command-row.ts';
import { readCommand, refuse } from '../../db/commands/commands.ts';
import type { CaseInput, CaseSnapshot } from '../../domain/host/protocol.ts';
import type { Actor } from '../../domain/values.ts';
import { accept, accepted, act, receive } from '../support/acts.ts';
import { historyOf } from '../support/history.ts';
import { applicant, clerk, head, officer, reference, supervisor } from '../../domain/testing.ts';
import { startShell, testCalendar, type TestShell } from '../support/worker.ts';

let shell: TestShell;
beforeAll(async () => {
  shell = await startShell();
});
afterAll(async () => {
  await shell.stop();
});

const soon = () => Date.now() + 8_000;
const handleOf = (caseId: string) => shell.context.client.workflow.getHandle(caseId);
const runOf = async (caseId: string) => (await handleOf(caseId).describe()).runId;
const logOf = (caseId: string) =>
  shell.database.db
    .selectFrom('event')
    .select(['seq', 'type', 'command_key'])
    .where('case_id', '=', caseId)
    .orderBy('seq')
    .execute();

/** Records an act as a caller does who dies at once. */
async function asked(
  caseId: string,
  actor: Actor,
  command: object,
): Promise<{ readonly command: CommandRow; readonly known: KnownCase }> {
  const result = await ask(shell.context.db, {
    key: `${actor.person}:${randomUUID()}`,
    actor,
    caseId,
    payload: JSON.stringify(command),
  });
  if (result.kind !== 'asked' || !result.known) throw new Error(`not asked: ${result.kind}`);
  return { command: result.command, known: result.known };
}
const claim = { type: 'claim', step: 'licence' };
const licenceOfficer = officer('market-regulation');

async function inReview(): Promise<string> {
  const { case: id } = await receive(shell.context);
  accepted(await accept(shell.context, id));
  return id;
}
/** A run that goes on from something else than the log says. */
async function runOn(caseId: string, change: (kept: CaseSnapshot) => CaseSnapshot): Promise<void> {
  await handleOf(caseId)
    .terminate('replaced')
    .catch(() => {});
  const environment = environmentOf(shell.context, 'restaurant-opening.v1');
  const input: CaseInput = {
    kept: change(await readKept(shell.context, shell.context.db, caseId, environment)),
    offset: 0,
    calendars: { [testCalendar]: environment.calendar(testCalendar).data },
  };
  await shell.context.client.workflow.start('restaurant-opening.v1', {
    workflowId: caseId,
    taskQueue: shell.context.taskQueue,
    args: [input],
  });
}

describe('a caller who dies', () => {
  test('with more than 256 kB unwritten: others ask again until it is written, then the case goes on', async () => {
    const { case: id } = await receive(shell.context);
    await ensureRunning(shell.context, id);
    const defects = Array.from({ length: 100 }, () => ({ item: 'layoutPlan', defect: '缺'.repeat(1_000) }));
    const dead = await asked(id, clerk, { type: 'giveNotice', defects });
    expect(await deliver(shell.context, dead.command, dead.known, soon())).toMatchObject({ kind: 'reply' });
    expect(
      (await logOf(id)).map(event => event.type),
      'the caller died before writing',
    ).toEqual(['received']);
    const next = await asked(id, applicant, { type: 'withdraw' });
    expect(await deliver(shell.context, next.command, next.known, soon())).toEqual({
      kind: 'unknown',
      again: true,
      why: 'Too much is not yet written down: ask again with the same id.',
    });
    while ((await recoverOnce(shell.context, 0)) > 0);
    expect((await logOf(id)).map(event => event.type)).toEqual(['received', 'noticeGiven', 'withdrawn']);
    for (const { key } of [dead.command, next.command])
      expect((await readCommand(shell.context.db, key))?.command.answer).toMatchObject({ accepted: true });
  });

  test('before the run was asked: the recovery loop asks it and answers', async () => {
    const id = await inReview();
    const { command } = await asked(id, licenceOfficer, claim);
    expect(await recoverOnce(shell.context, 0)).toBe(1);
    expect((await readCommand(shell.context.db, command.key))?.command.answer).toMatchObject({ accepted: true });
  });

  test("between the run's answer and the writing: the recovery loop writes it, once", async () => {
    const id = await inReview();
    const { command, known } = await asked(id, licenceOfficer, claim);
    expect(await deliver(shell.context, command, known, soon())).toMatchObject({ kind: 'reply' });
    expect((await logOf(id)).map(event => event.command_key)).not.toContain(command.key);
    expect(await recoverOnce(shell.context, 0)).toBe(1);
    expect((await logOf(id)).filter(event => event.command_key === command.key)).toHaveLength(1);
    expect((await readCommand(shell.context.db, command.key))?.command.answer).toMatchObject({ accepted: true });
  });

  test("between the run's answer and the writing: the next caller writes his events and answers him", async () => {
    const id = await inReview();
    const { command, known } = await asked(id, licenceOfficer, claim);
    await deliver(shell.context, command, known, soon());
    accepted(
      await act(shell.context, id, licenceOfficer, { type: 'answer', step: 'licence', answer: { answer: 'agree' } }),
    );
    expect((await readCommand(shell.context.db, command.key))?.command.answer).toMatchObject({ accepted: true });
  });

  test("is answered by the loop without anybody's help, and the loop stops when told", async () => {
    const id = await inReview();
    const { command } = await asked(id, licenceOfficer, claim);
    const loop = startRecovery(shell.context, { look: 50, after: 0 });
    await expect
      .poll(async () => (await readCommand(shell.context.db, command.key))?.command.answer)
      .toMatchObject({ accepted: true });
    await loop.stop();
  });
});

test('an act on a case of a newer build is not counted as tried, and never a dead letter', async () => {
  const id = await inReview();
  await handleOf(id).terminate('its build is replaced');
  const { db } = shell.context;
  const { command, known } = await asked(id, licenceOfficer, claim);
  const { view } = (await readCase(db, id))!;
  const later = {
    v: 9,
    type: 'answered',
    at: view.asOf,
    actor: licenceOfficer,
    data: { step: 'licence', how: 'later' },
  };
  const text = JSON.stringify(later);
  const entry = { seq: known.revision + 1, text, hash: link(known.head, text) };
  await project(db, id, { entries: [entry], view });
  for (let tries = 0; tries < 3; tries += 1) expect(await recoverOnce(shell.context, 0)).toBe(1);
  expect(await readCommand(db, command.key)).toMatchObject({ command: { recoveries: 0, attempt: 4 } });
  expect((await readCommand(db, command.key))?.command.answer).toBeUndefined();
  expect(await settle(shell.context, command, known)).toEqual({ unknown: 'newerBuild' });
  await sql`update command set dead_at = now(), dead_reason = 'end of this test' where key = ${command.key}`.execute(
    shell.database.owner,
  );
});

test('an instrument is numbered only once its opening is written, though its supervisor died before', async () => {
  const id = await inReview();
  const { command, known } = await asked(id, supervisor(serviceAuthority), {
    type: 'startInstrument',
    level: 'L1',
    clock: 'promise',
    reason: { text: '督查' },
  });
  expect(await deliver(shell.context, command, known, soon())).toMatchObject({ kind: 'reply' });
  await expect.poll(async () => (await logOf(id)).map(event => event.type)).toContain('instrumentAddressed');
  const done = (await historyOf(shell.context, id)).flatMap(
    event => event.activityTaskScheduledEventAttributes?.activityType?.name ?? [],
  );
  expect(done[done.indexOf('addressInstrument') - 1]).toBe('project');
});

describe('a run that is lost', () => {
  test('is started again from the log by the next act, with the same state', async () => {
    const id = await inReview();
    const before = await runOf(id);
    await handleOf(id).terminate('lost');
    const { view } = accepted(await act(shell.context, id, licenceOfficer, { type: 'claim', step: 'licence' }));
    expect(view.steps.find(step => step.step === 'licence')).toMatchObject({ state: 'claimed' });
    expect(view.acceptance).toBe('accepted');
    expect(await runOf(id)).not.toBe(before);
  });

  test('is started again by the sweep, though nobody acts', async () => {
    const id = await inReview();
    await handleOf(id).terminate('lost');
    await expect
      .poll(
        async () => {
          await startMissing(shell.context);
          return (await handleOf(id).describe()).status.name;
        },
        { interval: 500 },
      )
      .toBe('RUNNING');
  });

  test('is started once, though ten processes see to it at the same time', async () => {
    const id = await inReview();
    await handleOf(id).terminate('lost');
    await Promise.all(Array.from({ length: 10 }, () => ensureRunning(shell.context, id)));
    expect((await handleOf(id).describe()).status.name).toBe('RUNNING');
  });
});

describe('a run and a database that disagree', () => {
  test('an act whose row was lost is answered from the log when it is asked again, also in a closed case', async () => {
    const id = await inReview();
    const commandId = randomUUID();
    const key = `${licenceOfficer.person}:${commandId}`;
    const lose = () => shell.database.owner.deleteFrom('command').where('key', '=', key).execute();
    const again = () => act(shell.context, id, licenceOfficer, { type: 'claim', step: 'licence' }, commandId);
    const first = accepted(await again());
    await lose();
    expect(accepted(await again()).events).toEqual(first.events);
    accepted(await act(shell.context, id, applicant, { type: 'withdraw' }));
    await expect.poll(async () => (await readCase(shell.context.db, id))?.view.closed).toBe(true);
    await lose();
    expect(accepted(await again()).events).toEqual(first.events);
    expect((await logOf(id)).filter(event => event.command_key === key)).toHaveLength(1);
  });

  // (P9)
  test('an act further back than a run remembers is answered from the log, not carried out twice', async () => {
    const id = await inReview();
    const lead = head('market-regulation');
    const suspend = async (n: number) =>
      accepted(
        await act(shell.context, id, lead, {
          type: 'suspend',
          ground: 'forceMajeure',
          reason: { text: '台风' },
          notice: reference(`中止〔2027〕${n}号`),
        }),
      );
    const resume = async (commandId?: string) =>
      accepted(await act(shell.context, id, lead, { type: 'resume', reason: { text: '台风已过' } }, commandId));
    const commandId = randomUUID();
    await suspend(0);
    const first = await resume(commandId);
    for (let n = 1; n <= 32; n += 1) {
      await suspend(n);
      await resume();
    }
    await suspend(33);
    await shell.database.owner.deleteFrom('command').where('key', '=', `${lead.person}:${commandId}`).execute();
    const again = await resume(commandId);
    expect(again.events).toEqual(first.events);
    expect(
      again.view.clocks.find(each => each.clock === 'promise')?.state,
      'it was carried out once: the case is suspended',
    ).toBe('paused');
    await resume();
  });

  test('a run that has ended although its case is open is started again from the log, and told', async () => {
    const id = await inReview();
    const log = await logOf(id);
    await handleOf(id).terminate('replaced');
    // What a newer database would have had: the run of a case that is over ends by itself.
    const environment = environmentOf(shell.context, 'restaurant-opening.v1');
    const kept = await readKept(shell.context, shell.context.db, id, environment);
    const over: CaseSnapshot = { ...kept, state: { ...kept.state, status: 'withdrawn', endedAt: kept.state.at } };
    await shell.context.client.workflow.execute('restaurant-opening.v1', {
      workflowId: id,
      taskQueue: shell.context.taskQueue,
      args: [
        {
          kept: over,
          offset: 0,
          calendars: { [testCalendar]: environment.calendar(testCalendar).data },
        } satisfies CaseInput,
      ],
    });
    expect((await handleOf(id).describe()).status.name).toBe('COMPLETED');
    accepted(await act(shell.context, id, licenceOfficer, { type: 'claim', step: 'licence' }));
    expect((await handleOf(id).describe()).status.name).toBe('RUNNING');
    expect(await logOf(id)).toHaveLength(log.length + 1);
    expect(shell.logged.some(line => line.level === 'error' && line.message.includes('restored'))).toBe(true);
  });

  // (P7)
  test('Ahead: the run lacks what the log has; it is replaced, and the act is carried out', async () => {
    const id = await inReview();
    const before = await runOf(id);
    // Written past the run, as a run that is gone would have done.
    const { command } = await asked(id, licenceOfficer, claim);
    await decideClosed(shell.context, command);
    const next = await asked(id, clerk, { type: 'accept' });
    expect(await deliver(shell.context, next.command, next.known, soon())).toMatchObject({
      kind: 'otherPast',
      type: 'Ahead',
      runId: before,
    });
    accepted(
      await act(shell.context, id, licenceOfficer, { type: 'answer', step: 'licence', answer: { answer: 'agree' } }),
    );
    expect(await runOf(id)).not.toBe(before);
  });

  // (P7)
  test("Forked: the run decided another past; it is replaced, and the act is carried out on the log's", async () => {
    const id = await inReview();
    const lost = await asked(id, licenceOfficer, claim);
    await deliver(shell.context, lost.command, lost.known, soon());
    const before = await runOf(id);
    const written = await asked(id, officer('market-regulation', 'officer-2'), claim);
    await decideClosed(shell.context, written.command);
    const next = await asked(id, clerk, { type: 'accept' });
    expect(await deliver(shell.context, next.command, next.known, soon())).toMatchObject({
      kind: 'otherPast',
      type: 'Forked',
    });
    accepted(
      await act(shell.context, id, officer('market-regulation', 'officer-2'), {
        type: 'answer',
        step: 'licence',
        answer: { answer: 'agree' },
      }),
    );
    expect(await runOf(id)).not.toBe(before);
    expect((await logOf(id)).map(event => event.command_key)).toContain(written.command.key);
  });

  // (P19)
  test('a run that accepts what was refused meanwhile is replaced, and nothing of it takes effect', async () => {
    const id = await inReview();
    const before = await runOf(id);
    const { command, known } = await asked(id, licenceOfficer, claim);
    expect(await deliver(shell.context, command, known, soon())).toMatchObject({ kind: 'reply' });
    // A later attempt came to no: its run is gone, and the reply of the earlier one still on its way.
    expect(
      await refuse(shell.context.db, command.key, command.attempt, {
        accepted: false,
        refused: { code: 'step.notOpen', params: { step: 'x' } },
      }),
    ).toBe(true);
    const other = officer('market-regulation', 'officer-2');
    const { view } = accepted(await act(shell.context, id, other, { type: 'claim', step: 'licence' }));
    expect(view.steps.find(step => step.step === 'licence')?.claimedBy).toBe(other.person);
    expect((await logOf(id)).map(event => event.command_key)).not.toContain(command.key);
    expect(await runOf(id)).not.toBe(before);
  });

  // (P7)
  test('Stale: a caller who read long ago is told so, and reads again', async () => {
    const id = await inReview();
    await runOn(id, kept => ({ ...kept, tail: [], floor: { seq: kept.revision, hash: kept.head } }));
    const { command, known } = await asked(id, licenceOfficer, claim);
    const first = await shell.database.db
      .selectFrom('event')
      .select('hash')
      .where('case_id', '=', id)
      .where('seq', '=', 1)
      .executeTakeFirstOrThrow();
    expect(await deliver(shell.context, command, { ...known, revision: 1, head: first.hash }, soon())).toEqual({
      kind: 'stale',
    });
    expect(await deliver(shell.context, command, known, soon())).toMatchObject({ kind: 'reply' });
  });

  // (P29)
  test('a state of a shape unknown to this build ends the run; the act is carried out from the log', async () => {
    const id = await inReview();
    await runOn(id, kept => ({ ...kept, state: { ...kept.state, v: 0 } }));
    await expect(handleOf(id).result()).rejects.toMatchObject({ cause: { type: 'StateVersion' } });
    accepted(await act(shell.context, id, licenceOfficer, { type: 'claim', step: 'licence' }));
  });

  test('Stale for good: a database older than it acknowledged is said to be so; nothing is decided', async () => {
    const id = await inReview();
    await runOn(id, kept => ({
      ...kept,
      revision: kept.revision + 5,
      acked: kept.revision + 5,
      tail: [],
      floor: { seq: kept.revision + 5, hash: 'f'.repeat(64) },
    }));
    expect(await act(shell.context, id, licenceOfficer, { type: 'claim', step: 'licence' })).toEqual({
      unknown: 'askAgain',
    });
    expect(shell.logged.some(line => line.level === 'error' && line.message.includes('restored'))).toBe(true);
    await handleOf(id).terminate('the test is over');
    await recoverOnce(shell.context, 0);
  });
});
