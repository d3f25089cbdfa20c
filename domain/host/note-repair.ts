import type { Instant } from '../calendar/day.ts';
import type { Environment } from '../case/environment.ts';
import type { EventOf } from '../case/event.ts';
import { appendEvents } from './snapshot.ts';
import type { CaseSnapshot } from './protocol.ts';
import { beforeWhatIsDue } from './ticks.ts';

/**
 * The log with the note of a repair at its end. What is overdue still comes at its own instant: the note stands before
 * it.
 */
export const noteRepair = (
  kept: CaseSnapshot,
  person: string,
  data: EventOf<'repaired'>['data'],
  now: Instant,
  environment: Environment,
): CaseSnapshot =>
  appendEvents(
    kept,
    [
      {
        v: 1,
        type: 'repaired',
        at: beforeWhatIsDue(kept, now, environment),
        actor: { person, role: 'administrator' },
        data,
      },
    ],
    environment,
  );
