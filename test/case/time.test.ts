import { noticeText } from '../../domain/words/zh-CN/notices.ts';
import { expect, test } from 'vitest';
import { parseInstant } from '../../domain/calendar/day.ts';
import { decide, fold, unaddressed, viewOf } from '../../domain/case/case.ts';
import type { Command } from '../../domain/case/command.ts';
import { readEvent } from '../../domain/case/event.ts';
import { engine } from '../../domain/values.ts';
import { appendEvents } from '../../domain/host/snapshot.ts';
import { applyDueTicks, beforeWhatIsDue, TickBlocked } from '../../domain/host/ticks.ts';
import { agree, applicant, clerk, officer, paper } from '../../domain/testing.ts';
import { accepted, restaurant } from './restaurant.ts';

test('an instrument closed before the look-up of its addressee is numbered all the same', () => {
  const one = restaurant('2027-03-24T10:00');
  one.until('2027-03-25T17:30');
  const [instrument] = unaddressed(one.state!);
  one.at('2027-03-25T18:00').act(applicant, { type: 'withdraw' });
  expect(one.view.instruments.find(each => each.instrument === instrument?.instrument)?.state).toBe('closed');
  expect(unaddressed(one.state!)).toHaveLength(1);
  expect(one.view.closed, 'the run goes on until it is numbered').toBe(false);
});

test('what is told of an event is the same, however many events are written down together', () => {
  const one = restaurant('2027-03-24T10:00');
  one
    .at('2027-03-24T11:00')
    .act(clerk, { type: 'giveNotice', defects: [{ item: 'layoutPlan', defect: '缺少比例尺' }] });
  one.at('2027-03-24T12:00').act(applicant, { type: 'supply', papers: [paper('layoutPlan')] });
  one
    .at('2027-03-25T11:00')
    .act(clerk, { type: 'giveNotice', defects: [{ item: 'layoutPlan', defect: '仍缺少比例尺' }] });
  const told = one.notices.map(noticeText);
  expect(told).toMatchObject([
    expect.stringContaining('2027-03-25 17:30前告知是否受理'),
    expect.stringContaining('2027-04-15 24:00前一次补正'),
    expect.stringContaining('已收到补正材料，将于2027-03-25 17:30前告知是否受理'),
    expect.stringContaining('2027-04-16 24:00前一次补正'),
  ]);
});

test('what fell due while an addressee was looked up keeps its own instant, however long that took', () => {
  const one = restaurant('2027-03-24T10:00');
  one.until('2027-03-25T17:30');
  const { environment } = one;
  const kept = one.snapshot;
  const [instrument] = unaddressed(kept.state);
  const now = parseInstant('2027-03-26T16:00');
  const at = beforeWhatIsDue(kept, now, environment);
  const address: Command = {
    type: 'addressInstrument',
    instrument: instrument!.instrument,
    number: { authority: 'service-authority', level: 'L1', year: 2027, number: 1 },
    addressees: [{ post: 'contact', unit: instrument!.unit }],
    resolvedAt: instrument!.openedAt,
  };
  const addressed = appendEvents(kept, decide(kept, address, { actor: engine, at, askedAt: at }, environment));
  const later = applyDueTicks(addressed, { until: now, now, clearedUpTo: now }, environment);
  expect(later.state.clocks.find(clock => clock.clock === 'step:licence')?.fired).toEqual(['yellow']);
  expect(
    later.state.instruments.find(each => each.instrument === 'L0:step:licence')?.openedAt,
    'the yellow of 1 WD is noon',
  ).toBe(parseInstant('2027-03-26T12:00'));
});

// (P32)
test('what has to wait for others keeps what came before it, so that who waits for that goes on', () => {
  const one = restaurant('2027-03-24T10:00');
  const now = parseInstant('2027-05-14T09:00');
  const clearedUpTo = parseInstant('2027-03-29T09:00');
  const kept = one.snapshot;
  const left = (): unknown => applyDueTicks(kept, { until: now, now, clearedUpTo }, one.environment);
  let blocked: unknown;
  try {
    left();
  } catch (error) {
    blocked = error;
  }
  const { due, reached } = blocked as TickBlocked;
  expect(blocked).toBeInstanceOf(TickBlocked);
  expect(due).toBeGreaterThan(clearedUpTo);
  expect(reached.state.acceptance).toBe('deemed');
  expect(reached.state.at).toBeLessThanOrEqual(clearedUpTo);
  expect(reached.revision).toBe(reached.tail.length);
});

test('instruments passed while all was down open in order, each at its instant; verdicts do not move', () => {
  const one = accepted();
  const { environment } = one;
  const kept = one.snapshot;
  const now = parseInstant('2027-04-02T09:00');
  const late = applyDueTicks(kept, { until: now, now, clearedUpTo: now }, environment);
  one.until('2027-04-02T08:59');
  const events = late.tail.map(entry => readEvent(entry.text)).slice(kept.revision);
  expect(
    events.map(({ noticedAt, ...event }) => event),
    'but for the notice, the log of a case that was served in time',
  ).toEqual(one.events.slice(kept.revision));
  expect(new Set(events.map(event => event.noticedAt))).toEqual(new Set([now]));
  expect(events.filter(event => event.type === 'instrumentOpened').length).toBeGreaterThan(3);
  const view = viewOf(late.state, environment);
  expect(view.clocks.find(clock => clock.clock === 'step:licence')).toMatchObject({
    breachedAt: parseInstant('2027-03-25T17:30'),
    noticedAt: now,
  });
  for (const instrument of view.instruments) expect(instrument.noticedAt, instrument.instrument).toBe(now);
  expect(
    fold(
      late.tail.map(entry => readEvent(entry.text)),
      environment,
    ),
  ).toEqual(late.state);
});

test('what is noticed in time says nothing of it, and a breach that is withdrawn takes its notice along', () => {
  const one = accepted();
  const { environment } = one;
  const kept = one.snapshot;
  const due = parseInstant('2027-03-25T17:30');
  const inTime = applyDueTicks(kept, { until: due + 1, now: due + 1_000, clearedUpTo: due }, environment);
  const texts = inTime.tail.slice(kept.revision).map(entry => entry.text);
  expect(texts.some(text => text.includes('"breached"'))).toBe(true);
  expect(texts.slice(-2).join(), 'the breach and the letter; the noon before it was late').not.toContain('noticedAt');
  expect(
    viewOf(inTime.state, environment).instruments.find(each => each.instrument === 'L1:step:licence'),
  ).not.toHaveProperty('noticedAt');

  const now = due + 3_600_000;
  const noticed = applyDueTicks(kept, { until: now, now, clearedUpTo: now }, environment);
  const asked = { actor: officer('market-regulation'), at: now, askedAt: due - 60_000 };
  const withdrawn = appendEvents(
    noticed,
    decide(noticed, { type: 'answer', step: 'licence', answer: agree }, asked, environment),
  );
  expect(viewOf(withdrawn.state, environment).clocks.find(clock => clock.clock === 'step:licence')).toEqual(
    expect.not.objectContaining({ noticedAt: now }) as object,
  );
});
