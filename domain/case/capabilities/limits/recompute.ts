import { defined } from '../../../defined.ts';
import type { Instant } from '../../../calendar/day.ts';
import { orUndefinedIfUnpublished } from '../../../calendar/unpublished.ts';
import { changeClocks, due, rederiveWarnings, isRunning, communicableDue } from '../../clocks.ts';
import type { Environment } from '../../environment.ts';
import type { EventOf } from '../../event.ts';
import { pauseClocks } from '../../open-steps.ts';
import { clockOf, type CaseState, type ClockState, type InstrumentState } from '../../state.ts';

/**
 * The case under another version of its calendar, published at an instant: what runs counts by it (C12). Finished
 * clocks and instruments keep their version and with it their verdict. A pause that a special procedure keeps open ends
 * with that procedure's new due.
 */
export function recomputeClocks(state: CaseState, calendar: string, at: Instant, environment: Environment): CaseState {
  const version = environment.calendar(calendar);
  const switched: CaseState = {
    ...state,
    calendar,
    instruments: state.instruments.map(instrument => (isOpen(instrument) ? { ...instrument, calendar } : instrument)),
    clocks: state.clocks.map(clock => (isRunning(clock) ? { ...clock, calendar, recomputedAt: at } : clock)),
  };
  const dueBy = (clock: ClockState): Instant | undefined => orUndefinedIfUnpublished(() => due(version, clock).at);
  return changeClocks(pauseClocks(switched, at, environment), isRunning, clock => ({
    ...clock,
    fired: rederiveWarnings(version, clock, at),
    ...lateSince(clock, dueBy(clock), at),
  }));
}

/**
 * A clock that was late, and is late by a later due that has passed too: late since then. One that is due in the future
 * never was late.
 */
const lateSince = ({ breachedAt }: ClockState, dueAt: Instant | undefined, at: Instant): { breachedAt?: Instant } =>
  breachedAt !== undefined && dueAt !== undefined && dueAt > breachedAt && dueAt <= at ? { breachedAt: dueAt } : {};

const isOpen = (instrument: InstrumentState): boolean =>
  instrument.closedAt === undefined && instrument.overdueAt === undefined && instrument.answeredAt === undefined;

/**
 * Every running clock with its due by the version before and by the new one, where they can be told: of a suspended
 * clock neither, the new version tells when it is resumed.
 * @throws Refused `calendar.unpublished` when the new version does not reach what the one before did
 */
export function dueChanges(
  before: CaseState,
  after: CaseState,
  environment: Environment,
): EventOf<'recomputed'>['data']['clocks'] {
  return before.clocks.filter(isRunning).map(clock => {
    const [old, version, then] = [
      environment.calendar(clock.calendar),
      environment.calendar(after.calendar),
      clockOf(after, clock.clock)!,
    ];
    if (orUndefinedIfUnpublished(() => due(old, clock))) due(version, then);
    const [dueBefore, dueAt] = [communicableDue(old, clock), communicableDue(version, then)];
    return {
      clock: clock.clock,
      ...defined({ dueBefore, due: dueAt }),
    };
  });
}

/**
 * The calendar versions by which the clocks and instruments of a case are computed: what runs by its own, what is
 * finished by those of then.
 */
export const versionsInUse = (state: CaseState): ReadonlySet<string> =>
  new Set([
    state.calendar,
    ...state.clocks.map(each => each.calendar),
    ...state.instruments.map(each => each.calendar),
  ]);
