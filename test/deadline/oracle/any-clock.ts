import fc from 'fast-check';
import { type Calendar, compileCalendar } from '../../../domain/calendar/calendar.ts';
import type { ClockFacts, Pause } from '../../../domain/clock/clock.ts';
import type { CountedLimit, Limit, Unit } from '../../../domain/clock/limit.ts';
import { type AnyCalendar, anyCalendar, anyDay } from './any-calendar.ts';
import { Beyond, SlowCalendar } from './calendar.ts';
import { at, minute, textOf } from './dates.ts';
import { slowDue } from './due.ts';
import { slowRun } from './nearest.ts';

/** Half minutes of a day, half of them where rules change. */
const anyTime = fc.oneof(
  fc.constantFrom(0, 0, 539, 540, 541, 600, 719, 720, 721, 765, 809, 810, 811, 900, 1049, 1050, 1051, 1200, 1439),
  fc.integer({ min: 0, max: 2879 }).map(half => half / 2),
);

/** Told from the anchor, or from the day on which the clock would be due without a pause. */
const anyMoment = fc.record({ isByDue: fc.boolean(), offset: fc.integer({ min: -3, max: 8 }), time: anyTime });

const anyPause = fc.record({
  moment: anyMoment,
  days: fc.oneof(fc.constantFrom(0, 0, 1, 2, 3), fc.integer({ min: 0, max: 14 })),
  time: anyTime,
  end: fc.constantFrom('to', 'to', 'to', 'to', 'to', 'until', 'until', 'endless'),
  touches: fc.constantFrom(false, false, false, true),
  isFromDayEnd: fc.boolean(),
  isToDayEnd: fc.boolean(),
});

const hours = (max: number): fc.Arbitrary<number> =>
  fc.oneof(
    fc.integer({ min: 1, max }),
    fc.integer({ min: 1, max: max * 60 }).map(minutes => minutes / 60),
  );
const whole = (max: number): fc.Arbitrary<number> =>
  fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max }));
const amounts = {
  WD: whole(30),
  ND: whole(45),
  MONTH: whole(7),
  WH: hours(90),
  NH: hours(150),
  HALF_DAY: whole(24),
} as const;
export type AnyUnit = Unit | 'EARLIER_OF';

const anyCounted = (unit: CountedLimit['unit']): fc.Arbitrary<CountedLimit> => amounts[unit].map(n => ({ unit, n }));
const anyPart = fc.constantFrom(...(Object.keys(amounts) as CountedLimit['unit'][])).chain(anyCounted);

function anyLimit(unit: AnyUnit, day: number): fc.Arbitrary<Limit> {
  if (unit === 'EARLIER_OF') return fc.tuple(anyPart, anyPart).map(of => ({ unit, of }));
  if (unit !== 'DATE') return anyCounted(unit);
  return fc.integer({ min: -3, max: 60 }).map(offset => ({ unit, date: textOf(day + offset) }));
}

/** More of a limit; of a pair an amount for each. */
function extensionOf(limit: Limit, n: number): Limit {
  if (limit.unit === 'DATE') return limit;
  if (limit.unit !== 'EARLIER_OF') return { unit: limit.unit, n };
  const [first, second] = limit.of;
  return {
    unit: 'EARLIER_OF',
    of: [
      { unit: first.unit, n },
      { unit: second.unit, n: (n % 3) + 1 },
    ],
  };
}

/** What a clock is made of. */
const anyPlan = (unit: AnyUnit, day: number) =>
  fc.record({
    calendar: anyCalendar(day),
    day: fc.constant(day),
    time: anyTime,
    limit: anyLimit(unit, day),
    pauses: fc.array(anyPause, { maxLength: 4 }),
    extensions: fc.array(fc.integer({ min: 1, max: 8 }), { maxLength: 2 }),
    policies: fc.record(
      {
        filedOffHours: fc.constantFrom<('keepDate' | 'nextWorkday')[]>('keepDate', 'nextWorkday'),
        endOfDay: fc.constantFrom<('close' | 'midnight')[]>('close', 'midnight'),
        halfDay: fc.constantFrom<('byHalves' | 'byMinutes')[]>('byHalves', 'byHalves', 'byMinutes'),
      },
      { requiredKeys: [] },
    ),
    party: fc.constantFrom<('agency' | 'applicant')[]>('agency', 'applicant'),
    warns: fc.boolean(),
    isAnchoredAtDayEnd: fc.boolean(),
    now: anyMoment,
    isDayEnd: fc.boolean(),
  });
type Plan = ReturnType<typeof anyPlan> extends fc.Arbitrary<infer P> ? P : never;

export interface AnyClock {
  readonly calendar: Calendar;
  readonly slow: SlowCalendar;
  readonly facts: ClockFacts;
  readonly now: number;
  readonly isDayEnd: boolean;
}

/** A clock of a unit, on any calendar, at any moment: parties, policies, extensions and pauses of all kinds. */
export const anyClock = (unit: AnyUnit): fc.Arbitrary<AnyClock> => anyDay.chain(day => anyPlan(unit, day)).map(clockOf);

function clockOf(plan: Plan): AnyClock {
  const slow = new SlowCalendar(plan.calendar.data, plan.calendar.layers);
  const { limit, party, warns, policies, day, time } = plan;
  const facts: ClockFacts = {
    anchor: at(day, time),
    limit,
    party,
    warns,
    pauses: [],
    extensions: plan.extensions.map(n => extensionOf(limit, n)),
    ...policies,
    ...(plan.isAnchoredAtDayEnd && time === 0 && { isAnchoredAtDayEnd: true as const }),
  };
  const dueDay = dueDayOf(slow, facts) ?? day;
  const instantOf = ({ isByDue, offset, time: of }: Plan['now']): number => at((isByDue ? dueDay : day) + offset, of);
  const pauses: Pause[] = [];
  for (const pause of plan.pauses) pauses.push(pauseOf(pause, instantOf(pause.moment), pauses.at(-1)));
  return {
    calendar: shortly(plan.calendar),
    slow,
    facts: { ...facts, pauses },
    now: instantOf(plan.now),
    isDayEnd: plan.isDayEnd && plan.now.time === 0,
  };
}

function dueDayOf(slow: SlowCalendar, facts: ClockFacts): number | undefined {
  try {
    return slowDue(slowRun(slow, facts)).day;
  } catch (error) {
    if (error instanceof Beyond) return undefined;
    throw error;
  }
}

function pauseOf(plan: Plan['pauses'][number], moment: number, before: Pause | undefined): Pause {
  const touched = plan.touches ? (before?.to ?? before?.until) : undefined;
  const from = touched ?? moment;
  const end = Math.max(from, at(0, plan.time) - at(0, plan.moment.time) + moment + plan.days * 1440 * minute);
  const isFromDayEnd = plan.isFromDayEnd && plan.moment.time === 0 && touched === undefined;
  return {
    from,
    ...(isFromDayEnd && { isFromDayEnd }),
    ...(plan.end === 'until' && { until: end }),
    ...(plan.end === 'to' && { to: end }),
    ...(plan.end === 'to' && plan.isToDayEnd && plan.time === 0 && end > from && { isToDayEnd: true as const }),
  };
}

/** A counterexample names what a calendar adds, not every day. */
const shortly = ({ data, layers: [, ...own] }: AnyCalendar): Calendar =>
  Object.assign(compileCalendar(data), {
    [fc.toStringMethod]: () =>
      JSON.stringify([own.flat().map(({ day, working }) => `${day} ${working ? 'on' : 'off'}`), data.businessHours]),
  });
