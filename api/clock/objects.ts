import type { ClockView } from '../../domain/case/view.ts';
import type { Limit } from '../../domain/clock/limit.ts';
import type { Of } from '../case/objects.ts';

export interface ClockObjects {
  Clock: Of<ClockView>;
  Pause: ClockView['pauses'][number];
  Limit: Limit;
}
