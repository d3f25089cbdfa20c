import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decideClosed } from '../../commands/decide-without-run.ts';
import { deliver } from '../../commands/deliver.ts';
import { readKept } from '../../commands/load-case.ts';
import { environmentOf } from '../../commands/environment.ts';
import { recoverOnce } from '../../operations/recovery/recover.ts';
import { readCase } from '../../db/cases/cases.ts';
import { refuse } from '../../db/commands/commands.ts';
import type { CaseInput, CaseSnapshot } from '../../domain/host/protocol.ts';
import { accepted, act } from '../support/acts.ts';
import { applicant, clerk, head, officer, reference } from '../../domain/testing.ts';
import { startShell, testCalendar, type TestShell } from '../support/worker.ts';
import { handleOf, runOf, logOf, asked, inReview, runOn, claim, licenceOfficer } from './runs.ts';

let shell: TestShell;
beforeAll(async () => {
  shell = await startShell();
});
afterAll(async () => {
  await shell.stop();
});

const soon = () => Date.now() + 8_000;

describe('a run and a database that disagree', () => {
  test('an act whose row was lost is answered from the log when it is asked again, also in a closed case', async () => {
    const id = await inReview(shell);
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
    expect((await logOf(shell, id)).filter(event => event.command_key === key)).toHaveLength(1);
  });

  // (P9)
  test('an act further back than a run remembers is answered from the log, not carried out twice', async () => {
    const id = await inReview(shell);
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
    const id = await inReview(shell);
    const log = await logOf(shell, id);
    await handleOf(shell, id).terminate('replaced');
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
    expect((await handleOf(shell, id).describe()).status.name).toBe('COMPLETED');
    accepted(await act(shell.context, id, licenceOfficer, { type: 'claim', step: 'licence' }));
    expect((await handleOf(shell, id).describe()).status.name).toBe('RUNNING');
    expect(await logOf(shell, id)).toHaveLength(log.length + 1);
    expect(shell.logged.some(line => line.level === 'error' && line.message.includes('restored'))).toBe(true);
  });

  // (P7)
  test('Ahead: the run lacks what the log has; it is replaced, and the act is carried out', async () => {
    const id = await inReview(shell);
    const before = await runOf(shell, id);
    // Written past the run, as a run that is gone would have done.
    const { command } = await asked(shell, id, licenceOfficer, claim);
    await decideClosed(shell.context, command);
    const next = await asked(shell, id, clerk, { type: 'accept' });
    expect(await deliver(shell.context, next.command, next.known, soon())).toMatchObject({
      kind: 'otherPast',
      type: 'Ahead',
      runId: before,
    });
    accepted(
      await act(shell.context, id, licenceOfficer, { type: 'answer', step: 'licence', answer: { answer: 'agree' } }),
    );
    expect(await runOf(shell, id)).not.toBe(before);
  });

  // (P7)
  test("Forked: the run decided another past; it is replaced, and the act is carried out on the log's", async () => {
    const id = await inReview(shell);
    const lost = await asked(shell, id, licenceOfficer, claim);
    await deliver(shell.context, lost.command, lost.known, soon());
    const before = await runOf(shell, id);
    const written = await asked(shell, id, officer('market-regulation', 'officer-2'), claim);
    await decideClosed(shell.context, written.command);
    const next = await asked(shell, id, clerk, { type: 'accept' });
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
    expect(await runOf(shell, id)).not.toBe(before);
    expect((await logOf(shell, id)).map(event => event.command_key)).toContain(written.command.key);
  });

  // (P19)
  test('a run that accepts what was refused meanwhile is replaced, and nothing of it takes effect', async () => {
    const id = await inReview(shell);
    const before = await runOf(shell, id);
    const { command, known } = await asked(shell, id, licenceOfficer, claim);
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
    expect((await logOf(shell, id)).map(event => event.command_key)).not.toContain(command.key);
    expect(await runOf(shell, id)).not.toBe(before);
  });

  // (P7)
  test('Stale: a caller who read long ago is told so, and reads again', async () => {
    const id = await inReview(shell);
    await runOn(shell, id, kept => ({ ...kept, tail: [], floor: { seq: kept.revision, hash: kept.head } }));
    const { command, known } = await asked(shell, id, licenceOfficer, claim);
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
    const id = await inReview(shell);
    await runOn(shell, id, kept => ({ ...kept, state: { ...kept.state, v: 0 } }));
    await expect(handleOf(shell, id).result()).rejects.toMatchObject({ cause: { type: 'StateVersion' } });
    accepted(await act(shell.context, id, licenceOfficer, { type: 'claim', step: 'licence' }));
  });

  test('Stale for good: a database older than it acknowledged is said to be so; nothing is decided', async () => {
    const id = await inReview(shell);
    await runOn(shell, id, kept => ({
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
    await handleOf(shell, id).terminate('the test is over');
    await recoverOnce(shell.context, 0);
  });
});
