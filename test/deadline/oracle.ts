import type { Calendar } from '../../domain/calendar/calendar.ts';
import { addMonths, type Day, dayOf, instantAt, millisecondsPerMinute, minuteOfDay, type Instant } from '../../domain/calendar/day.ts';
import type { ClockFacts } from '../../domain/clock/clock.ts';

/** The rules told a day (or a minute) at a time, as a person would with a paper calendar; slow on purpose. */
export function slowDueOf(calendar: Calendar, facts: ClockFacts): Instant {
  const { limit } = facts;
  if (limit.unit === 'DATE') throw new Error('no counting in a date');
  const n = facts.extensions.reduce((sum, extension) => sum + (extension.unit === 'DATE' ? 0 : extension.n), limit.n);
  if (limit.unit === 'WH' || limit.unit === 'NH') return slowHours(calendar, facts, n * 60);
  if (limit.unit === 'HALF_DAY') throw new Error('not told here');
  return slowDays(calendar, facts, n);
}

function slowDays(calendar: Calendar, facts: ClockFacts, n: number): Instant {
  const end = facts.party === 'agency' ? 1050 : 1440;
  let anchor = dayOf(facts.anchor);
  if (facts.filedOffHours === 'nextWorkday') {
    const open = calendar.isWorking(anchor) && minuteOfDay(facts.anchor) < 1050;
    if (!open) anchor = nextWorking(calendar, anchor + 1);
  }
  const pauses = merged(facts).filter(({ to }) => dayOf(to) >= anchor);
  const excluded = (day: Day) => pauses.some(({ from, to }) => day > dayOf(from) && day <= dayOf(to));
  const wanted = facts.limit.unit === 'MONTH' ? addMonths(anchor, n) - anchor : n;
  let day = anchor;
  for (let count = 0; count < wanted;) {
    day += 1;
    const counts = facts.limit.unit === 'WD' ? calendar.isWorking(day) : true;
    if (counts && !excluded(day)) count += 1;
  }
  const unrolled = day;
  day = nextWorking(calendar, day);
  for (const { from, to } of pauses) {
    const onOrAfterLast = dayOf(from) >= unrolled && from < instantAt(day, end);
    if (onOrAfterLast && dayOf(to) > dayOf(from)) day = Math.max(day, nextWorking(calendar, dayOf(to)));
  }
  return instantAt(day, end);
}

function slowHours(calendar: Calendar, facts: ClockFacts, minutes: number): Instant {
  const open = (instant: Instant) => {
    const minute = minuteOfDay(instant);
    return calendar.isWorking(dayOf(instant)) && ((minute >= 540 && minute < 720) || (minute >= 810 && minute < 1050));
  };
  let now = facts.anchor;
  for (let count = 0; count < minutes; now += millisecondsPerMinute) {
    const paused = facts.pauses.some(({ from, to }) => now >= from && now < (to ?? from));
    if (!paused && (facts.limit.unit === 'NH' || open(now))) count += 1;
  }
  return now;
}

function nextWorking(calendar: Calendar, from: Day): Day {
  let day = from;
  while (!calendar.isWorking(day)) day += 1;
  return day;
}

function merged(facts: ClockFacts): readonly { readonly from: Instant; readonly to: Instant }[] {
  const all: { from: Instant; to: Instant }[] = [];
  for (const { from, to = from } of facts.pauses.toSorted((a, b) => a.from - b.from)) {
    const previous = all.at(-1);
    if (previous !== undefined && from <= previous.to) previous.to = Math.max(previous.to, to);
    else all.push({ from, to });
  }
  return all;
}
