import { type Instant, instantAt, minutesPerDay, parseDay } from '../calendar/day.ts';
import type { CaseEvent } from './event.ts';
import type { CaseState, ClockPause, ClockState, InstrumentState, StepState } from './state.ts';

/**
 * What time did at the 24:00 of a day happened on that day: each clock that it then anchored or stopped, each pause and
 * step that it began or ended, and each instrument that it opened, says so, and so do receipt, decision and end. (T17)
 */
export function stampDayEnd(before: CaseState | undefined, after: CaseState, { on }: CaseEvent): CaseState {
  if (on === undefined) return after;
  const dayEnd = instantAt(parseDay(on), minutesPerDay);
  const clockBefore = new Map(before?.clocks.map(each => [each.clock, each]));
  const stepBefore = new Map(before?.steps.map(each => [each.id, each]));
  const known = new Set(before?.instruments.map(each => each.instrument));
  const isOf = (key: 'receivedAt' | 'decidedAt' | 'endedAt'): boolean =>
    after[key] === dayEnd && before?.[key] === undefined;
  return {
    ...after,
    ...(isOf('receivedAt') && { receivedOn: on }),
    ...(isOf('decidedAt') && { decidedOn: on }),
    ...(isOf('endedAt') && { endedOn: on }),
    clocks: after.clocks.map(each => stampClock(clockBefore.get(each.clock), each, dayEnd)),
    steps: after.steps.map(each => stampStep(stepBefore.get(each.id), each, dayEnd)),
    instruments: after.instruments.map((each): InstrumentState =>
      !known.has(each.instrument) && each.openedAt === dayEnd ? { ...each, isOpenedAtDayEnd: true } : each,
    ),
  };
}

function stampClock(before: ClockState | undefined, after: ClockState, dayEnd: Instant): ClockState {
  if (before === after) return after;
  const isNew = before?.anchor !== after.anchor;
  const pauses = isNew ? [] : (before?.pauses ?? []);
  return {
    ...after,
    pauses: after.pauses.map((pause, index) => stampPause(pauses[index], pause, dayEnd)),
    ...(isNew && after.anchor === dayEnd && { isAnchoredAtDayEnd: true }),
    ...(after.stoppedAt === dayEnd && (isNew || before?.stoppedAt === undefined) && { isStoppedAtDayEnd: true }),
  };
}

const stampPause = (before: ClockPause | undefined, after: ClockPause, dayEnd: Instant): ClockPause => ({
  ...after,
  ...(before === undefined && after.from === dayEnd && { isFromDayEnd: true }),
  ...(before?.to === undefined && after.to === dayEnd && { isToDayEnd: true }),
});

const stampStep = (before: StepState | undefined, after: StepState, dayEnd: Instant): StepState =>
  before === after
    ? after
    : {
        ...after,
        ...(before === undefined && after.openedAt === dayEnd && { isOpenedAtDayEnd: true }),
        ...(before?.endedAt === undefined && after.endedAt === dayEnd && { isEndedAtDayEnd: true }),
      };
