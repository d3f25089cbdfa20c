import { setTimeout as pause } from 'node:timers/promises';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { advanceBy } from '../../operations/development/advance-time.ts';
import { deliver } from '../../commands/deliver.ts';
import { ensureRunning } from '../../commands/ensure-running.ts';
import { decideClosed } from '../../commands/decide-without-run.ts';
import { ask } from '../../db/commands/ask.ts';
import { readCommand } from '../../db/commands/commands.ts';
import { formatInstant } from '../../domain/calendar/day.ts';
import { genesis } from '../../domain/log/chain.ts';
import { accept, accepted, act, receive } from '../support/acts.ts';
import { testBundle } from '../support/bundle.ts';
import { historyOf, settledHistory } from '../support/history.ts';
import { applicant, clerk, officer, reference } from '../../domain/testing.ts';
import { startShell, type TestShell } from '../support/worker.ts';

describe('a run', () => {
  let shell: TestShell;
  beforeAll(async () => {
    shell = await startShell();
  });
  afterAll(async () => {
    await shell.stop();
  });
  const handleOf = (caseId: string) => shell.context.client.workflow.getHandle(caseId);
  const lead = officer('market-regulation');
  const agree = { answer: 'agree' };

  test('from receipt to delivery, and then it ends with everything written', async () => {
    const { case: id } = await receive(shell.context);
    accepted(await accept(shell.context, id));
    accepted(await act(shell.context, id, lead, { type: 'claim', step: 'licence' }));
    accepted(await act(shell.context, id, lead, { type: 'answer', step: 'licence', answer: agree }));
    accepted(
      await act(shell.context, id, officer('urban-management'), { type: 'answer', step: 'signboard', answer: agree }),
    );
    accepted(
      await act(shell.context, id, officer('fire-rescue'), {
        type: 'startSpecial',
        step: 'fire',
        special: 'inspection',
        takes: { unit: 'WD', n: 5 },
        notice: reference('检-1'),
      }),
    );
    accepted(
      await act(shell.context, id, officer('fire-rescue'), { type: 'endSpecial', step: 'fire', result: '合格' }),
    );
    const proposed = accepted(
      await act(shell.context, id, officer('fire-rescue'), {
        type: 'answer',
        step: 'fire',
        answer: agree,
      }),
    );
    const second = { ...officer('fire-rescue'), person: 'p-fire-rescue-officer-2' };
    const seq = proposed.view.steps.find(each => each.step === 'fire')!.proposal!.seq;
    const granted = accepted(await act(shell.context, id, second, { type: 'confirm', step: 'fire', proposal: seq }));
    expect(granted.view.status).toBe('granted');
    accepted(await act(shell.context, id, clerk, { type: 'deliver', how: 'window', receipt: reference('回-1') }));
    const closed = accepted(await act(shell.context, id, lead, { type: 'publish', where: '区政府网站' }));
    expect(closed.view.closed).toBe(true);
    await handleOf(id).result();
    const row = await shell.database.db
      .selectFrom('case')
      .select(['closed', 'revision'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    const last = await shell.database.db
      .selectFrom('event')
      .select('seq')
      .where('case_id', '=', id)
      .orderBy('seq', 'desc')
      .executeTakeFirstOrThrow();
    expect(row).toEqual({ closed: true, revision: last.seq });
  });

  // (P24)
  test('ends only when all is written, though the last caller died before writing it', async () => {
    const { case: id } = await receive(shell.context);
    await ensureRunning(shell.context, id);
    const asked = await ask(shell.context.db, {
      key: `${applicant.person}:last`,
      actor: applicant,
      caseId: id,
      payload: '{"type":"withdraw"}',
    });
    if (asked.kind !== 'asked' || !asked.known) throw new Error('not asked');
    await deliver(shell.context, asked.command, asked.known, Date.now() + 8_000);
    await handleOf(id).result();
    expect(await readCommand(shell.context.db, asked.command.key)).toMatchObject({
      command: { answer: { accepted: true } },
      known: { closed: true },
    });
  });

  // (P17)
  test('hands over at a thousand events of history; the next run knows its acts and goes on in its time', async () => {
    const { case: id, receivedAt } = await receive(shell.context, { time: '2027-03-25T10:00' });
    const commandId = 'handed-over';
    accepted(await accept(shell.context, id, commandId));
    await advanceBy(shell.context, id, 3 * 3_600_000);
    const first = (await handleOf(id).describe()).runId;
    // Signals that nobody handles fill the history.
    for (let sent = 0; sent < 1_000; sent += 50)
      await Promise.all(Array.from({ length: 50 }, () => handleOf(id).signal('noise')));
    await expect.poll(async () => (await handleOf(id).describe()).runId, { interval: 200 }).not.toBe(first);
    const row = await readCommand(shell.context.db, `${clerk.person}:${commandId}`);
    if (!row?.known) throw new Error('no row');
    const repeated = await deliver(
      shell.context,
      row.command,
      { ...row.known, revision: 0, head: genesis(id) },
      Date.now() + 8_000,
    );
    expect(repeated).toMatchObject({ kind: 'reply', reply: { revision: row.known.revision } });
    const {
      events: [claimed],
    } = accepted(await act(shell.context, id, lead, { type: 'claim', step: 'licence' }));
    expect(claimed!.at - receivedAt).toBeGreaterThan(3 * 3_600_000 - 1_000);
    expect(claimed!.at - receivedAt).toBeLessThan(3 * 3_600_000 + 60_000);
    // Friday at noon is the yellow of the licence's one working day: 23 hours from here, 26 from where a run without
    // the time of the one before stands.
    await advanceBy(shell.context, id, 24 * 3_600_000);
    await expect
      .poll(
        async () =>
          (
            await shell.database.db
              .selectFrom('event')
              .select('at')
              .where('case_id', '=', id)
              .where('type', '=', 'thresholdPassed')
              .execute()
          ).map(each => formatInstant(each.at).slice(0, 16)),
        { interval: 200 },
      )
      .toContain('2027-03-26T12:00');
  });

  test("keeps the case's time when it is started anew", async () => {
    const { case: id } = await receive(shell.context, { time: '2027-03-25T10:00' });
    accepted(await accept(shell.context, id));
    await advanceBy(shell.context, id, 6 * 3_600_000);
    await handleOf(id).terminate('lost');
    const { events, view } = accepted(await act(shell.context, id, lead, { type: 'claim', step: 'licence' }));
    expect(events[0]!.at - view.receivedAt).toBeGreaterThan(6 * 3_600_000 - 1_000);
    expect(events[0]!.at - view.receivedAt).toBeLessThan(6 * 3_600_000 + 60_000);
  });

  test('fails when the log went another way than it did, and the case goes on from its log', async () => {
    const { case: id } = await receive(shell.context, { time: '2027-03-25T10:00' });
    await ensureRunning(shell.context, id);
    const asked = await ask(shell.context.db, {
      key: `${applicant.person}:past`,
      actor: clerk,
      caseId: id,
      payload: '{"type":"accept"}',
    });
    if (asked.kind !== 'asked') throw new Error('not asked');
    await decideClosed(shell.context, asked.command);
    await advanceBy(shell.context, id, 72 * 3_600_000).catch(() => {});
    await expect(handleOf(id).result()).rejects.toThrow('Workflow execution failed');
    const { view } = accepted(await act(shell.context, id, lead, { type: 'claim', step: 'licence' }));
    expect(view.acceptance).toBe('accepted');
  });

  test('decides the same when its history is replayed from JSON', async () => {
    const { case: id } = await receive(shell.context);
    accepted(await accept(shell.context, id));
    accepted(await act(shell.context, id, lead, { type: 'claim', step: 'licence' }));
    await settledHistory(shell.context, id);
    const json = historyToJSON({ events: await historyOf(shell.context, id) });
    await expect(
      Worker.runReplayHistory({ workflowBundle: await testBundle() }, JSON.parse(json)),
    ).resolves.toBeUndefined();
  });

  test('goes on with another worker after its own has gone', async () => {
    const { case: id } = await receive(shell.context);
    accepted(await accept(shell.context, id));
    await shell.stopWorker();
    const waiting = act(shell.context, id, lead, { type: 'claim', step: 'licence' });
    await pause(500);
    await shell.startWorker();
    expect(accepted(await waiting).events[0]).toMatchObject({ type: 'claimed' });
  });
});
