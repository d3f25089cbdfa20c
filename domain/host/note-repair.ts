import type { Instant } from '../calendar/day.ts';
import { recordEvents } from '../case/case.ts';
import type { Environment } from '../case/environment.ts';
import type { EventOf } from '../case/event.ts';
import { appendEvents } from './snapshot.ts';
import type { CaseSnapshot } from './protocol.ts';
import { beforeWhatIsDue } from './ticks.ts';

/**
 * The log with the note of a repair at its end. What is overdue still comes at its own instant: the note stands before
 * it.
 */
export function noteRepair(
  kept: CaseSnapshot,
  person: string,
  data: EventOf<'repaired'>['data'],
  now: Instant,
  environment: Environment,
): CaseSnapshot {
  const at = beforeWhatIsDue(kept, now, environment);
  const actor = { person, role: 'administrator' };
  return appendEvents(kept, recordEvents(kept, [{ type: 'repaired', at, actor, data }], environment));
}
