import { afterAll, beforeAll, expect, test } from 'vitest';
import { advanceBy } from '../../operations/development/advance-time.ts';
import { begin } from '../../commands/receive-application.ts';
import { Calendars } from '../../commands/calendars.ts';
import { ensureRunning } from '../../commands/ensure-running.ts';
import { publicationImpact } from '../../operations/calendar/publication-impact.ts';
import { carryOn } from '../../operations/recovery/recover.ts';
import { readCase } from '../../db/cases/cases.ts';
import { messagesOf } from '../../db/outbox/outbox.ts';
import { publishVersion, readPublication, type Publication } from '../../db/calendars/publications.ts';
import { formatInstant, parseInstant } from '../../domain/calendar/day.ts';
import type { CalendarFile } from '../../domain/calendar/file.ts';
import type { Actor } from '../../domain/values.ts';
import { accepted, act, application, receive } from '../support/acts.ts';
import { historyOf, settledHistory, textOf } from '../support/history.ts';
import { applicant, officer } from '../../domain/testing.ts';
import { startShell, testCalendar, type TestShell } from '../support/worker.ts';
import { eventsOf } from '../support/events.ts';
import { amended, reviewedInMarch, withoutTuesday } from './changes.ts';

let shell: TestShell;
beforeAll(async () => {
  shell = await startShell();
});
afterAll(async () => {
  await shell.stop();
});

const administrator: Actor = { person: 'p-administrator', role: 'administrator' };
const minute = (instant: number | undefined): string =>
  instant === undefined ? '' : formatInstant(instant).slice(0, 16);

const publish = (file: CalendarFile, rate = 200): Promise<Publication> =>
  publishVersion(shell.context.db, { file, actor: administrator, key: `p-administrator:${file.version}`, rate });

async function finished(version: string): Promise<Publication> {
  for (;;) {
    const publication = await readPublication(shell.context.db, version);
    if (publication?.finishedAt !== undefined) return publication;
    await carryOn(shell.context);
    await new Promise(resolve => {
      setTimeout(resolve, 100);
    });
  }
}
const clocksOf = async (caseId: string) =>
  new Map((await readCase(shell.context.db, caseId))!.view.clocks.map(clock => [clock.clock, clock]));

const inReview = (): Promise<string> => reviewedInMarch(shell);

test('a publication reaches a running case: event, dates, messages, and its next clocks', async () => {
  const id = await inReview();
  const file = amended(withoutTuesday);
  await publish(file);
  expect(await finished(file.version)).toMatchObject({ cases: 1, recomputed: 1 });
  const clocks = await clocksOf(id);
  expect([
    minute(clocks.get('promise')?.due),
    minute(clocks.get('statutory')?.due),
    clocks.get('promise')?.calendar,
  ]).toEqual(['2027-04-01T17:30', '2027-04-23T17:30', file.version]);
  expect(clocks.get('acceptance')).toMatchObject({ verdict: 'met', calendar: testCalendar });
  const [event] = (await eventsOf(shell, id)).filter(each => each.type === 'recomputed');
  expect(event).toMatchObject({
    key: `calendar:${file.version}:${id}`,
    actor: administrator,
    data: {
      reason: 'CALENDAR',
      calendar: file.version,
      clocks: expect.arrayContaining([
        { clock: 'promise', dueBefore: parseInstant('2027-03-31T17:30'), due: parseInstant('2027-04-01T17:30') },
      ]) as object[],
    },
  });
  expect(
    (await messagesOf(shell.context.db, id)).filter(each => each.kind === 'recomputed').map(each => each.to),
  ).toEqual(['p-applicant', 'market-regulation']);
  const { view } = accepted(
    await act(shell.context, id, officer('market-regulation'), {
      type: 'answer',
      step: 'licence',
      answer: { answer: 'agree' },
    }),
  );
  expect(minute(view.clocks.find(each => each.clock === 'step:fire')?.due), '3 WD from Mar 24: 25 26 29').toBe(
    '2027-03-29T17:30',
  );
  accepted(await act(shell.context, id, applicant, { type: 'withdraw' }));
});

test('a case whose run is lost returns with both its versions', async () => {
  const id = await inReview();
  const file = amended({ off: ['2027-03-29', '2027-03-30'] });
  await publish(file);
  await finished(file.version);
  const due = async () =>
    [...(await clocksOf(id)).values()].map(clock => [clock.clock, minute(clock.due), clock.calendar]);
  const before = await due();
  expect(before).toEqual(expect.arrayContaining([['promise', '2027-04-02T17:30', file.version]]));
  const handle = shell.context.client.workflow.getHandle(id);
  await handle.terminate('lost');
  accepted(await act(shell.context, id, officer('market-regulation'), { type: 'claim', step: 'licence' }));
  expect(await due()).toEqual(before);
  accepted(
    await act(shell.context, id, officer('market-regulation'), {
      type: 'answer',
      step: 'licence',
      answer: { answer: 'agree' },
    }),
  );
  expect((await clocksOf(id)).get('step:signboard')).toMatchObject({ calendar: file.version });
  const [started] = await historyOf(shell.context, id);
  for (const version of [testCalendar, file.version]) expect(textOf(started)).toContain(version);
  accepted(await act(shell.context, id, applicant, { type: 'withdraw' }));
});

test('a run that handed over right after the command goes on with the version that came with it', async () => {
  const id = await inReview();
  await ensureRunning(shell.context, id);
  const handle = shell.context.client.workflow.getHandle(id);
  const first = (await handle.describe()).runId;
  const file = amended({ off: ['2027-03-26'] });
  await publish(file);
  await finished(file.version);
  // Signals that nobody handles fill the history.
  await Promise.all(Array.from({ length: 1_000 }, () => handle.signal('nothing')));
  await expect.poll(async () => (await handle.describe()).runId, { interval: 200 }).not.toBe(first);
  const { view } = accepted(
    await act(shell.context, id, officer('market-regulation'), { type: 'claim', step: 'licence' }),
  );
  expect(minute(view.clocks.find(each => each.clock === 'promise')?.due), '25 29 30 31 Apr 1').toBe('2027-04-01T17:30');
  accepted(await act(shell.context, id, applicant, { type: 'withdraw' }));
});

test('a case closed before its turn is skipped, one without a run is started and reached', async () => {
  const [closed, lost] = [await inReview(), await inReview()];
  const file = amended(withoutTuesday);
  await publish(file);
  accepted(await act(shell.context, closed, applicant, { type: 'withdraw' }));
  await settledHistory(shell.context, lost);
  await shell.context.client.workflow.getHandle(lost).terminate('lost');
  expect(await finished(file.version)).toMatchObject({ cases: 2, recomputed: 1, skipped: 1 });
  expect((await clocksOf(closed)).get('promise')).toMatchObject({
    calendar: (await readCase(shell.context.db, closed))!.view.calendar,
  });
  expect((await eventsOf(shell, closed)).map(event => event.type)).not.toContain('recomputed');
  expect(minute((await clocksOf(lost)).get('promise')?.due)).toBe('2027-04-01T17:30');
  accepted(await act(shell.context, lost, applicant, { type: 'withdraw' }));
});

test('a due that the version moves into the past is breached at the instant of the publication', async () => {
  const id = await inReview();
  await advanceBy(shell.context, id, 6 * 86_400_000 - 60_000);
  const file = amended({ work: ['2027-03-27', '2027-03-28'] });
  const { publishedAt } = await publish(file);
  await finished(file.version);
  const offset = (await readCase(shell.context.db, id))!.timeOffset;
  expect((await clocksOf(id)).get('promise'), '25 26 27 28 29').toMatchObject({
    due: parseInstant('2027-03-29T17:30'),
    colour: 'red',
    breachedAt: publishedAt + offset,
  });
  accepted(await act(shell.context, id, applicant, { type: 'withdraw' }));
});

test('what ends a right after the publication waits until its case counts by the version', async () => {
  const { case: id } = await receive(shell.context, { time: '2027-03-24T10:00' });
  await ensureRunning(shell.context, id);
  const file = amended({ off: ['2027-03-25'] });
  await publish(file);
  // Silence would accept on the 25th by the version before; by the new one on the 26th. Nobody has taken the case's
  // turn yet.
  const away = advanceBy(shell.context, id, 36 * 3_600_000);
  await new Promise(resolve => {
    setTimeout(resolve, 1_500);
  });
  expect((await eventsOf(shell, id)).map(event => event.type)).toEqual(['received']);
  await finished(file.version);
  await away;
  expect((await readCase(shell.context.db, id))!.view).toMatchObject({ status: 'received', calendar: file.version });
  expect((await eventsOf(shell, id)).map(event => event.type)).not.toContain('deemedAccepted');
  accepted(await act(shell.context, id, applicant, { type: 'withdraw' }));
});

test('a process that has never met a version reads it when it does; one that nobody published is refused', async () => {
  const file = amended({ off: ['2027-03-31'] });
  await publish(file);
  await finished(file.version);
  const fresh = { ...shell.context, calendars: new Calendars(shell.context.db) };
  const { view } = accepted(
    await begin(fresh, {
      actor: applicant,
      commandId: 'fresh',
      application: { ...application, calendar: file.version },
    }),
  );
  expect(view.calendar).toBe(file.version);
  expect(
    await begin(fresh, {
      actor: applicant,
      commandId: 'unknown',
      application: { ...application, calendar: 'nowhere-1' },
    }),
  ).toMatchObject({ accepted: false, refused: { code: 'calendar.unknown' } });
  accepted(await act(shell.context, view.case, applicant, { type: 'withdraw' }));
});

test('a preview tells what the publication then does, and changes nothing', async () => {
  const ids = [await inReview(), await inReview()];
  accepted(await act(shell.context, ids[1]!, applicant, { type: 'withdraw' }));
  const current = (await readCase(shell.context.db, ids[0]!))!.view.calendar;
  const file = amended({ off: ['2027-04-20'] });
  const foreseen = await publicationImpact(shell.context, file);
  expect(foreseen).toMatchObject({
    versions: [file.version],
    touched: 1,
    examined: 1,
    moved: 1,
    later: 1,
    earlier: 0,
    overdue: 0,
    refused: 0,
  });
  expect(foreseen.examples).toMatchObject([
    {
      clock: 'statutory',
      title: '法定时限',
      dueBefore: parseInstant('2027-04-22T17:30'),
      due: parseInstant('2027-04-23T17:30'),
    },
  ]);
  expect((await readCase(shell.context.db, ids[0]!))!.view.calendar).toBe(current);
  await publish(file);
  await finished(file.version);
  expect((await clocksOf(ids[0]!)).get('statutory')?.due).toBe(foreseen.examples[0]?.due);
  accepted(await act(shell.context, ids[0]!, applicant, { type: 'withdraw' }));
});
