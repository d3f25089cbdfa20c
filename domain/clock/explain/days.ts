import { defined } from '../../defined.ts';
import { dayOf, type Instant } from '../../calendar/day.ts';
import { lastDayOf } from '../due.ts';
import type { Span, Terms } from '../facts.ts';
import { dayFactsOf, type Piece } from './fold.ts';
import type { LineReason } from './reasons.ts';

/** The days of `WD`, `ND` and `MONTH` from the anchor's to the last one. */
export function* daysOf(terms: Terms, filedAt: Instant, whyOf: (span: Span) => LineReason): Iterable<Piece> {
  const { calendar, anchorDay, limit, spans } = terms;
  const { counted, paused, day: last, effective, isAfterPause } = lastDayOf(terms);
  const factsOf = dayFactsOf(calendar, anchorDay, last);
  const byWorkingDays = limit.unit === 'WD';
  // Days and pauses both go forward: none is looked at twice.
  let next = 0;
  const pauseOn = (day: number): Span | undefined => {
    while (next < spans.length && spans[next]!.lastDay < day) next += 1;
    const span = next < (day > counted ? effective : paused) ? spans[next] : undefined;
    return span && day > span.firstDay ? span : undefined;
  };
  yield {
    effect: 'anchor',
    firstDay: Math.min(dayOf(filedAt), anchorDay),
    lastDay: anchorDay,
    amount: 0,
    why: { code: 'anchorDay' },
    alone: true,
  };
  for (let day = anchorDay + 1; day <= last; day += 1) {
    const { day: named, notice } = factsOf(day);
    const { kind } = named;
    const of = { firstDay: day, lastDay: day, amount: 0 };
    const known = { kind, ...defined({ notice }) };
    const off = kind === 'weekend' || kind === 'holiday';
    const span = pauseOn(day);
    if (day === last && day > counted)
      yield {
        ...of,
        ...known,
        effect: 'last',
        why: isAfterPause
          ? { code: 'movedAfterPause', day: named }
          : span
            ? { code: 'movedToDay' }
            : { code: 'rolledTo', day: named },
        alone: true,
      };
    else if (span) yield { ...of, effect: 'paused', why: whyOf(span) };
    else if (day > counted) yield { ...of, ...known, effect: 'rolled', why: { code: 'rolled', day: named } };
    else if (byWorkingDays)
      yield off
        ? { ...of, ...known, effect: 'off', why: { code: 'off', day: named } }
        : { ...of, ...known, effect: 'counted', amount: 1, why: { code: 'counted', day: named } };
    // Among calendar days only the last one's kind matters: on a day off it rolls.
    else if (day === counted && off)
      yield { ...of, ...known, effect: 'counted', amount: 1, why: { code: 'countedOff', day: named } };
    else yield { ...of, effect: 'counted', amount: 1, why: { code: 'calendarDay' } };
  }
}
