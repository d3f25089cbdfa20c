import { WorkflowUpdateFailedError } from '@temporalio/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensureRunning } from '../../commands/ensure-running.ts';
import type { Submission } from '../../commands/submit.ts';
import { ask } from '../../db/commands/ask.ts';
import { overdueCases, readCase } from '../../db/cases/cases.ts';
import { readCommand } from '../../db/commands/commands.ts';
import { notedIncidents } from '../../db/operations/incidents.ts';
import { clearIncidents } from '../../db/operations/note-incident.ts';
import type { Command } from '../../domain/case/command.ts';
import type { ActRequest } from '../../domain/host/protocol.ts';
import { canonicalJson } from '../../domain/log/canonical.ts';
import { namedDigestOf } from '../../domain/log/chain.ts';
import { applicant, clerk, head, officer, reference } from '../../domain/testing.ts';
import { type Actor, engine } from '../../domain/values.ts';
import { advanceBy } from '../../operations/development/advance-time.ts';
import { fastForward } from '../../operations/development/skip-time.ts';
import { lookForIncidents } from '../../operations/recovery/incidents.ts';
import { writeOverdue } from '../../operations/recovery/write-overdue.ts';
import { startFromLog } from '../../operations/repair/repair.ts';
import { acts } from '../case/acts-table.ts';
import { accept, accepted, act, receive } from '../support/acts.ts';
import { startShell, type TestShell } from '../support/worker.ts';

/** Whoever reaches Temporal's port asks the run itself for what nobody recorded, or for something else than that. */
let shell: TestShell;
beforeAll(async () => {
  shell = await startShell();
});
afterAll(async () => {
  await shell.stop();
});

const lead = officer('market-regulation');
const agree = { answer: 'agree' };
const handleOf = (caseId: string) => shell.context.client.workflow.getHandle(caseId);
const logOf = (caseId: string) =>
  shell.database.owner
    .selectFrom('event')
    .select(['seq', 'type', 'command_key'])
    .where('case_id', '=', caseId)
    .orderBy('seq')
    .execute();
const incidentsOf = async (caseId: string): Promise<readonly string[]> =>
  (await notedIncidents(shell.database.db, caseId)).map(({ kind }) => kind);

/** An update of the run, at the revision and the head that the database has. */
async function forge(caseId: string, command: Command, more: Partial<ActRequest> = {}): Promise<unknown> {
  await ensureRunning(shell.context, caseId);
  const { revision, head } = await shell.database.owner
    .selectFrom('case')
    .select(['revision', 'head'])
    .where('id', '=', caseId)
    .executeTakeFirstOrThrow();
  const key = `${applicant.person}:forged`;
  const payload = canonicalJson(command);
  const request = { key, actor: applicant, payload, asked: Date.now(), since: revision, head, ...more };
  return await handleOf(caseId).executeUpdate('act', { args: [request] });
}

/** Whether the run takes a forged act; its caller is told no more than that. */
const isTaken = (forging: Promise<unknown>): Promise<boolean> =>
  forging.then(
    () => true,
    (error: unknown) => {
      if (error instanceof WorkflowUpdateFailedError) return false;
      throw error;
    },
  );

/** A case in review, and its log so far. */
async function inReview() {
  const { case: id } = await receive(shell.context);
  accepted(await accept(shell.context, id));
  return { id, before: await logOf(id) };
}

/** An honest act on it goes through, and it alone is new in the log. */
async function expectHonestActAlone({ id, before }: Awaited<ReturnType<typeof inReview>>): Promise<void> {
  const honest = accepted(await act(shell.context, id, lead, { type: 'claim', step: 'licence' }));
  expect(honest.view.status).toBe('inReview');
  const after = await logOf(id);
  expect(after.slice(0, before.length)).toEqual(before);
  expect(after.slice(before.length).map(event => event.type)).toEqual(['claimed']);
}

// (P22)
test('a forged act is never written, and the honest act after it goes through as if it had not been', async () => {
  const one = await inReview();
  await forge(one.id, { type: 'withdraw' });
  // Had the run's word counted, the case would be withdrawn, and nobody could claim a step of it.
  await expectHonestActAlone(one);
  // Nothing is left to be mended, and somebody has to hear of it all the same.
  await lookForIncidents(shell.context);
  expect(await incidentsOf(one.id)).toEqual(['forged']);
  const repairer = { by: 'p-administrator', reason: 'the certificate is replaced', key: `repaired ${one.id}` };
  await startFromLog(shell.context, one.id, repairer);
  expect(await incidentsOf(one.id)).toEqual([]);
});

// (P22)
test('a refusal that rests on a forged act is not told: the act is decided from the log', async () => {
  const { case: id } = await receive(shell.context);
  await forge(id, { type: 'accept' }, { actor: clerk });
  expect(accepted(await accept(shell.context, id)).view.status).toBe('inReview');
  expect((await logOf(id)).filter(event => event.type === 'accepted')).toHaveLength(1);
});

/** Grants a case in review, as its three departments do. */
async function grant(id: string): Promise<void> {
  const [fire, second] = [officer('fire-rescue'), { ...officer('fire-rescue'), person: 'p-fire-rescue-officer-2' }];
  const takes = { unit: 'WD', n: 5 } as const;
  const inspection = { step: 'fire', special: 'inspection', takes, notice: reference('检-1') } as const;
  const asked: [Actor, Submission['command']][] = [
    [lead, { type: 'answer', step: 'licence', answer: agree }],
    [officer('urban-management'), { type: 'answer', step: 'signboard', answer: agree }],
    [fire, { type: 'startSpecial', ...inspection }],
    [fire, { type: 'endSpecial', step: 'fire', result: '合格' }],
  ];
  for (const [by, command] of asked) accepted(await act(shell.context, id, by, command));
  const proposed = accepted(await act(shell.context, id, fire, { type: 'answer', step: 'fire', answer: agree }));
  const proposal = proposed.view.steps.find(each => each.step === 'fire')!.proposal!.seq;
  accepted(await act(shell.context, id, second, { type: 'confirm', step: 'fire', proposal }));
}

// (P22)
test('no act that people ask for is written for anybody who did not record it', async () => {
  const { db } = shell.database;
  const honest: Readonly<Record<'received' | 'inReview' | 'granted', [Actor, Submission['command']]>> = {
    received: [clerk, { type: 'accept' }],
    inReview: [lead, { type: 'claim', step: 'licence' }],
    granted: [clerk, { type: 'deliver', how: 'window', receipt: reference('回-1') }],
  };
  const forgedIn = async (state: keyof typeof honest): Promise<readonly string[]> => {
    const { case: id } = await receive(shell.context);
    if (state !== 'received') accepted(await accept(shell.context, id));
    if (state === 'granted') await grant(id);
    const before = await logOf(id);
    const taken: string[] = [];
    for (const { by, command } of Object.values(acts)) {
      if (!(await isTaken(forge(id, command, { actor: by })))) continue;
      taken.push(command.type);
      // The next honest act, even one that is refused, meets what the run took.
      const observer = { person: 'p-observer', role: 'observer' } as const;
      expect(await act(shell.context, id, observer, { type: 'unclaim', step: 'licence' })).toMatchObject({
        accepted: false,
      });
      expect(await incidentsOf(id), command.type).toContain('forged');
      await clearIncidents(db, id, ['forged']);
    }
    expect(await logOf(id)).toEqual(before);
    accepted(await act(shell.context, id, ...honest[state]));
    return taken;
  };
  const taken = (await Promise.all((['received', 'inReview', 'granted'] as const).map(forgedIn))).flat();
  // The rules alone would have let these through.
  expect(taken).toEqual(
    expect.arrayContaining(['accept', 'answer', 'terminate', 'suspend', 'cancelPermits', 'decideAnew']),
  );
}, 180_000);

// (P22)
test('a row stands for its own content alone: who asks the run before it comes changes nothing of it', async () => {
  const one = await inReview();
  const key = `${applicant.person}:replayed`;
  const command = { type: 'urge', reason: { text: '请快些' } } as const;
  // Known beforehand, as the key and the content of a letter are.
  expect(await isTaken(forge(one.id, { type: 'withdraw' }, { key }))).toBe(true);
  const urged = accepted(await act(shell.context, one.id, applicant, command, 'replayed'));
  expect(urged.events.map(({ type }) => type)).toEqual(['urged']);
  expect((await logOf(one.id)).slice(one.before.length).map(({ type }) => type)).toEqual(['urged']);
  expect(await incidentsOf(one.id)).toEqual(['forged']);
});

// (P22)
test('an act without a key, or with another digest or cause than its own, is none', async () => {
  const one = await inReview();
  const payload = canonicalJson({ type: 'urge', reason: { text: '请快些' } });
  const lies: Record<string, unknown>[] = [
    { key: undefined },
    { key: '' },
    { key: null },
    { actor: undefined },
    { payload: undefined },
    { payload: { type: 'withdraw' } },
    { cause: '2027-other/4/0' },
  ];
  for (const lie of lies)
    expect(await isTaken(forge(one.id, { type: 'withdraw' }, lie)), JSON.stringify(lie)).toBe(false);
  // The digest is the run's own: that of another text beside the command is not looked at.
  const more = { key: `${applicant.person}:digest`, digest: namedDigestOf(payload), command: { type: 'urge' } };
  expect(await isTaken(forge(one.id, { type: 'withdraw' }, more))).toBe(true);
  await ask(shell.context.db, { key: more.key, actor: applicant, caseId: one.id, payload });
  await expectHonestActAlone(one);
  expect((await readCommand(shell.context.db, more.key))?.command.answer).toBeUndefined();
});

// (P22)
test('the row of an act on one case is nobody’s word for another, nor a letter that nothing wrote', async () => {
  const [one, another] = [await inReview(), await inReview()];
  const key = `${applicant.person}:elsewhere`;
  accepted(await act(shell.context, another.id, applicant, { type: 'withdraw' }, 'elsewhere'));
  expect(await isTaken(forge(one.id, { type: 'withdraw' }, { key }))).toBe(true);
  await expectHonestActAlone(one);
  const two = await inReview();
  const letter = `${another.id}/7/0`;
  const erasing = { type: 'erasePersonal', ground: 'request' } as unknown as Command;
  await isTaken(forge(two.id, erasing, { key: letter, cause: letter, actor: engine }));
  await isTaken(
    forge(two.id, { type: 'lapseProposal', step: 'fire', proposal: 1, why: 'absent' } as never, { actor: engine }),
  );
  await expectHonestActAlone(two);
});

test('signals, queries and an end from outside leave the case as its log has it', async () => {
  const one = await inReview();
  await ensureRunning(shell.context, one.id);
  const handle = handleOf(one.id);
  for (const name of ['act', 'withdraw', '__temporal_signal']) await handle.signal(name, { type: 'withdraw' });
  await expect(handle.query('act', { type: 'withdraw' })).rejects.toThrow(/did not register a handler for act/);
  await expect(handle.executeUpdate('withdraw', { args: [] })).rejects.toThrow(WorkflowUpdateFailedError);
  await handle.executeUpdate('rollOver');
  await expectHonestActAlone(one);
  for (const end of [() => handleOf(one.id).terminate('by hand'), () => handleOf(one.id).cancel()]) {
    await end();
    await expect
      .poll(() => act(shell.context, one.id, lead, { type: 'unclaim', step: 'licence' }), { timeout: 20_000 })
      .toMatchObject({ accepted: true });
    accepted(await act(shell.context, one.id, lead, { type: 'claim', step: 'licence' }));
  }
});

test('time that somebody skips at the port does nothing ahead of the clock of the case, which goes on', async () => {
  const one = await inReview();
  await fastForward(shell.context.client, one.id, 40 * 86_400_000).catch(() => {});
  await expect.poll(() => incidentsOf(one.id), { timeout: 20_000 }).toContain('forged');
  expect(await logOf(one.id)).toEqual(one.before);
  await expectHonestActAlone(one);
  const { at } = await shell.database.owner
    .selectFrom('event')
    .select('at')
    .where('case_id', '=', one.id)
    .orderBy('seq', 'desc')
    .executeTakeFirstOrThrow();
  expect(Number(at)).toBeLessThanOrEqual(Date.now() + 1_000);
});

// (P22)
test('a forged act that holds a clock up is found when the clock is late, and time does what is due', async () => {
  const one = await inReview();
  const { view } = (await readCase(shell.context.db, one.id))!;
  const due = Math.min(...view.clocks.flatMap(clock => (clock.state === 'running' ? (clock.due ?? []) : [])));
  await advanceBy(shell.context, one.id, due - Date.now() - 3_000);
  const reason = { text: '台风' };
  const suspend = { type: 'suspend', ground: 'forceMajeure', reason, notice: reference('通-1') } as const;
  const before = await logOf(one.id);
  expect(await isTaken(forge(one.id, suspend, { actor: head('market-regulation'), asked: due - 2_500 }))).toBe(true);
  await expect.poll(async () => (await overdueCases(shell.context.db, { lateMs: 1_000 })).length).toBe(1);
  expect(await logOf(one.id), 'time stands still').toEqual(before);
  expect(await writeOverdue(shell.context, 1_000)).toBe(1);
  expect(await incidentsOf(one.id)).toEqual(['forged']);
  await expect
    .poll(async () => (await logOf(one.id)).slice(before.length).map(({ type }) => type))
    .toContain('breached');
});

test('nobody makes a run address an instrument, nor number it', async () => {
  const { case: id } = await receive(shell.context);
  const command = { type: 'addressInstrument', instrument: 'L1:promise', addressees: [], at: 0 } as unknown as Command;
  const forging = forge(id, command, { key: 'engine:addressInstrument:L1:promise', actor: engine });
  await expect(forging).rejects.toThrow(WorkflowUpdateFailedError);
  expect(accepted(await accept(shell.context, id)).view.status).toBe('inReview');
});
