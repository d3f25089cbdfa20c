import { expect, test } from 'vitest';
import type { HolderParams } from '../../domain/case/explain/holder.ts';
import type { RecomputationCauses } from '../../domain/case/explain/recomputations.ts';
import { parseDay, parseInstant } from '../../domain/calendar/day.ts';
import { explain } from '../../domain/clock/explain/explain.ts';
import { measures } from '../../domain/clock/explain/explanation.ts';
import type { LineParams, NamedDay, PauseParams } from '../../domain/clock/explain/reasons.ts';
import type { SumParams } from '../../domain/clock/explain/sum.ts';
import type { Coded } from '../../domain/coded.ts';
import { workingDays } from '../../domain/clock/limit.ts';
import { explanationWords } from '../../domain/words/explanations.ts';
import { languages, type Language } from '../../domain/language.ts';
import { calendar, facts } from '../deadline/cases.ts';

type Samples<P> = { readonly [C in keyof P]: readonly P[C][] };
const coded = <P>(samples: Samples<P>): readonly Coded<P>[] =>
  (Object.keys(samples) as (keyof P)[]).flatMap(code => samples[code].map(params => ({ code, ...params }) as Coded<P>));

const at = parseInstant('2027-03-24T10:00');
const day = parseDay('2027-03-24');
const limit = workingDays(5);
const days: readonly { readonly day: NamedDay }[] = [
  { day: { kind: 'working' } },
  { day: { kind: 'weekend' } },
  { day: { kind: 'makeUp' } },
  { day: { kind: 'holiday' } },
  { day: { kind: 'holiday', name: '国庆节、中秋节' } },
];
const nothing = [{}];

const pauses = coded<PauseParams>({
  suspended: [
    { ground: 'byLaw', notice: 'S-1' },
    { ground: 'forceMajeure', reason: 'typhoon', notice: 'S-2' },
  ],
  special: [
    { step: 'fire', special: 'inspection', isCausedByApplicant: false, notice: 'F-1' },
    { step: 'fire', special: 'inspection', isCausedByApplicant: true },
  ],
  applicantStep: [{ step: 'repair' }],
  outsideStep: [{ step: 'hearing' }],
  document: [{ number: 'D-1' }],
});
const lines = coded<LineParams>({
  anchorDay: nothing,
  anchorHalf: nothing,
  halvesBegin: nothing,
  hoursBegin: nothing,
  counted: days,
  wholeDay: days,
  bothHalves: days,
  morning: nothing,
  afternoon: nothing,
  calendarDay: nothing,
  clockTime: nothing,
  countedOff: days,
  off: days,
  paused: [{ reasons: [] }, { reasons: pauses }],
  rolled: days,
  rolledTo: days,
  movedToDay: nothing,
  movedAfterPause: days,
  movedToHalf: nothing,
  now: measures.flatMap(measure => [
    { isStopped: false, measure, remaining: 1 },
    { isStopped: true, measure, remaining: -2 },
  ]),
});
const left = lines.filter(({ code }) => code === 'off' || code === 'paused').map(why => ({ why, days: 2 }));
const sum = coded<SumParams>({
  fromDay: [{ anchorDay: day }, { anchorDay: day, movedFrom: at }],
  fromInstant: [{ anchor: at, anchorDay: day }],
  fromOfficeTime: [{ anchor: at, anchorDay: day, halfDay: 210 }],
  fromHalf: [{ anchor: at, anchorDay: day }],
  limit: [
    { limit, extensions: [], whole: limit },
    { limit, extensions: [workingDays(1), workingDays(2)], whole: workingDays(8) },
  ],
  earlierOf: [
    { limit, other: { unit: 'ND', n: 30 }, otherDue: at, isTie: false },
    { limit, other: { unit: 'ND', n: 30 }, isTie: true },
  ],
  months: [true, false].map(isMissing => ({
    limit: { unit: 'MONTH', n: 1 },
    corresponding: day,
    isMissing,
    days: 28,
  })),
  officeHours: [
    { businessHours: [{ segments: [[540, 720]] }] },
    {
      businessHours: [
        { segments: [[540, 720]] },
        { from: '2026-06-01', segments: [[480, 720]] },
        { from: '2026-06-01', to: '2026-09-30', weekdays: [5], segments: [[480, 690]] },
        { to: '2026-05-31', segments: [[480, 690]] },
        { from: '2026-03-08', to: '2026-03-08', segments: [[480, 690]] },
      ],
    },
  ],
  count: measures.map(measure => ({ measure, total: 5, left })),
  countBeforePause: measures.map(measure => ({ measure, counted: 2, remaining: 3, left })),
  dueUnknown: measures.flatMap(measure => [true, false].map(isFull => ({ since: at, sinceDay: day, measure, isFull }))),
  dueAt: [{ at }],
  dueOnDay: [
    { day, endMinute: 1050 },
    { day, counted: day - 1, endMinute: 1440 },
  ],
  dueOnDate: [{ day, endMinute: 1440 }],
  projected: nothing,
  provisional: [
    { provisional: { code: 'yearUnpublished', year: 2029 } },
    { provisional: { code: 'decemberOpen', year: 2028 } },
    { provisional: { code: 'pauseOpen' } },
    { provisional: { code: 'beyondCalendar', calendar: 'cn-2026' } },
  ],
  calendar: [{ title: 'C', version: 'cn-2026' }],
});
const recomputations = coded<RecomputationCauses>({
  extension: [{ by: limit }, { by: limit, basis: { text: 'article 42' } }],
  pause: [{ reasons: pauses }],
  resume: nothing,
  annulment: [{ of: 'extended', event: 7 }],
  calendar: [{ from: 'cn-2026', to: 'cn-2027' }],
  rules: [{ from: 1, to: 2 }],
});
const holders = coded<HolderParams>({
  stopped: nothing,
  suspended: [{ notice: 'S-1' }],
  waitsForApplicant: nothing,
  specialTime: nothing,
  waitsOutside: nothing,
  limitOfSpecial: nothing,
  periodRuns: nothing,
  limitOfApplicant: nothing,
  ownStep: nothing,
  ownClock: nothing,
  openSteps: nothing,
  noOpenStep: nothing,
  noRunningStep: nothing,
});

/** Everything that is said, by its code. */
function saidIn(language: Language): readonly string[] {
  const words = explanationWords(language);
  return [
    ...sum.map(words.sumStep),
    ...lines.map(words.line),
    ...pauses.map(each => words.pause([each])),
    ...recomputations.map(words.recomputation),
    ...holders.map(words.holder),
    ...measures
      .filter(measure => measure !== 'none')
      .flatMap(measure => [
        words.amount(measure, 95),
        words.soFar({ at, on: day, isStopped: true, counted: 1, remaining: -1 }, measure),
        words.soFar({ at, on: day, isStopped: false, counted: 1, remaining: 4 }, measure),
      ]),
    words.length({ milliseconds: 0, workingDays: 1, calendarDays: 3 }),
  ];
}

test.each(languages)('%s: everything that is said has words, and no hole in them', language => {
  const said = saidIn(language);
  expect(said.length).toBeGreaterThan(80);
  for (const text of said) {
    expect(text).not.toBe('');
    expect(text).not.toMatch(/undefined|\[object|NaN|\bnull\b|true|false/);
  }
});

test('English says nothing in Chinese', () => {
  expect(saidIn('en').filter(text => /\p{Script=Han}|[，。；：（）]/u.test(text))).toEqual([]);
  expect(saidIn('zh-CN').filter(text => /\p{Script=Han}/u.test(text)).length).toBeGreaterThan(80);
});

test('English reads in plain sentences, and gives the numbers that Chinese gives', () => {
  const english = explanationWords('en');
  const { sum: steps, lines: rows } = explain(calendar, facts('2026-02-13', workingDays(20)));
  expect(steps.map(english.sumStep)).toEqual([
    'Start: Friday 2026-02-13 is not counted; counting begins on the day after (Civil Code, article 201).',
    'Limit: 20 working days.',
    'Count: 20 working days. Between: holiday (Spring Festival), not counted: 9 days; weekend, not counted: 5 days.',
    'Due: The last day is Thursday 2026-03-19; it ends at close of business, 17:30 (Civil Code, article 203).',
    'Calendar: 国务院办公厅节假日安排（2015—2026 年） (version cn-2026).',
  ]);
  expect(rows.slice(0, 4).map(({ why }) => english.line(why))).toEqual([
    'the day from which it counts, not counted',
    'make-up workday, counts as a working day',
    'holiday (Spring Festival), not counted',
    'working day',
  ]);
  const numbers = (text: string): readonly string[] => (text.match(/\d+(?:[.:-]\d+)*/g) ?? []).toSorted();
  const chinese = explanationWords('zh-CN');
  for (const step of steps.slice(1, 3)) expect(numbers(english.sumStep(step))).toEqual(numbers(chinese.sumStep(step)));
});
