import { defined } from '../../defined.ts';
import { dayOf, instantAt } from '../../calendar/day.ts';
import { midday } from '../../calendar/hours.ts';
import { axisOf } from '../axis.ts';
import type { Span, Terms } from '../facts.ts';
import { dayFactsOf, type Piece } from './fold.ts';
import { effectiveSpans } from './hours.ts';
import { isSameReason, type LineReason } from './reasons.ts';

type Half = Pick<Piece, 'effect' | 'amount' | 'why'>;

/** The halves of working days from the anchor's to the last one, with the days off between them. */
export function* halvesOf(terms: Terms, due: number, whyOf: (span: Span) => LineReason): Iterable<Piece> {
  const { anchor, anchorDay, limit, calendar } = terms;
  if (limit.unit !== 'HALF_DAY') return;
  const axis = axisOf(terms);
  const spans = effectiveSpans(terms).map(span => ({
    span,
    after: axis.through(span.from),
    last: axis.through(span.to),
  }));
  const start = axis.through(anchor);
  const end = axis.through(due - 1);
  let count = 0;
  // Halves and pauses both go forward: none is looked at twice.
  let next = 0;
  /** What a half is; undefined before the anchor's. */
  const half = (number: number, code: 'morning' | 'afternoon'): Half | undefined => {
    if (number < start) return undefined;
    if (number === start) return { effect: 'anchor', amount: 0, why: { code: 'anchorHalf' } };
    while (next < spans.length && spans[next]!.last < number) next += 1;
    const pause = spans[next];
    const paused = pause && number > pause.after ? pause : undefined;
    if (number === end && count === limit.n) return { effect: 'last', amount: 0, why: { code: 'movedToHalf' } };
    if (paused) return { effect: 'paused', amount: 0, why: whyOf(paused.span) };
    count += 1;
    return { effect: 'counted', amount: 1, why: { code } };
  };
  const factsOf = dayFactsOf(calendar, anchorDay, dayOf(due));
  yield {
    effect: 'anchor',
    firstDay: anchorDay,
    lastDay: anchorDay,
    begins: anchor,
    ends: anchor,
    amount: 0,
    why: { code: 'halvesBegin' },
    alone: true,
  };
  for (let day = anchorDay; day <= dayOf(due - 1); day += 1) {
    const { day: named, notice } = factsOf(day);
    const of = { firstDay: day, lastDay: day, kind: named.kind, ...defined({ notice }) };
    if (!calendar.isWorking(day)) {
      yield { ...of, effect: 'off', amount: 0, why: { code: 'off', day: named } };
      continue;
    }
    const last = calendar.halvesThrough(day);
    const { halves, opening, noon, close } = calendar.hoursOn(day);
    if (halves === 1) {
      const only = half(last, opening < midday ? 'morning' : 'afternoon');
      if (only) yield { ...of, ...only, begins: instantAt(day, opening), ends: instantAt(day, close), alone: true };
      continue;
    }
    const [am, pm] = [half(last - 1, 'morning'), last > end ? undefined : half(last, 'afternoon')];
    if (am?.effect === 'counted' && pm?.effect === 'counted')
      yield { ...of, effect: 'counted', amount: 2, why: { code: 'bothHalves', day: named } };
    else if (am?.effect === 'paused' && pm?.effect === 'paused' && isSameReason(am.why, pm.why))
      yield { firstDay: day, lastDay: day, effect: 'paused', amount: 0, why: am.why };
    else {
      if (am) yield { ...of, ...am, begins: instantAt(day, opening), ends: instantAt(day, noon), alone: true };
      if (pm) yield { ...of, ...pm, begins: instantAt(day, noon), ends: instantAt(day, close), alone: true };
    }
  }
}
