import type { Calendar } from '../calendar/calendar.ts';
import type { Instant } from '../calendar/day.ts';
import { orUndefinedIfUnpublished } from '../calendar/unpublished.ts';
import { Refused } from '../refusal.ts';
import { type Due, dueOfTerms } from './due.ts';
import { type ClockFacts, type SingleFacts, type Terms, termsOfSingle } from './facts.ts';
import type { CountedLimit, EarlierOf } from './limit.ts';
import { defined } from '../defined.ts';

/** A clock as the limit counts it that holds now: of the earlier of two the one that is due first. (T19) */
export interface Nearest {
  readonly facts: SingleFacts;
  readonly terms: Terms;
  /** The other one of two, and when it would be due; without a due where no calendar reaches it. */
  readonly other?: { readonly facts: SingleFacts; readonly due?: Due };
}

/** The limit of a clock that is due first, by the pauses and extensions given; at a tie the first one of two. */
export function nearestOf(calendar: Calendar, facts: ClockFacts): Nearest {
  const { limit } = facts;
  if (limit.unit !== 'EARLIER_OF') {
    // An extension of another unit, a pair too, is refused where the whole limit is made.
    const single = facts as SingleFacts;
    return { facts: single, terms: termsOfSingle(calendar, single) };
  }
  const parts = ([0, 1] as const).map(index => {
    const single = partOf(facts, limit, index);
    const terms = termsOfSingle(calendar, single);
    return { facts: single, terms, due: orUndefinedIfUnpublished(() => dueOfTerms(terms)) };
  });
  const [first, second] = parts as [(typeof parts)[number], (typeof parts)[number]];
  const isSecond = (second.due?.at ?? Infinity) < (first.due?.at ?? Infinity);
  const [nearest, other] = isSecond ? [second, first] : [first, second];
  return {
    facts: nearest.facts,
    terms: nearest.terms,
    other: { facts: other.facts, ...defined({ due: other.due }) },
  };
}

/** The facts of a clock made ready, for the limit that is due first. */
export const termsOf = (calendar: Calendar, facts: ClockFacts): Terms => nearestOf(calendar, facts).terms;

/**
 * When the clock ends, by its facts alone. Refuses what the calendar does not reach, and facts that make no clock. (C1)
 */
export const dueOf = (calendar: Calendar, facts: ClockFacts): Due => dueOfTerms(termsOf(calendar, facts));

/** The facts as they were known at an instant, by the pauses that had begun by then, for the limit then due first. */
export function factsKnownAt(calendar: Calendar, facts: ClockFacts, now: Instant): SingleFacts {
  const known = { ...facts, pauses: facts.pauses.filter(({ from }) => from <= now) };
  return facts.limit.unit === 'EARLIER_OF' ? nearestOf(calendar, known).facts : (known as SingleFacts);
}

function partOf(facts: ClockFacts, limit: EarlierOf, index: 0 | 1): SingleFacts {
  const extensions = facts.extensions.map((extension): CountedLimit => {
    if (extension.unit !== 'EARLIER_OF') throw new Refused('extension.unit', { limit, extension }, 'count.extension');
    return extension.of[index];
  });
  return { ...facts, limit: limit.of[index], extensions };
}
