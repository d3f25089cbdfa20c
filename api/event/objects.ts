import type { CaseEvent, EventOf } from '../../domain/case/event.ts';
import type { Actor } from '../../domain/values.ts';
import type { Of } from '../case/objects.ts';

export interface LoggedEvent {
  readonly seq: number;
  readonly event: CaseEvent;
}

export interface EventObjects {
  Event: Of<LoggedEvent>;
  RecomputedClock: EventOf<'recomputed'>['data']['clocks'][number];
  Actor: Actor;
}
