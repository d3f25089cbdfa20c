import { defined } from '../defined.ts';
import type { Calendar } from '../calendar/calendar.ts';
import type { Instant } from '../calendar/day.ts';
import { explain } from '../clock/explain/explain.ts';
import type { Explanation } from '../clock/explain/explanation.ts';
import type { Limit } from '../clock/limit.ts';
import { isPlain, type AnyLimit } from './language/condition.ts';
import type { AnyProcedure } from './language/definition.ts';
import { rulesFor } from './language/policy.ts';

/** One limit of a procedure, and when it would end. */
export interface Previewed {
  readonly clock: string;
  readonly kind: 'acceptance' | 'promise' | 'statutory' | 'milestone';
  /** What the procedure calls it, where that is not its kind: a milestone. */
  readonly of?: string;
  /** It holds where these fields of the form have these values; none: for every form. */
  readonly choices: readonly { readonly field: string; readonly value: string }[];
  /** The date is the one that this field of the form states: then nothing is known beforehand. */
  readonly dateField?: string;
  readonly explanation?: Explanation;
}

/** When each limit would end for an application received at `receivedAt`. */
export interface Preview {
  readonly receivedAt: Instant;
  /** From when promise and statutory limit count: the acceptance, or receipt where silence accepts before. */
  readonly acceptedAt: Instant;
  /** When silence accepts, as of receipt (行政许可法 32): the decision clocks then run from receipt. */
  readonly deemedAcceptedAt?: Instant;
  readonly limits: readonly Previewed[];
}

/**
 * Tells when each limit would end. Of the form only the fields on which limits depend matter, and each of their values
 * has its own row.
 * @param acceptedAt when the window accepts; without it, and after the acceptance was due, silence does, as of receipt
 */
export function previewOf(
  procedure: AnyProcedure,
  calendar: Calendar,
  receivedAt: Instant,
  acceptedAt?: Instant,
): Preview {
  const { limits, policies, milestones, intake } = procedure;
  const filed: Counted = { anchor: receivedAt, filedOffHours: policies.filedOffHours };
  const explained = (from: Counted, limit: Limit): Explanation =>
    explain(calendar, {
      limit,
      party: 'agency',
      pauses: [],
      extensions: [],
      warns: false,
      ...rulesFor(policies, 'agency'),
      ...from,
    });
  const rows = (
    kind: Previewed['kind'],
    clock: string,
    from: Counted,
    limit: AnyLimit | undefined,
    of?: string,
  ): readonly Previewed[] => {
    if (limit === undefined) return [];
    const named = { clock, kind, ...defined({ of }) };
    if (isPlain(limit)) return [{ ...named, choices: [], explanation: explained(from, limit) }];
    if ('onDate' in limit) return [{ ...named, choices: [], dateField: limit.onDate }];
    return Object.entries(limit.table).map(([value, each]) => ({
      ...named,
      choices: [{ field: limit.per, value }],
      explanation: explained(from, each),
    }));
  };
  // Only an application is accepted; all else counts from intake.
  const acceptance =
    intake.by === 'application' ? rows('acceptance', 'acceptance', filed, policies.acceptance.within) : [];
  const deemedAcceptedAt = acceptance[0]?.explanation?.due.at;
  const isAccepted = acceptedAt !== undefined && deemedAcceptedAt !== undefined && acceptedAt <= deemedAcceptedAt;
  // An acceptance at night is no filing.
  const decision: Counted = isAccepted ? { anchor: acceptedAt, filedOffHours: 'keepDate' } : filed;
  return {
    receivedAt,
    acceptedAt: decision.anchor,
    ...defined({ deemedAcceptedAt }),
    limits: [
      ...acceptance,
      ...rows('promise', 'promise', decision, limits.promised),
      ...rows('statutory', 'statutory', decision, limits.statutory),
      ...Object.entries(milestones).flatMap(([name, limit]) =>
        rows('milestone', `milestone:${name}`, filed, limit, name),
      ),
    ],
  };
}

/** From when a limit counts, and how what came at night or on a day off is taken. */
interface Counted {
  readonly anchor: Instant;
  readonly filedOffHours: 'keepDate' | 'nextWorkday';
}
