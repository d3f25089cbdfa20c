import { defined } from '../../defined.ts';
import type { Day, Instant } from '../../calendar/day.ts';
import type { AnnullableType } from '../capabilities/annulment/schema.ts';
import type { PauseReason } from '../../clock/explain/reasons.ts';
import type { Limit } from '../../clock/limit.ts';
import type { Coded } from '../../coded.ts';
import type { Basis } from '../../law.ts';
import { due, isPaused, communicableDue } from '../clocks.ts';
import type { Environment } from '../environment.ts';
import { dayWhen } from '../event.ts';
import { clockOf, type ClockState } from '../state.ts';
import type { Moment } from './history.ts';
import { namedPauses } from './pauses.ts';

/** What moved a due: an extension, a pause and its reasons, its end, another version of the calendar. */
export interface RecomputationCauses {
  readonly extension: { readonly by: Limit; readonly basis?: Basis };
  readonly pause: { readonly reasons: readonly PauseReason[] };
  readonly resume: object;
  /** An extension or a pause was taken back: its event, and why. */
  readonly annulment: { readonly of: AnnullableType; readonly event: number };
  readonly calendar: { readonly from: string; readonly to: string };
  /** A later version of the engine's rules. */
  readonly rules: { readonly from: number; readonly to: number };
}
export type RecomputationCause = Coded<RecomputationCauses>;
export const recomputationReasons = [
  'extension',
  'pause',
  'resume',
  'annulment',
  'calendar',
  'rules',
] as const satisfies readonly (keyof RecomputationCauses)[];

/** One change of a running clock's due. */
export interface Recomputation {
  /** The event in the log, from 1. */
  readonly seq: number;
  readonly at: Instant;
  /** Its day: 24:00 belongs to the day that it ends. (T17) */
  readonly on: Day;
  readonly cause: RecomputationCause;
  /** Absent where no calendar published then reached it, and while the case was suspended without an end in sight. */
  readonly dueBefore?: Instant;
  readonly due?: Instant;
  /** A pause is open: `due` is a projection to the end of its own limit. */
  readonly projected: boolean;
  /** What the applicant was told as the reason of an extension, or of its annulment. */
  readonly told?: string;
}

/** Every change of a clock's due since it was started, in the order of the log. */
export function recomputationsOf(
  history: readonly Moment[],
  clock: ClockState,
  environment: Environment,
  withoutFreeText: boolean,
): readonly Recomputation[] {
  return history.flatMap(({ seq, at, event, before, after }): readonly Recomputation[] => {
    const [old, now] = [before && clockOf(before, clock.clock), clockOf(after, clock.clock)];
    if (!old || !now || old.anchor !== clock.anchor || now.anchor !== clock.anchor) return [];
    if (old === now) return [];
    const [dueBefore, dueAt] = [old, now].map(each => communicableDue(environment, each));
    const extension = now.extensions.length > old.extensions.length ? now.extensions.at(-1) : undefined;
    // A new version, and a longer limit, are told also where they moved no date: what is known is then known by them.
    const isByAnother = old.calendar !== now.calendar || old.rules !== now.rules;
    if (dueBefore === dueAt && !isByAnother && !extension) return [];
    const projected = dueAt !== undefined && due(environment, now).projected;
    const changed = {
      seq,
      at,
      on: dayWhen(event),
      ...defined({ dueBefore, due: dueAt }),
      projected,
    };
    if (extension)
      return [
        {
          ...changed,
          cause: { code: 'extension', by: extension, ...defined({ basis: event.basis }) },
          ...(event.type === 'extended' && !withoutFreeText && { told: event.data.reason.text }),
        },
      ];
    if (event.type === 'annulled') {
      const { of, event: annulled, reason } = event.data;
      return [
        {
          ...changed,
          cause: { code: 'annulment', of, event: annulled },
          ...(!withoutFreeText && { told: reason.text }),
        },
      ];
    }
    if (old.calendar !== now.calendar)
      return [{ ...changed, cause: { code: 'calendar', from: old.calendar, to: now.calendar } }];
    if (old.rules !== now.rules) return [{ ...changed, cause: { code: 'rules', from: old.rules, to: now.rules } }];
    if (isPaused(now))
      return [
        {
          ...changed,
          cause: {
            code: 'pause',
            reasons: namedPauses(history, now, environment, withoutFreeText).at(-1)?.why ?? [],
          },
        },
      ];
    return [{ ...changed, cause: { code: 'resume' } }];
  });
}
