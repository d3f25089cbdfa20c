import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { advanceBy } from '../../operations/development/advance-time.ts';
import { begin } from '../../commands/receive-application.ts';
import { Calendars } from '../../commands/calendars.ts';
import { ensureRunning } from '../../commands/ensure-running.ts';
import { publicationImpact } from '../../operations/calendar/publication-impact.ts';
import { carryOn, startRecovery } from '../../operations/recovery/recover.ts';
import { readCase } from '../../db/cases/cases.ts';
import { verifyChain } from '../../db/log/read.ts';
import { messagesOf } from '../../db/outbox/outbox.ts';
import { publishVersion, readPublication, type Publication } from '../../db/calendars/publications.ts';
import { formatInstant, parseInstant } from '../../domain/calendar/day.ts';
import type { CalendarFile } from '../../domain/calendar/file.ts';
import { shippedFiles } from '../../domain/calendar/published.ts';
import { readEvent, type CaseEvent } from '../../domain/case/event.ts';
import type { Actor } from '../../domain/values.ts';
import { accept, accepted, act, application, receive } from '../support/acts.ts';
import { historyOf, settledHistory, textOf } from '../support/history.ts';
import { applicant, officer } from '../../domain/testing.ts';
import { startShell, testCalendar, type TestShell } from '../support/worker.ts';

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

/** The test calendar with these days of 2027 off or working besides: a version of its own. */
let versions = 0;
function amended({
  off = [],
  work = [],
}: {
  readonly off?: readonly string[];
  readonly work?: readonly string[];
}): CalendarFile {
  const [, file] = shippedFiles;
  const { years, ...named } = file!;
  const year = years['2027']!;
  versions += 1;
  const own = off.length > 0 ? { 防汛停工: off } : {};
  return {
    ...named,
    version: `amended-${versions}`,
    years: { ...years, 2027: { ...year, off: { ...year.off, ...own }, work: [...year.work, ...work] } },
  };
}
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
const eventsOf = async (caseId: string): Promise<readonly CaseEvent[]> =>
  (
    await shell.database.db.selectFrom('event').select('data').where('case_id', '=', caseId).orderBy('seq').execute()
  ).map(row => readEvent(row.data));
const clocksOf = async (caseId: string) =>
  new Map((await readCase(shell.context.db, caseId))!.view.clocks.map(clock => [clock.clock, clock]));

/** Received and accepted on Wednesday, 24 March 2027: promise 5 WD 25 26 29 30 31, statutory 20 WD April 22. */
async function inReview(): Promise<string> {
  const { case: id } = await receive(shell.context, { time: '2027-03-24T10:00' });
  accepted(await accept(shell.context, id));
  return id;
}
const withoutTuesday = { off: ['2027-03-30'] };

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
  const [event] = (await eventsOf(id)).filter(each => each.type === 'recomputed');
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
  expect((await eventsOf(closed)).map(event => event.type)).not.toContain('recomputed');
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
  expect((await eventsOf(id)).map(event => event.type)).toEqual(['received']);
  await finished(file.version);
  await away;
  expect((await readCase(shell.context.db, id))!.view).toMatchObject({ status: 'received', calendar: file.version });
  expect((await eventsOf(id)).map(event => event.type)).not.toContain('deemedAccepted');
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

test('a publication killed in the middle is carried on by another process, once for every case', async () => {
  const ids = await Promise.all(Array.from({ length: 36 }, () => inReview()));
  const file = amended(withoutTuesday);
  // Cases of earlier tests that an instrument keeps open are among them.
  const { cases } = await publish(file, 12);
  expect(cases).toBeGreaterThanOrEqual(36);
  const arguments_ = [
    shell.database.url,
    inject('temporalAddress'),
    inject('temporalNamespace'),
    shell.context.taskQueue,
  ];
  const child = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      fileURLToPath(new URL('../support/publisher.ts', import.meta.url)),
      ...arguments_,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const progress = async (): Promise<Publication> => (await readPublication(shell.context.db, file.version))!;
  await expect.poll(async () => (await progress()).recomputed, { interval: 20 }).toBeGreaterThan(12);
  child.kill('SIGKILL');
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  expect([code, signal]).toEqual([null, 'SIGKILL']);
  const left = await progress();
  console.info(`killed at ${left.recomputed} of ${left.cases} cases`);
  expect(left.open, 'it was in the middle').toBeGreaterThan(0);
  expect(left.recomputed).toBeGreaterThan(0);
  // Asked again, as an administrator would, it is the same publication.
  await publish(file, 12);
  const [one, other] = [
    startRecovery(shell.context, { look: 100 }),
    startRecovery({ ...shell.context, calendars: new Calendars(shell.context.db) }, { look: 100 }),
  ];
  try {
    await expect
      .poll(async () => (await progress()).finishedAt, { timeout: 40_000, interval: 200 })
      .toBeTypeOf('number');
  } finally {
    await Promise.all([one.stop(), other.stop()]);
  }
  expect(await progress()).toMatchObject({ cases, recomputed: cases, skipped: 0, refused: 0, failed: 0, open: 0 });
  for (const id of ids) {
    expect((await eventsOf(id)).filter(event => event.type === 'recomputed')).toHaveLength(1);
    expect(minute((await clocksOf(id)).get('promise')?.due)).toBe('2027-04-01T17:30');
    expect(await verifyChain(shell.context.db, id)).toMatchObject({ whole: true });
    expect(
      (await messagesOf(shell.context.db, id, 'p-applicant')).filter(each => each.kind === 'recomputed'),
    ).toHaveLength(1);
  }
}, 120_000);
