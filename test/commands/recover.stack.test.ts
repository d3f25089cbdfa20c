import { serviceAuthority } from '../../domain/directory/directory.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deliver } from '../../commands/deliver.ts';
import { ensureRunning } from '../../commands/ensure-running.ts';
import { settle } from '../../commands/settle.ts';
import { recoverOnce, startRecovery } from '../../operations/recovery/recover.ts';
import { startMissing } from '../../operations/recovery/start-missing.ts';
import { sql } from 'kysely';
import { readCase } from '../../db/cases/cases.ts';
import { project } from '../../db/log/append.ts';
import { link } from '../../domain/log/chain.ts';
import { readCommand } from '../../db/commands/commands.ts';
import { accepted, act, receive } from '../support/acts.ts';
import { historyOf } from '../support/history.ts';
import { applicant, clerk, supervisor } from '../../domain/testing.ts';
import { startShell, type TestShell } from '../support/worker.ts';
import { handleOf, runOf, logOf, asked, inReview, claim, licenceOfficer } from './runs.ts';

let shell: TestShell;
beforeAll(async () => {
  shell = await startShell();
});
afterAll(async () => {
  await shell.stop();
});

const soon = () => Date.now() + 8_000;
describe('a caller who dies', () => {
  test('with more than 256 kB unwritten: others ask again until it is written, then the case goes on', async () => {
    const { case: id } = await receive(shell.context);
    await ensureRunning(shell.context, id);
    const defects = Array.from({ length: 100 }, () => ({ item: 'layoutPlan', defect: '缺'.repeat(1_000) }));
    const dead = await asked(shell, id, clerk, { type: 'giveNotice', defects });
    expect(await deliver(shell.context, dead.command, dead.known, soon())).toMatchObject({ kind: 'reply' });
    expect(
      (await logOf(shell, id)).map(event => event.type),
      'the caller died before writing',
    ).toEqual(['received']);
    const next = await asked(shell, id, applicant, { type: 'withdraw' });
    expect(await deliver(shell.context, next.command, next.known, soon())).toEqual({
      kind: 'unknown',
      again: true,
      why: 'Too much is not yet written down: ask again with the same id.',
    });
    while ((await recoverOnce(shell.context, 0)) > 0);
    expect((await logOf(shell, id)).map(event => event.type)).toEqual(['received', 'noticeGiven', 'withdrawn']);
    for (const { key } of [dead.command, next.command])
      expect((await readCommand(shell.context.db, key))?.command.answer).toMatchObject({ accepted: true });
  });

  test('before the run was asked: the recovery loop asks it and answers', async () => {
    const id = await inReview(shell);
    const { command } = await asked(shell, id, licenceOfficer, claim);
    expect(await recoverOnce(shell.context, 0)).toBe(1);
    expect((await readCommand(shell.context.db, command.key))?.command.answer).toMatchObject({ accepted: true });
  });

  test("between the run's answer and the writing: the recovery loop writes it, once", async () => {
    const id = await inReview(shell);
    const { command, known } = await asked(shell, id, licenceOfficer, claim);
    expect(await deliver(shell.context, command, known, soon())).toMatchObject({ kind: 'reply' });
    expect((await logOf(shell, id)).map(event => event.command_key)).not.toContain(command.key);
    expect(await recoverOnce(shell.context, 0)).toBe(1);
    expect((await logOf(shell, id)).filter(event => event.command_key === command.key)).toHaveLength(1);
    expect((await readCommand(shell.context.db, command.key))?.command.answer).toMatchObject({ accepted: true });
  });

  test("between the run's answer and the writing: the next caller writes his events and answers him", async () => {
    const id = await inReview(shell);
    const { command, known } = await asked(shell, id, licenceOfficer, claim);
    await deliver(shell.context, command, known, soon());
    accepted(
      await act(shell.context, id, licenceOfficer, { type: 'answer', step: 'licence', answer: { answer: 'agree' } }),
    );
    expect((await readCommand(shell.context.db, command.key))?.command.answer).toMatchObject({ accepted: true });
  });

  test("is answered by the loop without anybody's help, and the loop stops when told", async () => {
    const id = await inReview(shell);
    const { command } = await asked(shell, id, licenceOfficer, claim);
    const loop = startRecovery(shell.context, { look: 50, after: 0 });
    await expect
      .poll(async () => (await readCommand(shell.context.db, command.key))?.command.answer)
      .toMatchObject({ accepted: true });
    await loop.stop();
  });
});

test('an act on a case of a newer build is not counted as tried, and never a dead letter', async () => {
  const id = await inReview(shell);
  await handleOf(shell, id).terminate('its build is replaced');
  const { db } = shell.context;
  const { command, known } = await asked(shell, id, licenceOfficer, claim);
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
  const id = await inReview(shell);
  const { command, known } = await asked(shell, id, supervisor(serviceAuthority), {
    type: 'startInstrument',
    level: 'L1',
    clock: 'promise',
    reason: { text: '督查' },
  });
  expect(await deliver(shell.context, command, known, soon())).toMatchObject({ kind: 'reply' });
  await expect.poll(async () => (await logOf(shell, id)).map(event => event.type)).toContain('instrumentAddressed');
  const done = (await historyOf(shell.context, id)).flatMap(
    event => event.activityTaskScheduledEventAttributes?.activityType?.name ?? [],
  );
  expect(done[done.indexOf('addressInstrument') - 1]).toBe('project');
});

describe('a run that is lost', () => {
  test('is started again from the log by the next act, with the same state', async () => {
    const id = await inReview(shell);
    const before = await runOf(shell, id);
    await handleOf(shell, id).terminate('lost');
    const { view } = accepted(await act(shell.context, id, licenceOfficer, { type: 'claim', step: 'licence' }));
    expect(view.steps.find(step => step.step === 'licence')).toMatchObject({ state: 'claimed' });
    expect(view.acceptance).toBe('accepted');
    expect(await runOf(shell, id)).not.toBe(before);
  });

  test('is started again by the sweep, though nobody acts', async () => {
    const id = await inReview(shell);
    await handleOf(shell, id).terminate('lost');
    await expect
      .poll(
        async () => {
          await startMissing(shell.context);
          return (await handleOf(shell, id).describe()).status.name;
        },
        { interval: 500 },
      )
      .toBe('RUNNING');
  });

  test('is started once, though ten processes see to it at the same time', async () => {
    const id = await inReview(shell);
    await handleOf(shell, id).terminate('lost');
    await Promise.all(Array.from({ length: 10 }, () => ensureRunning(shell.context, id)));
    expect((await handleOf(shell, id).describe()).status.name).toBe('RUNNING');
  });
});
