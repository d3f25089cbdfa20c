import { CancellationScope, isCancellation, sleep } from '@temporalio/workflow';
import type { Instant } from '../domain/calendar/day.ts';

/** The one timer of a case. It is started anew only when the nearest threshold changed. */
export interface CaseTimer {
  /** The instant it is set for, or undefined when nothing is ahead. */
  readonly at: Instant | undefined;
  /** It rang and was not set anew. */
  readonly rang: boolean;
  /** Rings one millisecond after `at`: what is due lies before it then. */
  set(at: Instant | undefined, now: Instant): void;
}

export function startCaseTimer(): CaseTimer {
  let set: { at: Instant; rang: boolean; scope: CancellationScope } | undefined;
  return {
    get at() {
      return set?.at;
    },
    get rang() {
      return set?.rang ?? false;
    },
    set(at, now) {
      if (set && !set.rang) {
        if (set.at === at) return;
        set.scope.cancel();
      }
      if (at === undefined) {
        set = undefined;
        return;
      }
      const started = { at, rang: false, scope: new CancellationScope() };
      set = started;
      started.scope
        .run(() => sleep(Math.max(1, at + 1 - now)))
        .then(
          () => {
            started.rang = true;
          },
          (error: unknown) => {
            if (!isCancellation(error)) throw error;
          },
        );
    },
  };
}
