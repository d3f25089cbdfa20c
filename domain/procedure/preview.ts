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

/** When each limit would end for an application received at `receivedAt` and accepted at `acceptedAt`. */
export interface Preview {
  readonly receivedAt: Instant;
  readonly acceptedAt: Instant;
  /** When silence accepts, as of receipt (行政许可法 32): the decision clocks then run from receipt. */
  readonly deemedAcceptedAt?: Instant;
  readonly limits: readonly Previewed[];
}

/** Pure: of the form only the fields on which limits depend matter, and each of their values has its own row. */
export function previewOf(
  procedure: AnyProcedure,
  calendar: Calendar,
  receivedAt: Instant,
  acceptedAt: Instant = receivedAt,
): Preview {
  const { limits, policies, milestones, intake } = procedure;
  const explained = (kind: Previewed['kind'], anchor: Instant, limit: Limit): Explanation =>
    explain(calendar, {
      anchor,
      limit,
      party: 'agency',
      pauses: [],
      extensions: [],
      warns: false,
      ...rulesFor(policies, 'agency'),
      // An acceptance at night is no filing.
      filedOffHours:
        intake.by === 'application' && (kind === 'promise' || kind === 'statutory')
          ? 'keepDate'
          : policies.filedOffHours,
    });
  const rows = (
    kind: Previewed['kind'],
    clock: string,
    anchor: Instant,
    limit: AnyLimit | undefined,
    of?: string,
  ): readonly Previewed[] => {
    if (limit === undefined) return [];
    const named = { clock, kind, ...defined({ of }) };
    if (isPlain(limit)) return [{ ...named, choices: [], explanation: explained(kind, anchor, limit) }];
    if ('onDate' in limit) return [{ ...named, choices: [], dateField: limit.onDate }];
    return Object.entries(limit.table).map(([value, each]) => ({
      ...named,
      choices: [{ field: limit.per, value }],
      explanation: explained(kind, anchor, each),
    }));
  };
  // Only an application is accepted; all else counts from intake.
  const decisionFrom = intake.by === 'application' ? acceptedAt : receivedAt;
  const acceptance =
    intake.by === 'application' ? rows('acceptance', 'acceptance', receivedAt, policies.acceptance.within) : [];
  const deemedAcceptedAt = acceptance[0]?.explanation?.due.at;
  return {
    receivedAt,
    acceptedAt: decisionFrom,
    ...defined({ deemedAcceptedAt }),
    limits: [
      ...acceptance,
      ...rows('promise', 'promise', decisionFrom, limits.promised),
      ...rows('statutory', 'statutory', decisionFrom, limits.statutory),
      ...Object.entries(milestones).flatMap(([name, limit]) =>
        rows('milestone', `milestone:${name}`, receivedAt, limit, name),
      ),
    ],
  };
}
