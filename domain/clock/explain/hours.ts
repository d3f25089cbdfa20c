import { defined } from '../../defined.ts';
import { dayOf, type Day, type Instant, instantAt, millisecondsPerMinute } from '../../calendar/day.ts';
import { axisOf, positionsOf, reach } from '../axis.ts';
import type { CountedLimit } from '../limit.ts';
import type { Span, Terms } from '../facts.ts';
import { type DayFacts, dayFactsOf, type Piece } from './fold.ts';
import type { LineReason } from './reasons.ts';

/** The pauses that took effect before a limit by hours or halves was over. */
export function effectiveSpans(terms: Terms): readonly Span[] {
  const axis = axisOf(terms);
  const { n } = terms.limit as CountedLimit;
  return terms.spans.slice(0, reach(axis, terms.anchor, positionsOf(axis, n), terms.spans).paused);
}

const lastDayOf = (from: Instant, to: Instant): Day => dayOf(Math.max(from, to - 1));

/** The stretches of `WH` and `NH` from the anchor to the due instant. */
export function* hoursOf(terms: Terms, due: Instant, whyOf: (span: Span) => LineReason): Iterable<Piece> {
  const { anchor, anchorDay, limit, calendar } = terms;
  const factsOf = dayFactsOf(calendar, anchorDay, dayOf(due));
  const running = (from: Instant, to: Instant): Iterable<Piece> =>
    limit.unit === 'NH' ? clockTime(from, to) : officeTime(terms, from, to, factsOf);
  yield {
    effect: 'anchor',
    firstDay: anchorDay,
    lastDay: anchorDay,
    begins: anchor,
    ends: anchor,
    amount: 0,
    why: { code: 'hoursBegin' },
    alone: true,
  };
  let from = anchor;
  for (const span of effectiveSpans(terms)) {
    yield* running(from, span.from);
    if (span.to > span.from) {
      yield {
        effect: 'paused',
        firstDay: dayOf(span.from),
        lastDay: lastDayOf(span.from, span.to),
        begins: span.from,
        ends: span.to,
        amount: 0,
        why: whyOf(span),
        alone: true,
      };
    }
    from = span.to;
  }
  yield* running(from, due);
}

const counted = (
  from: Instant,
  to: Instant,
): Pick<Piece, 'effect' | 'firstDay' | 'lastDay' | 'begins' | 'ends' | 'amount'> => ({
  effect: 'counted',
  firstDay: dayOf(from),
  lastDay: lastDayOf(from, to),
  begins: from,
  ends: to,
  amount: (to - from) / millisecondsPerMinute,
});

function* clockTime(from: Instant, to: Instant): Iterable<Piece> {
  if (to > from) yield { ...counted(from, to), why: { code: 'clockTime' }, alone: true };
}

/** The office hours of a stretch: parts of days by themselves, whole days so that equal ones fold. */
function* officeTime(
  { calendar }: Terms,
  from: Instant,
  to: Instant,
  factsOf: (day: Day) => DayFacts,
): Iterable<Piece> {
  if (to <= from) return;
  for (let day = dayOf(from); day <= lastDayOf(from, to); day += 1) {
    const { day: named, notice } = factsOf(day);
    const known = { kind: named.kind, ...defined({ notice }) };
    if (!calendar.isWorking(day)) {
      yield { ...known, effect: 'off', firstDay: day, lastDay: day, amount: 0, why: { code: 'off', day: named } };
      continue;
    }
    const hours = calendar.hoursOn(day);
    const segments = hours.segments.map(([opens, closes]) => [instantAt(day, opens), instantAt(day, closes)] as const);
    if (segments.every(([opens, closes]) => from <= opens && closes <= to)) {
      yield {
        ...known,
        effect: 'counted',
        firstDay: day,
        lastDay: day,
        amount: hours.length / millisecondsPerMinute,
        why: { code: 'wholeDay', day: named },
      };
      continue;
    }
    for (const [opens, closes] of segments) {
      const [begins, ends] = [Math.max(from, opens), Math.min(to, closes)];
      if (ends > begins)
        yield { ...known, ...counted(begins, ends), why: { code: 'counted', day: named }, alone: true };
    }
  }
}
