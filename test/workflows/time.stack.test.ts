import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { runTime } from '../../commands/run-time.ts';
import { keepAdvance, takeAdvance } from '../../db/operations/advances.ts';
import { advance, advanceBy, finishLeftAdvances } from '../../operations/development/advance-time.ts';
import { deliver } from '../../commands/deliver.ts';
import { ensureRunning } from '../../commands/ensure-running.ts';
import { recoverOnce } from '../../operations/recovery/recover.ts';
import { readCase } from '../../db/cases/cases.ts';
import { ask } from '../../db/commands/ask.ts';
import { undated } from '../../db/cases/list-clocks.ts';
import { formatInstant, parseInstant } from '../../domain/calendar/day.ts';
import type { CaseEvent } from '../../domain/case/event.ts';
import { accept, accepted, act, receive } from '../support/acts.ts';
import { costOf, historyOf } from '../support/history.ts';
import { clerk, officer, supervisor } from '../../domain/testing.ts';
import { eventsOf } from '../support/events.ts';
import { startShell, type TestShell } from '../support/worker.ts';

let shell: TestShell;
beforeAll(async () => {
  shell = await startShell();
});
afterAll(async () => {
  await shell.stop();
});

const hours = 3_600_000;
/** The log as the database has it, once the run has written what it owes. */
async function logOf(caseId: string, until: (events: readonly CaseEvent[]) => boolean): Promise<readonly CaseEvent[]> {
  for (let tries = 0; ; tries += 1) {
    const events = await eventsOf(shell, caseId);
    if (until(events)) return events;
    if (tries > 300)
      throw new Error(
        `Waited in vain; the log is ${events.map(event => `${event.type} ${formatInstant(event.at)}`).join(', ')}`,
      );
    await pause(100);
  }
}
describe('time', () => {
  // (C10)
  test('does what is due at its due instant, and writes it down, though nobody acts', async () => {
    // Thursday; promised acceptance within 1 working day ends on Friday at midnight, and is deemed as of the receipt.
    const { case: id, clocks } = await receive(shell.context, { time: '2027-03-25T10:00' });
    expect(await advance(shell.context, { key: 'twelve', caseId: id, workingDays: 12 })).toBe('arrived');
    const events = await logOf(
      id,
      found =>
        found.filter(event => event.type === 'instrumentOpened').length >= 4 &&
        found.every(
          event =>
            event.type !== 'instrumentOpened' ||
            found.some(each => each.type === 'instrumentAddressed' && each.data.instrument === event.data.instrument),
        ),
    );
    const deemed = events.find(event => event.type === 'deemedAccepted');
    expect(deemed).toMatchObject({ data: { asOf: events[0]?.at }, actor: { person: 'engine' } });
    expect(deemed?.at).toBe(clocks.find(clock => clock.clock === 'acceptance')?.due);
    const { view } = (await readCase(shell.context.db, id))!;
    const breaches = events.filter(event => event.type === 'breached');
    expect(breaches.length).toBeGreaterThanOrEqual(2);
    for (const breach of breaches)
      expect(breach.at).toBe(view.clocks.find(clock => clock.clock === breach.data.clock)?.due);
    for (const event of events.filter(each => each.type === 'instrumentAddressed'))
      expect(event.data.addressees[0]?.person).toMatch(/^p-/);
    const row = await shell.database.db
      .selectFrom('case')
      .select(['acceptance', 'colour', 'revision'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    expect(row).toMatchObject({ acceptance: 'deemed', colour: 'red', revision: events.length });
  });

  test('that ends a right holds a later act back only until it is known that nobody asked before', async () => {
    const { case: id } = await receive(shell.context, { time: '2027-03-25T10:00' });
    const { view } = (await readCase(shell.context.db, id))!;
    const due = view.clocks.find(clock => clock.clock === 'acceptance')!.due!;
    await advanceBy(shell.context, id, due - view.receivedAt - 8_000);
    await shell.stopWorker();
    const now = async (): Promise<number> => Date.now() + (await readCase(shell.context.db, id))!.timeOffset;
    while ((await now()) <= due + 20) await pause(50);
    const asked = await ask(shell.context.db, {
      key: 'p-market-regulation-officer:after',
      actor: officer('market-regulation'),
      caseId: id,
      payload: '{"type":"claim","step":"licence"}',
    });
    if (asked.kind !== 'asked' || !asked.known) throw new Error('not asked');
    expect(asked.known.revision, 'nothing has happened yet').toBe(1);
    const delivery = deliver(shell.context, asked.command, asked.known, Date.now() + 8_000);
    await pause(300);
    await shell.startWorker();
    expect(await delivery).toMatchObject({
      kind: 'unknown',
      again: true,
      why: expect.stringContaining('ends a right') as string,
    });
    expect(await recoverOnce(shell.context, 0)).toBe(1);
    const events = await logOf(id, found => found.some(event => event.type === 'claimed'));
    expect(events.map(event => event.type).filter(type => !type.startsWith('instrument'))).toEqual([
      'received',
      'deemedAccepted',
      'claimed',
    ]);
  });

  // (S7)
  test("sends an instrument that a supervisor opens to the post's deputy, and names the absent one", async () => {
    const { case: id } = await receive(shell.context, { time: '2027-03-30T09:00' });
    accepted(await accept(shell.context, id));
    accepted(
      await act(shell.context, id, supervisor(), {
        type: 'startInstrument',
        level: 'L2',
        clock: 'promise',
        reason: { text: '群众反映' },
      }),
    );
    const events = await logOf(id, found => found.some(event => event.type === 'instrumentAddressed'));
    expect(events.find(event => event.type === 'instrumentOpened')).toMatchObject({
      actor: { role: 'supervisor' },
      data: { why: 'motion' },
    });
    // The deputy head is away from 29 March to 6 April 2027, the vice head stands in.
    expect(events.find(event => event.type === 'instrumentAddressed')).toMatchObject({
      actor: { role: 'engine' },
      data: {
        instrument: 'L2:promise',
        number: { authority: 'supervision-office', level: 'L2', year: 2027, number: expect.any(Number) as number },
        addressees: [
          {
            post: 'deputy-head',
            unit: 'market-regulation',
            person: 'p-market-regulation-vice-head',
            standsInFor: 'p-market-regulation-deputy-head',
          },
        ],
      },
    });
    const { view } = (await readCase(shell.context.db, id))!;
    expect(view.instruments[0]).toMatchObject({
      state: 'served',
      addressees: [{ person: 'p-market-regulation-vice-head' }],
    });
  });

  test('moves once for one id, also where the first asker died midway, and refuses another move under it', async () => {
    const { case: id } = await receive(shell.context, { time: '2027-03-25T10:00' });
    const { db } = shell.context;
    const key = 'p-applicant:moved-once';
    const offset = async (): Promise<number> => (await readCase(db, id))!.timeOffset;
    const before = await offset();
    expect(await advance(shell.context, { key, caseId: id, workingDays: 3 })).toBe('arrived');
    const after = await offset();
    expect(Math.round((after - before) / hours), 'Thursday to Tuesday').toBe(5 * 24);
    // What a death between the move and its being kept leaves: the run's time has moved, the case's offset and the row
    // do not say so.
    await db.updateTable('advance').set({ done: false, taken_at: null }).where('key', '=', key).execute();
    await db.updateTable('case').set({ time_offset_ms: before }).where('id', '=', id).execute();
    expect(await advance(shell.context, { key, caseId: id, workingDays: 3 })).toBe('arrived');
    expect(Math.abs((await offset()) - after)).toBeLessThan(60_000);
    expect(
      await advance(shell.context, { key, caseId: id, workingDays: 3 }),
      'done: nothing is asked of Temporal any more',
    ).toBe('arrived');
    expect(Math.abs((await offset()) - after)).toBeLessThan(60_000);
    expect(await advance(shell.context, { key, caseId: id, workingDays: 4 })).toBe('differs');
    const {
      events: [claimed],
    } = accepted(await act(shell.context, id, officer('market-regulation'), { type: 'claim', step: 'licence' }));
    expect(formatInstant(claimed!.at).slice(0, 13), 'run and case agree').toBe('2027-03-30T10');
  });

  test('arrives though the run is replaced on the way, and no log is ahead of its case', async () => {
    const { case: id } = await receive(shell.context, { time: '2027-03-25T10:00' });
    const { context } = shell;
    const offset = async (): Promise<number> => (await readCase(context.db, id))!.timeOffset;
    const before = await offset();
    const { workflowService } = context.client;
    const poll = workflowService.pollWorkflowExecutionTimeSkipping.bind(workflowService);
    const replacing = vi.spyOn(workflowService, 'pollWorkflowExecutionTimeSkipping');
    replacing.mockImplementationOnce((async (...asked: Parameters<typeof poll>) => {
      const gone = await poll(...asked);
      await context.client.workflow.getHandle(id).terminate('replaced');
      await ensureRunning(context, id);
      return gone;
    }) as typeof poll);
    expect(await advance(context, { key: `${id}:replaced`, caseId: id, workingDays: 3 })).toBe('arrived');
    replacing.mockRestore();
    expect(Math.round(((await offset()) - before) / hours), 'Thursday to Tuesday').toBe(5 * 24);
    const events = await logOf(id, found => found.some(event => event.type === 'deemedAccepted'));
    expect(events.at(-1)!.at).toBeLessThanOrEqual(Date.now() + (await offset()));
    const claim = await act(context, id, officer('market-regulation'), { type: 'claim', step: 'licence' });
    expect(formatInstant(accepted(claim).events[0]!.at).slice(0, 13), 'run and case agree').toBe('2027-03-30T10');
  });

  test('is gone on with where whoever asked is gone, and two at once do not go twice as far', async () => {
    const { case: id } = await receive(shell.context, { time: '2027-03-25T10:00' });
    const { db } = shell.context;
    const key = `${id}:left`;
    await ensureRunning(shell.context, id);
    const { offset: targetOffset } = await runTime(shell.context.client, id);
    const day = 24 * hours;
    await keepAdvance(db, { key, caseId: id, workingDays: 1, milliseconds: day, targetOffset: targetOffset + day });
    expect(await takeAdvance(db, key)).toBe(true);
    expect(await advance(shell.context, { key, caseId: id, workingDays: 1 })).toBe('underWay');
    expect(await finishLeftAdvances(shell.context), 'somebody may still be at it').toBe(0);
    await db
      .updateTable('advance')
      .set({ taken_at: new Date(Date.now() - hours).toISOString() })
      .where('key', '=', key)
      .execute();
    expect(await finishLeftAdvances(shell.context)).toBe(1);
    expect(await advance(shell.context, { key, caseId: id, workingDays: 1 })).toBe('arrived');
    const { timeOffset } = (await readCase(db, id))!;
    expect(Math.abs(timeOffset - targetOffset - day)).toBeLessThan(60_000);
  });

  test('without a threshold costs no event of history, however long, but the two of the skipping itself', async () => {
    const { case: id } = await receive(shell.context, { time: '2027-03-25T10:00' });
    accepted(
      await act(shell.context, id, clerk, {
        type: 'giveNotice',
        defects: [{ item: 'layoutPlan', defect: '缺少比例尺' }],
      }),
    );
    // 补正 within 15 working days: the first reminder comes after thirteen days.
    const cost = await costOf(shell.context, id, () => advanceBy(shell.context, id, 13 * 24 * hours));
    expect(cost).toBe(2);
  });

  test('numbers an instrument only once its opening is written: a lost run takes no number', async () => {
    const { case: id } = await receive(shell.context, { time: '2027-03-25T10:00' });
    await advance(shell.context, { key: `${id}:3`, caseId: id, workingDays: 3 });
    await logOf(id, found => found.some(event => event.type === 'instrumentAddressed'));
    const done = (await historyOf(shell.context, id)).flatMap(
      event => event.activityTaskScheduledEventAttributes?.activityType?.name ?? [],
    );
    expect(done).toContain('addressInstrument');
    expect(done[done.indexOf('addressInstrument') - 1]).toBe('project');
  });

  // (P11)
  test('lets an act that was asked in time go first, though it is carried out after the due instant', async () => {
    const { case: id } = await receive(shell.context, { time: '2027-03-25T10:00' });
    await ensureRunning(shell.context, id);
    // The caller dies after recording the act: nobody brings it to the run before the acceptance is due.
    await ask(shell.context.db, {
      key: `${clerk.person}:in-time`,
      actor: clerk,
      caseId: id,
      payload: '{"type":"accept"}',
    });
    const away = advanceBy(shell.context, id, 72 * hours);
    await pause(1_500);
    expect(await recoverOnce(shell.context, 0)).toBe(1);
    await away;
    const events = await logOf(id, found => found.some(event => event.type === 'accepted'));
    expect(events.map(event => event.type)).not.toContain('deemedAccepted');
    const acceptance = events.find(event => event.type === 'accepted');
    expect(acceptance?.askedAt ?? acceptance?.at).toBeLessThan(parseInstant('2027-03-25T10:10'));
  });

  test('does what is due though its effects lie beyond every calendar, and lists clocks without a date', async () => {
    const { case: id } = await receive(shell.context, { time: '2034-12-27T10:00' });
    await ensureRunning(shell.context, id);
    await advanceBy(shell.context, id, 48 * hours);
    await logOf(id, found => found.some(event => event.type === 'deemedAccepted'));
    const { items } = await undated(shell.context.db, {}, {});
    expect(items.filter(({ item }) => item.case.id === id).map(({ item }) => item.clock.clock)).toEqual([
      'promise',
      'statutory',
    ]);
    accepted(await act(shell.context, id, officer('market-regulation'), { type: 'claim', step: 'licence' }));
  });

  // (P10)
  test('goes before an act that was asked after the due instant', async () => {
    const { case: id } = await receive(shell.context, { time: '2027-03-25T10:00' });
    await ensureRunning(shell.context, id);
    await advanceBy(shell.context, id, 7 * 24 * hours);
    expect(await accept(shell.context, id)).toMatchObject({ accepted: false, refused: { code: 'case.wrongState' } });
    accepted(await act(shell.context, id, officer('market-regulation'), { type: 'claim', step: 'licence' }));
    const events = await logOf(id, found => found.some(event => event.type === 'claimed'));
    expect(events.findIndex(event => event.type === 'deemedAccepted')).toBeLessThan(
      events.findIndex(event => event.type === 'claimed'),
    );
    const times = events.map(event => event.at);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });
});
