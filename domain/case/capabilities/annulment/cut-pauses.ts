import { defined } from '../../../defined.ts';
import type { Pause } from '../../../clock/clock.ts';
import { everyBranchPaused } from '../../every-branch-paused.ts';
import type { ClockPause } from '../../state.ts';

/** A stretch of time that a branch did not wait after all. */
export type Stretch = Pick<Required<Pause>, 'from' | 'to'> & Pick<Pause, 'isFromDayEnd' | 'isToDayEnd'>;

/**
 * The pauses of a shared clock without a stretch in which one branch did not wait: only what lies before it and after
 * it stays.
 */
export const cutPauses = (pauses: readonly ClockPause[], stretch: Stretch): readonly ClockPause[] =>
  pauses.flatMap(pause => (pause.why === everyBranchPaused ? cut(pause, stretch) : [pause]));

function cut(pause: ClockPause, { from, to, isFromDayEnd, isToDayEnd }: Stretch): readonly ClockPause[] {
  if ((pause.to ?? Infinity) <= from || pause.from >= to) return [pause];
  const { until: _, isToDayEnd: _end, ...begun } = pause;
  const { isFromDayEnd: _begin, ...ended } = pause;
  return [
    ...(pause.from < from ? [{ ...begun, to: from, ...defined({ isToDayEnd: isFromDayEnd }) }] : []),
    ...((pause.to ?? Infinity) > to ? [{ ...ended, from: to, ...defined({ isFromDayEnd: isToDayEnd }) }] : []),
  ];
}
