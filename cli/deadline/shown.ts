import { explanationWords } from '../../domain/words/explanations.ts';
import { formatDay, formatInstant, parseDay } from '../../domain/calendar/day.ts';
import type { Explanation, OtherLimit } from '../../domain/clock/explain/explanation.ts';
import type { Limit } from '../../domain/clock/limit.ts';

/**
 * An explanation as GraphQL answers it and `--json` prints it: days and instants as text, names of enumerations in
 * capitals.
 */
export interface Shown {
  /** For a clock of a case: its number and the clock's title. */
  readonly of?: string;
  readonly anchor: string;
  readonly limit: {
    readonly unit: string;
    readonly n: number | null;
    readonly date: string | null;
    readonly text: string;
  };
  readonly extensions: readonly { readonly text: string }[];
  /** Of the earlier of two the one that does not hold. */
  readonly other: {
    readonly limit: { readonly text: string };
    readonly due: string | null;
    readonly dueOn: string | null;
  } | null;
  readonly party: string;
  readonly measure: string;
  readonly total: number;
  /** Null while the clock stands still without an end in sight. */
  readonly due: string | null;
  readonly dueOn: string | null;
  readonly projected: boolean;
  readonly provisional: string | null;
  readonly calendar: { readonly calendar: string; readonly version: string; readonly title: string };
  readonly sentences: readonly string[];
  readonly pauses: readonly {
    readonly from: string;
    readonly fromOn: string;
    readonly to: string | null;
    readonly toOn: string | null;
    readonly until: string | null;
    readonly why: string | null;
    readonly effective: boolean;
  }[];
  readonly lines: readonly ShownLine[];
  /** Of a clock of a case. */
  readonly recomputations?: readonly {
    readonly at: string;
    readonly on: string;
    readonly reason: string;
    readonly dueBefore: string | null;
    readonly due: string | null;
    readonly projected: boolean;
    readonly text: string;
    readonly told: string | null;
  }[];
  readonly soFar?: {
    readonly at: string;
    readonly counted: number;
    readonly remaining: number;
    readonly text: string;
  } | null;
  /** Null for whoever is no official. */
  readonly attribution?: {
    readonly counted: number;
    readonly shared: number;
    readonly afterDue: number;
    readonly units: readonly {
      readonly unit: { readonly title: string };
      readonly days: number;
      readonly shared: number;
      readonly afterDue: number;
    }[];
  } | null;
  readonly holder?: {
    readonly kind: string;
    readonly units: readonly { readonly title: string }[];
    readonly text: string;
  } | null;
}
export interface ShownLine {
  readonly effect: string;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly begins: string | null;
  readonly ends: string | null;
  readonly kind: string | null;
  readonly amount: number;
  readonly through: number;
  readonly why: string;
  readonly notice: string | null;
}

/** The terminal reads Chinese, as the tables of `tell` are. */
const words = explanationWords('zh-CN');

const capitals = (name: string): string => name.replace(/(\p{Ll})(\p{Lu})/gu, '$1_$2').toUpperCase();
const instantOrNull = (instant: number | undefined): string | null =>
  instant === undefined ? null : formatInstant(instant);
const limitOf = (limit: Limit): Shown['limit'] => ({
  unit: limit.unit,
  n: 'n' in limit ? limit.n : null,
  date: limit.unit === 'DATE' ? formatDay(parseDay(limit.date)) : null,
  text: words.limit(limit),
});

const otherDueOf = ({ due }: OtherLimit): { readonly due: string | null; readonly dueOn: string | null } =>
  due === undefined || due.openSince !== undefined
    ? { due: null, dueOn: null }
    : { due: formatInstant(due.at), dueOn: formatDay(due.day) };

export const shownOf = ({
  anchor,
  limit,
  extensions,
  other,
  party,
  measure,
  total,
  due,
  calendar,
  sum,
  pauses,
  lines,
  openPause,
}: Explanation): Shown => ({
  anchor: formatInstant(anchor),
  limit: limitOf(limit),
  extensions: extensions.map(each => ({ text: words.limit(each) })),
  other: other ? { limit: { text: words.limit(other.limit) }, ...otherDueOf(other) } : null,
  party: capitals(party),
  measure: capitals(measure),
  total,
  due: openPause ? null : formatInstant(due.at),
  dueOn: openPause ? null : formatDay(due.day),
  projected: due.projected,
  provisional: due.provisional ? words.provisional(due.provisional) : null,
  calendar: { calendar: calendar.id, version: calendar.version, title: calendar.title },
  sentences: sum.map(words.sumStep),
  pauses: pauses.map(({ from, firstDay, to, lastDay, until, why, effective }) => ({
    from: formatInstant(from),
    fromOn: formatDay(firstDay),
    to: instantOrNull(to),
    toOn: lastDay === undefined ? null : formatDay(lastDay),
    until: instantOrNull(until),
    why: why ? words.pause(why) : null,
    effective,
  })),
  lines: lines.map(({ effect, firstDay, lastDay, begins, ends, kind, amount, through, why, notice }) => ({
    effect: capitals(effect),
    firstDay: formatDay(firstDay),
    lastDay: formatDay(lastDay),
    begins: instantOrNull(begins),
    ends: instantOrNull(ends),
    kind: kind === undefined ? null : capitals(kind),
    amount,
    through,
    why: words.line(why),
    notice: notice ?? null,
  })),
});
