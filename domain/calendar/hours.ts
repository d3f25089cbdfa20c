import { Refused } from '../refusal.ts';
import { millisecondsPerMinute, minutesPerDay } from './day.ts';

const midday = 12 * 60;

/** Office hours as segments of the day; minutes are minutes of the day, lengths are milliseconds. */
export interface Hours {
  readonly opening: number;
  /** Where the morning half ends; the midday break belongs to the afternoon. */
  readonly noon: number;
  readonly close: number;
  /** Business milliseconds of a working day. */
  readonly length: number;
  /** Business milliseconds from midnight until so many milliseconds after midnight. */
  readonly elapsed: (millisecond: number) => number;
  /** The first millisecond of the day by which `business` (above 0) business milliseconds have passed. */
  readonly reached: (business: number) => number;
}

/** Refuses (`calendar.hours`) segments that overlap, run backwards or leave a half of the day empty. */
export function compileHours(segments: readonly (readonly [number, number])[]): Hours {
  check(segments);
  const spans = segments.map(([from, to]) => [from * millisecondsPerMinute, to * millisecondsPerMinute] as const);
  const morning = segments.findLast(([from]) => from < midday);
  return {
    opening: segments[0]?.[0] ?? 0,
    noon: Math.min(morning?.[1] ?? midday, midday),
    close: segments.at(-1)?.[1] ?? minutesPerDay,
    length: spans.reduce((sum, [from, to]) => sum + to - from, 0),
    elapsed: millisecond => spans.reduce((sum, [from, to]) => sum + Math.max(0, Math.min(millisecond, to) - from), 0),
    reached: business => {
      let left = business;
      for (const [from, to] of spans) {
        if (left <= to - from) return from + left;
        left -= to - from;
      }
      throw new Error(`A working day is ${business - left} business milliseconds long, asked for ${business}.`);
    },
  };
}

function check(segments: readonly (readonly [number, number])[]): void {
  let end = -1;
  const ordered = segments.every(([from, to]) => {
    const fits = Number.isInteger(from) && Number.isInteger(to) && from > end && from >= 0 && from < to;
    end = to;
    return fits;
  });
  const opening = segments[0]?.[0] ?? midday;
  if (ordered && end <= minutesPerDay && opening < midday && end > midday) return;
  throw new Refused(
    'calendar.hours',
    `Found business hours ${JSON.stringify(segments)}; expected segments of whole minutes of the day, in ` +
      'order, apart, ' +
      'opening before 12:00 and closing after it.',
    { basis: 'calendar.businessHours', details: { found: segments } },
  );
}
