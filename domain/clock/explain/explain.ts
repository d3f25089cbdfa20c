import type { Calendar } from '../../calendar/calendar.ts';
import { type Day, dayOf, type Instant, millisecondsPerMinute } from '../../calendar/day.ts';
import type { BusinessHours } from '../../calendar/office-hours.ts';
import { axisOf, halfDayOf } from '../axis.ts';
import { calendarDaysOf, type Due, dueOfTerms, lastDayOf } from '../due.ts';
import { endOf, firstDayOfPause, lastDayOfPause, type Span, type Terms, wholeLimit } from '../facts.ts';
import { minutesOf, type Unit } from '../limit.ts';
import { type Nearest, nearestOf } from '../nearest.ts';
import { daysOf } from './days.ts';
import type { ExplainedPause, Explanation, Measure, NamedFacts, NamedPause, OtherLimit } from './explanation.ts';
import { fold, type Piece } from './fold.ts';
import { halvesOf } from './halves.ts';
import { effectiveSpans, hoursOf } from './hours.ts';
import { upTo } from './so-far.ts';
import type { LineReason, PauseReason } from './reasons.ts';
import { sumOf } from './sum.ts';
import { defined } from '../../defined.ts';

const measureOf: Readonly<Record<Unit, Measure>> = {
  WD: 'workingDay',
  ND: 'calendarDay',
  MONTH: 'calendarDay',
  WH: 'minute',
  NH: 'minute',
  HALF_DAY: 'halfDay',
  DATE: 'none',
};
const noPieces: readonly Piece[] = [];

/**
 * Why a clock is due when it is: from the anchor to the due, each day (for hours and halves: each part of a day) with
 * whether it counted and why, equal days that follow each other in one line. Whoever reads it can redo the sum by hand.
 * While a pause is open that nobody knows the end of, it tells what had counted when that began. Refuses what `dueOf`
 * refuses.
 */
export function explain(calendar: Calendar, facts: NamedFacts): Explanation {
  const { facts: single, terms, other } = nearestOf(calendar, facts);
  const due = dueOfTerms(terms);
  const { limit } = terms;
  const known = new Map<Span, LineReason>();
  const whyOf = (span: Span): LineReason => {
    const why: LineReason = known.get(span) ?? { code: 'paused', reasons: reasonsOf(facts.pauses, span) };
    known.set(span, why);
    return why;
  };
  const byDay = limit.unit === 'WD' || limit.unit === 'ND' || limit.unit === 'MONTH';
  const halves = limit.unit === 'HALF_DAY' && terms.halfDay === 'byHalves';
  const pieces = byDay
    ? daysOf(terms, facts.anchor, whyOf)
    : limit.unit === 'DATE'
      ? noPieces
      : halves
        ? halvesOf(terms, due.at, whyOf)
        : hoursOf(terms, due.at, whyOf);
  const last = byDay ? lastDayOf(terms) : undefined;
  const effective = last ? terms.spans.slice(0, last.effective) : limit.unit === 'DATE' ? [] : effectiveSpans(terms);
  const { id, version, title } = calendar.data;
  const measure = limit.unit === 'HALF_DAY' && !halves ? 'minute' : measureOf[limit.unit];
  const open = effective.find(({ openEnded }) => openEnded);
  // The half that holds a pause still counts, by night the next one.
  const openPause = open && {
    from: halves ? endOfHalf(terms, open.from) : open.from,
    firstDay: open.firstDay,
    why: whyOf(open),
  };
  const begun =
    openPause && (halves || (byDay && open.firstDay < dayOf(open.from)) ? openPause.from - 1 : openPause.from);
  const lines = fold(pieces);
  const explanation = {
    anchor: facts.anchor,
    anchorDay: terms.anchorDay,
    limit: single.limit,
    extensions: single.extensions,
    ...(other && { other: otherOf(other, due) }),
    party: facts.party,
    measure,
    total: totalOf(terms),
    businessHours: officeHoursOf(calendar, terms.anchorDay, due.day),
    pauses: facts.pauses.map(pause => explained(terms, pause, effective)),
    lines: begun === undefined ? lines : upTo(calendar, measure, lines, begun)[0],
    due,
    calendar: { id, version, title },
    ...defined({ openPause }),
  };
  return { ...explanation, sum: sumOf(terms, explanation, last?.counted) };
}

const otherOf = ({ facts, due }: NonNullable<Nearest['other']>, nearest: Due): OtherLimit => ({
  limit: wholeLimit(facts),
  ...defined({ due }),
  isTie: due?.at === nearest.at,
});

/** The entries of office hours that hold on the working days of a count, in the order in which they win. */
function officeHoursOf(calendar: Calendar, from: Day, to: Day): readonly BusinessHours[] {
  const { businessHours } = calendar.data;
  if (businessHours.length === 1) return businessHours;
  const found = new Set<BusinessHours>();
  for (let day = from; day <= to; day += 1) if (calendar.isWorking(day)) found.add(calendar.businessHoursOn(day));
  return [...found].toSorted((a, b) => businessHours.indexOf(a) - businessHours.indexOf(b));
}

/** What opened the pauses of a span, each once. */
const reasonsOf = (pauses: readonly NamedPause[], span: Span): readonly PauseReason[] => {
  const all = pauses
    .filter(pause => pause.from <= span.to && endOf(pause) >= span.from)
    .flatMap(({ why }) => why ?? []);
  return [...new Map(all.map(reason => [JSON.stringify(reason), reason])).values()];
};

function endOfHalf(terms: Terms, instant: Instant): Instant {
  const { through, at } = axisOf(terms);
  return at(through(instant));
}

/** A pause took effect where the stretch that it belongs to did. */
function explained(terms: Terms, pause: NamedPause, effective: readonly Span[]): ExplainedPause {
  const from = Math.max(pause.from, terms.anchor);
  const span = effective.find(each => each.from <= from && from <= each.to);
  return {
    ...pause,
    firstDay: firstDayOfPause(pause),
    ...(endOf(pause) !== Number.POSITIVE_INFINITY && { lastDay: lastDayOfPause(pause) }),
    effective: span !== undefined && endOf(pause) > from && lasts(terms, span),
  };
}

/** Whether a stretch has a day, a half or a moment that does not count: one that ends on its own day has none. */
function lasts(terms: Terms, { from, to, firstDay, lastDay, openEnded }: Span): boolean {
  const { unit } = terms.limit;
  if (openEnded) return true;
  if (unit !== 'WH' && unit !== 'NH' && unit !== 'HALF_DAY') return lastDay > firstDay;
  const { through } = axisOf(terms);
  return through(to) > through(from);
}

function totalOf(terms: Terms): number {
  const { limit } = terms;
  if (limit.unit === 'DATE') return 0;
  if (limit.unit === 'MONTH') return calendarDaysOf(terms);
  if (limit.unit === 'HALF_DAY' && terms.halfDay === 'byMinutes')
    return (limit.n * halfDayOf(terms)) / millisecondsPerMinute;
  return limit.unit === 'WH' || limit.unit === 'NH' ? minutesOf(limit.n) : limit.n;
}
