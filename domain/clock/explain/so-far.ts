import type { Calendar } from '../../calendar/calendar.ts';
import { type Day, dayEndingAt, dayOf, type Instant, instantAt, millisecondsPerMinute } from '../../calendar/day.ts';
import type { Spent } from '../spent.ts';
import type { Explanation, Line, Measure, OpenPause, SoFar } from './explanation.ts';
import type { LineReason } from './reasons.ts';

/** The instant as of which an explanation is read. */
export interface AsOf {
  readonly at: Instant;
  /** It is the 24:00 of a day: the next one has not begun. (T17) */
  readonly isDayEnd?: boolean;
  /** The clock was stopped then. */
  readonly stopped: boolean;
  /** What is spent by then: how late a late clock is. */
  readonly spent: Spent;
}

/**
 * An explanation with a line `now` between what is counted so far and what is still to come: a line that reaches over
 * it is parted. Of a clock that stands still without an end in sight the marker is the last line. A day or half begun
 * is counted so far, as in `spentOf`; of hours the minutes. A fixed date has no lines and no marker.
 */
export function markedAsOf(
  calendar: Calendar,
  explanation: Explanation,
  { at, isDayEnd, stopped, spent }: AsOf,
): Explanation {
  const { measure, lines, total, due, limit, openPause } = explanation;
  if (measure === 'none') return explanation;
  const today = isDayEnd ? dayEndingAt(at) : dayOf(at);
  const isByDay = measure === 'workingDay' || measure === 'calendarDay';
  const [passed, coming] = upTo(calendar, measure, lines, isByDay && isDayEnd ? at - 1 : at);
  const counted = passed.at(-1)?.through ?? 0;
  const late = spent.remaining < 0;
  const remaining = !late
    ? total - counted
    : limit.unit === 'HALF_DAY' && measure === 'minute'
      ? Math.min(
          -1,
          Math.ceil((calendar.businessThrough(due.at) - calendar.businessThrough(at)) / millisecondsPerMinute),
        )
      : spent.remaining;
  const soFar: SoFar = { at, on: today, isStopped: stopped, counted, remaining };
  const marker: Line = {
    effect: 'now',
    firstDay: today,
    lastDay: today,
    begins: at,
    ends: at,
    amount: 0,
    through: counted,
    why: { code: 'now', isStopped: stopped, measure, remaining },
  };
  return {
    ...explanation,
    soFar,
    lines: [...passed, ...(openPause ? pausedUntil(explanation, openPause, at, today) : []), marker, ...coming],
  };
}

/**
 * What has been counted by an instant, and what is still to come. The sum begins with the anchor, also where a filing
 * at night put it off.
 */
export function upTo(calendar: Calendar, measure: Measure, lines: readonly Line[], at: Instant): Parts {
  const parts = lines.map((line, index): Parts =>
    index === 0 ? [[line], []] : parted(calendar, { measure }, line, at),
  );
  return [parts.flatMap(([before]) => before), parts.flatMap(([, after]) => after)];
}

/** A pause without an end in sight, as long as it has lasted: by days the ones after its first. */
function pausedUntil(
  { measure, lines }: Explanation,
  { from, firstDay, why }: OpenPause,
  at: Instant,
  today: Day,
): readonly Line[] {
  const of = { effect: 'paused', amount: 0, through: lines.at(-1)?.through ?? 0, why } as const;
  const byDay = measure === 'workingDay' || measure === 'calendarDay';
  if (byDay) return today > firstDay ? [{ ...of, firstDay: firstDay + 1, lastDay: today }] : [];
  return at > from ? [{ ...of, firstDay: dayOf(from), lastDay: dayOf(at - 1), begins: from, ends: at }] : [];
}

type Parts = readonly [before: readonly Line[], after: readonly Line[]];

function parted(calendar: Calendar, { measure }: Pick<Explanation, 'measure'>, line: Line, at: Instant): Parts {
  if (line.begins !== undefined && line.ends !== undefined)
    return line.ends <= at || (measure === 'halfDay' && line.begins <= at)
      ? [[line], []]
      : line.begins >= at
        ? [[], [line]]
        : cutAt(line, line.begins, line.ends, at);
  const today = dayOf(at);
  const { opening, noon, close } = calendar.hoursOn(today);
  const byDay = line.effect !== 'counted' || (measure !== 'minute' && measure !== 'halfDay');
  // Of whole days by hours and halves, today's has passed or not, or is parted itself.
  const begun = byDay || at >= instantAt(today, measure === 'halfDay' ? noon : close);
  const [past, rest] = cutAfter(line, begun ? today : today - 1);
  const opens = instantAt(today, opening);
  if (begun || rest === undefined || (measure === 'halfDay' ? at < opens : at <= opens))
    return [present(past), present(rest)];
  const [day, future] = cutAfter(rest, today);
  const [before, after] = day === undefined ? [[], []] : partsOf(calendar, measure, day, at);
  return [
    [...present(past), ...before],
    [...after, ...present(future)],
  ];
}

const present = (line: Line | undefined): readonly Line[] => (line === undefined ? [] : [line]);

/** A run of equal days, each of the same amount, parted after one of them. */
function cutAfter(line: Line, day: number): readonly [Line | undefined, Line | undefined] {
  if (line.lastDay <= day) return [line, undefined];
  if (line.firstDay > day) return [undefined, line];
  const amount = (line.amount * (day - line.firstDay + 1)) / (line.lastDay - line.firstDay + 1);
  return [
    { ...line, lastDay: day, amount, through: line.through - line.amount + amount },
    { ...line, firstDay: day + 1, amount: line.amount - amount },
  ];
}

/** A stretch of time parted at an instant within it. */
function cutAt(line: Line, begins: Instant, ends: Instant, at: Instant): Parts {
  const amount = line.effect === 'counted' ? (at - begins) / millisecondsPerMinute : 0;
  const first = {
    ...line,
    lastDay: dayOf(Math.max(begins, at - 1)),
    ends: at,
    amount,
    through: line.through - line.amount + amount,
  };
  return [[first], [{ ...line, firstDay: dayOf(at), begins: at, ends, amount: line.amount - amount }]];
}

/** Why a part of a whole day counts. */
const partOf = (why: LineReason): LineReason => (why.code === 'wholeDay' ? { code: 'counted', day: why.day } : why);

/** A whole day by its segments or halves, as `hoursOf` and `halvesOf` tell parts of days. */
function partsOf(
  { hoursOn }: Calendar,
  measure: 'minute' | 'halfDay',
  { firstDay: day, through, amount: whole, why, ...line }: Line,
  at: Instant,
): Parts {
  const hours = hoursOn(day);
  const pieces =
    measure === 'halfDay'
      ? [
          { begins: hours.opening, ends: hours.noon, amount: 1, why: { code: 'morning' } as const },
          { begins: hours.noon, ends: hours.close, amount: 1, why: { code: 'afternoon' } as const },
        ]
      : hours.segments.map(([begins, ends]) => ({
          begins,
          ends,
          amount: ends - begins,
          why: partOf(why),
        }));
  let sum = through - whole;
  const [before, after]: [Line[], Line[]] = [[], []];
  for (const piece of pieces) {
    const [begins, ends] = [instantAt(day, piece.begins), instantAt(day, piece.ends)];
    sum += piece.amount;
    const own: Line = { ...line, firstDay: day, ...piece, begins, ends, through: sum };
    const [passed, coming] =
      measure === 'halfDay'
        ? begins <= at
          ? [[own], []]
          : [[], [own]]
        : ends <= at
          ? [[own], []]
          : begins >= at
            ? [[], [own]]
            : cutAt(own, begins, ends, at);
    before.push(...passed);
    after.push(...coming);
  }
  return [before, after];
}
