import {
  dayOf,
  type Day,
  instantAt,
  type Instant,
  millisecondsPerMinute,
  parseDay,
  formatDay,
} from '../../../domain/calendar/day.ts';
import type { Explanation, Line } from '../../../domain/clock/explain/explanation.ts';

/**
 * The sum as a reader does it: from the explanation and nothing else. It throws where the reader would stop and wonder,
 * and comes to no date where the explanation says that nobody knows it yet.
 */
export function redo(whole: Explanation): Instant | undefined {
  markedOnce(whole);
  // The marker says how far the sum has come, and adds nothing to it.
  const explanation = { ...whole, lines: whole.lines.filter(({ effect }) => effect !== 'now') };
  const { limit, measure, total } = explanation;
  if (limit.unit === 'DATE') return instantAt(parseDay(limit.date), endMinute(explanation));
  wonder(total === wanted(explanation), `${total} is not what limit and extensions come to`);
  followEachOther(explanation.lines);
  if (explanation.openPause) return redoOpen(explanation, explanation.openPause.from);
  return measure === 'minute'
    ? redoMinutes(explanation)
    : measure === 'halfDay'
      ? redoHalves(explanation)
      : redoDays(explanation);
}

function wonder(fits: boolean, what: string): asserts fits {
  if (!fits) throw new Error(what);
}

/** Where it says how far the sum has come, that is what the lines before add up to. */
function markedOnce({ lines, soFar }: Explanation): void {
  const markers = lines.filter(({ effect }) => effect === 'now');
  wonder(markers.length === (soFar === undefined ? 0 : 1), 'one marker');
  const before = lines
    .slice(
      0,
      lines.findIndex(({ effect }) => effect === 'now'),
    )
    .reduce((sum, { amount }) => sum + amount, 0);
  wonder(
    soFar === undefined || (Math.abs(before - soFar.counted) < 1e-6 && markers[0]?.through === soFar.counted),
    'so far is what the lines before the marker add up to',
  );
}

/** What counted before the pause and what is left are the limit, and from its beginning on nothing counts. */
function redoOpen({ lines, measure, total, sum, pauses }: Explanation, from: Instant): undefined {
  const byDay = measure === 'workingDay' || measure === 'calendarDay';
  for (const { effect, firstDay, lastDay, begins, ends } of lines) {
    const [first, last] = [begins ?? instantAt(firstDay, 0), ends ?? instantAt(lastDay + 1, 0)];
    if (effect === 'counted' && byDay) wonder(lastDay <= dayOf(from), 'a day counts in the pause');
    else if (effect === 'counted')
      wonder(
        first < from && (measure === 'halfDay' || begins === undefined || last <= from),
        'time counts in the pause',
      );
  }
  wonder(
    pauses.some(({ effective, to, until }) => effective && to === undefined && until === undefined),
    'no pause is open',
  );
  const counted = lines.reduce((sum, { amount }) => sum + amount, 0);
  wonder(
    counted <= total &&
      sum.some(
        each => each.code === 'countBeforePause' && each.counted === counted && each.remaining === total - counted,
      ),
    'what is left is said',
  );
  return undefined;
}

/** The step of the sum that says when the last day ends. */
function endMinute({ sum }: Explanation): number {
  const step = sum.find(each => each.code === 'dueOnDay' || each.code === 'dueOnDate');
  wonder(step !== undefined, 'no step says when the last day ends');
  return step.endMinute;
}

/** The segments of a day, read from the hours that an explanation tells: the last entry that holds wins. */
function segmentsOn({ businessHours }: Explanation, day: Day): readonly (readonly [number, number])[] {
  const date = formatDay(day);
  const valid = businessHours.filter(({ from = '', to = '9' }) => from <= date && date <= to);
  const weekday = new Date(day * 86_400_000).getUTCDay() || 7;
  const isNamed = valid.some(({ weekdays }) => weekdays?.includes(weekday));
  // A make-up workday that no entry names is a Monday.
  const as = weekday > 5 && !isNamed ? 1 : weekday;
  const entry = valid.filter(({ weekdays }) => weekdays === undefined || weekdays.includes(as)).at(-1);
  wonder(entry !== undefined, `no hours are told of ${date}`);
  return entry.segments;
}
const lengthOf = (segments: readonly (readonly [number, number])[]): number =>
  segments.reduce((sum, [from, to]) => sum + to - from, 0);

function wanted(explanation: Explanation): number {
  const { limit, extensions, anchorDay, measure, sum } = explanation;
  const n = [limit, ...extensions].reduce((all, each) => all + (each.unit === 'DATE' ? 0 : each.n), 0);
  if (limit.unit === 'WH' || limit.unit === 'NH') return n * 60;
  if (limit.unit === 'HALF_DAY' && measure === 'minute')
    return n * (sum.find(step => step.code === 'fromOfficeTime')?.halfDay ?? Number.NaN);
  if (limit.unit !== 'MONTH') return n;
  const anchor = new Date(anchorDay * 86_400_000);
  const [year, month, day] = [anchor.getUTCFullYear(), anchor.getUTCMonth(), anchor.getUTCDate()];
  const lastOfMonth = new Date(Date.UTC(year, month + n + 1, 0)).getUTCDate();
  return Date.UTC(year, month + n, Math.min(day, lastOfMonth)) / 86_400_000 - anchorDay;
}

/** No day is left out, and what is counted so far is added up in each line. */
function followEachOther(lines: readonly Line[]): void {
  let [day, through] = [lines[0]!.firstDay, 0];
  for (const line of lines) {
    wonder(
      line.firstDay >= day && line.firstDay <= day + 1 && line.lastDay >= line.firstDay,
      `a gap before day ${line.firstDay}`,
    );
    through += line.amount;
    wonder(Math.abs(through - line.through) < 1e-6, `${line.through} counted, added up ${through}`);
    day = line.lastDay;
  }
}

const isOff = (kind: Line['kind']): boolean => kind === 'weekend' || kind === 'holiday';

function redoDays(explanation: Explanation): Instant {
  const { lines, total, measure, anchorDay, pauses } = explanation;
  /** The last day of a pause, unless another one goes on from its end. */
  const resumption = ({ from, to, until, lastDay }: (typeof pauses)[number]): Day => {
    const end = to ?? until ?? from;
    const goesOn = pauses.some(other => other.from === end && (other.to ?? other.until ?? end) > end);
    return goesOn || lastDay === undefined ? dayOf(end) : lastDay;
  };
  const stopped = (day: Day): boolean =>
    pauses.some(pause => pause.effective && day > pause.firstDay && day <= resumption(pause));
  const endOf = (day: Day): Instant =>
    instantAt(day, endMinute(explanation) === 1440 ? 1440 : segmentsOn(explanation, day).at(-1)![1]);
  /** A pause lasted over the end of a working day, so the limit cannot have ended then. */
  const lasted = (day: Day): boolean =>
    pauses.some(({ from, to, until }) => from < endOf(day) && (to ?? until ?? from) >= endOf(day));
  let count = 0;
  let due: Day | undefined;
  let restDay = false;
  for (const { effect, kind, firstDay, lastDay, amount } of lines) {
    for (let day = firstDay; day <= lastDay; day += 1) {
      if (effect === 'anchor') wonder(day <= anchorDay && count === 0, 'the anchor comes first');
      else if (due === undefined) {
        wonder(effect === 'counted' || effect === 'off' || effect === 'paused', `${effect} before the count is full`);
        wonder((effect === 'paused') === stopped(day) || day <= anchorDay, `day ${day} against the pauses`);
        if (measure === 'workingDay' && effect !== 'paused')
          wonder((effect === 'off') === isOff(kind), 'a working day counts, a day off does not');
        if (effect === 'counted') count += 1;
        if (count === total) [due, restDay] = [day, isOff(kind)];
      } else {
        wonder(amount === 0, 'nothing counts after the last day');
        wonder(
          restDay || effect === 'paused' || stopped(day) || lasted(due),
          `day ${day} follows a working day that was the last`,
        );
        [due, restDay] = [day, effect === 'paused' || isOff(kind)];
      }
    }
  }
  wonder(due !== undefined && !restDay && !lasted(due), 'the sum does not come out');
  return instantAt(due, endMinute(explanation));
}

/** Adds up the stretches, and stops where the count is full. */
function redoMinutes(explanation: Explanation): Instant {
  const { lines, total } = explanation;
  let left = total * millisecondsPerMinute;
  for (const { effect, begins, ends, firstDay, lastDay, amount } of lines) {
    if (effect !== 'counted') continue;
    wonder(left > 0, 'the count was full before');
    if (begins !== undefined && ends !== undefined) {
      if (left <= ends - begins) return begins + left;
      left -= ends - begins;
      continue;
    }
    const wholeDay = amount / (lastDay - firstDay + 1);
    for (let day = firstDay; day <= lastDay; day += 1)
      wonder(wholeDay === lengthOf(segmentsOn(explanation, day)), 'whole days have all office hours');
    if (left <= amount * millisecondsPerMinute) {
      const days = Math.ceil(left / (wholeDay * millisecondsPerMinute)) - 1;
      let rest = left / millisecondsPerMinute - days * wholeDay;
      for (const [from, to] of segmentsOn(explanation, firstDay + days)) {
        if (rest <= to - from) return instantAt(firstDay + days, from + rest);
        rest -= to - from;
      }
    }
    left -= amount * millisecondsPerMinute;
  }
  throw new Error('the sum does not come out');
}

function redoHalves(explanation: Explanation): Instant {
  const { lines, total } = explanation;
  let count = 0;
  let due: Instant | undefined;
  for (const { effect, ends, firstDay, lastDay, amount } of lines) {
    if (effect === 'last') due = ends;
    if (effect !== 'counted') continue;
    wonder(due === undefined, 'nothing counts after the last half');
    wonder(amount === (ends === undefined ? 2 * (lastDay - firstDay + 1) : 1), 'a day has two halves');
    if (count + amount >= total) {
      const days = Math.ceil((total - count) / 2) - 1;
      const segments = segmentsOn(explanation, firstDay + days);
      const noon = Math.min(720, segments.filter(([from]) => from < 720).at(-1)?.[1] ?? 720);
      due = ends ?? instantAt(firstDay + days, (total - count) % 2 === 1 ? noon : segments.at(-1)![1]);
    }
    count += amount;
  }
  wonder(due !== undefined && count === total, 'the sum does not come out');
  return due;
}
