import { Refused } from '../refusal.ts';
import type { SegmentFault } from '../refusals/calendar.ts';
import { millisecondsPerMinute, minutesPerDay } from './day.ts';

/** The minute that parts a day of business into its halves. */
export const midday = 12 * 60;

/** From one minute of the day to another. */
export type Segment = readonly [number, number];

/** The office hours of one day; minutes are minutes of the day, lengths are milliseconds. */
export interface Hours {
  readonly segments: readonly Segment[];
  readonly opening: number;
  /** Where the morning half ends; the midday break belongs to the afternoon. A morning alone ends at its closing. */
  readonly noon: number;
  readonly close: number;
  /** Business milliseconds of the day. */
  readonly length: number;
  /** A day that opens in the morning and closes after noon has two, a morning or an afternoon alone has one. (T11) */
  readonly halves: 1 | 2;
  /** Business milliseconds from midnight until so many milliseconds after midnight. */
  readonly elapsed: (millisecond: number) => number;
  /** The first millisecond of the day by which `business` (above 0) business milliseconds have passed. */
  readonly reached: (business: number) => number;
}

/** Refuses (`calendar.hours`) segments that overlap, adjoin, run backwards or lie outside the day. */
export function compileHours(segments: readonly Segment[]): Hours {
  const fault = faultOfSegments(segments);
  if (fault !== undefined) throw new Refused('calendar.hours', { found: segments, fault }, 'calendar.businessHours');
  const spans = segments.map(([from, to]) => [from * millisecondsPerMinute, to * millisecondsPerMinute] as const);
  const [opening, close] = [segments[0]![0], segments.at(-1)![1]];
  const morning = segments.findLast(([from]) => from < midday);
  return {
    segments,
    opening,
    noon: Math.min(morning?.[1] ?? midday, midday),
    close,
    length: spans.reduce((sum, [from, to]) => sum + to - from, 0),
    halves: opening < midday && close > midday ? 2 : 1,
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

const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
/** `09:00-12:00`. */
export const formatSegment = ([from, to]: Segment): string => `${clock(from)}-${clock(to)}`;

/** What is wrong with the segments of a day; the first one that is met. */
export function faultOfSegments(segments: readonly Segment[]): SegmentFault | undefined {
  if (segments.length === 0) return { code: 'noSegment' };
  let previous: Segment | undefined;
  for (const segment of segments) {
    const [from, to] = segment;
    if (!Number.isInteger(from) || !Number.isInteger(to) || from < 0 || to > minutesPerDay || from >= to)
      return { code: 'notASegment', found: segment };
    if (previous && from === previous[1]) return { code: 'adjoin', before: previous, after: segment };
    if (previous && from < previous[1]) return { code: 'overlap', before: previous, after: segment };
    previous = segment;
  }
  return undefined;
}
