import type { Segments } from './calendar.ts';
import { at, dayAt, minute, minutesOfDay } from './dates.ts';
import type { Run } from './facts.ts';

/** Facts lie on half minutes. */
export const step = minute / 2;
const allDay: Segments = [[0, minutesOfDay]];

/** Half minutes from an instant on: those of business, or all; none of a pause. */
export function* countedSteps(run: Run, from: number, to = Number.POSITIVE_INFINITY): Generator<number> {
  for (let day = dayAt(from); at(day, 0) < to; day += 1) {
    for (const [begin, end] of segmentsOf(run, day)) {
      const last = Math.min(at(day, end), to);
      for (let next = Math.max(at(day, begin), from); next < last; next += step) {
        if (!run.stops.some(stop => stop.from <= next && next < stop.to)) yield next;
      }
    }
  }
}

function segmentsOf({ calendar, unit }: Run, day: number): Segments {
  if (unit === 'NH') return allDay;
  return calendar.isWorking(day) ? calendar.segments(day) : [];
}

/** The end of the last of so many minutes: the closing instant, not the next opening. */
export function countedMinute(run: Run, minutes: number): number {
  let left = minutes * minute;
  for (const next of countedSteps(run, run.anchor)) {
    if (left <= step) return next + left;
    left -= step;
  }
  throw new Error('time ends');
}
