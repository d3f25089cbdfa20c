import { defined } from '../../../defined.ts';
import type { Instant } from '../../../calendar/day.ts';
import { orUndefinedIfUnpublished } from '../../../calendar/unpublished.ts';
import { changeClocks, due, rederiveWarnings, isRunning, communicableDue } from '../../clocks.ts';
import { versionFor, versionForClock, type Environment } from '../../environment.ts';
import type { EventOf } from '../../event.ts';
import { pauseClocks } from '../../open-steps.ts';
import { clockOf, type CaseState, type ClockState, type InstrumentState } from '../../state.ts';
import type { CaseCalendars } from './state.ts';

/**
 * The case under other versions of its calendars, published at an instant: what runs counts by its own (C12). Finished
 * clocks and instruments keep their version and with it their verdict. A pause that a special procedure keeps open ends
 * with that procedure's new due.
 */
export function recomputeClocks(
  { calendars: _, ...before }: CaseState,
  { calendar, calendars }: CaseCalendars,
  at: Instant,
  environment: Environment,
): CaseState {
  return switchCalendars({ ...before, calendar, ...defined({ calendars }) }, at, environment);
}

/** The case with everything that runs counted by the calendar that it is pinned to, from an instant on. */
export function switchCalendars(pinned: CaseState, at: Instant, environment: Environment): CaseState {
  const switched: CaseState = {
    ...pinned,
    instruments: pinned.instruments.map(each =>
      isOpen(each) ? { ...each, calendar: versionFor(pinned, each.unit) } : each,
    ),
    clocks: pinned.clocks.map(each => (isRunning(each) ? switchClock(each, versionForClock(pinned, each), at) : each)),
  };
  return derivedAnew(switched, at, environment);
}

/**
 * The case under a later version of the engine's rules, from an instant on: what runs counts by it. Finished clocks and
 * instruments keep theirs, and with it their verdict. (C19)
 */
export function adoptRules(before: CaseState, rules: number, at: Instant, environment: Environment): CaseState {
  const switched: CaseState = {
    ...before,
    rules,
    instruments: before.instruments.map(each => (isOpen(each) ? { ...each, rules } : each)),
    clocks: before.clocks.map(each => (isRunning(each) ? { ...each, rules, recomputedAt: at } : each)),
  };
  return derivedAnew(switched, at, environment);
}

/** Pauses, warnings and breaches of what runs, after what it counts by has changed. */
function derivedAnew(switched: CaseState, at: Instant, environment: Environment): CaseState {
  const dueBy = (clock: ClockState): Instant | undefined => orUndefinedIfUnpublished(() => due(environment, clock).at);
  return changeClocks(pauseClocks(switched, at, environment), isRunning, clock => ({
    ...clock,
    fired: rederiveWarnings(environment, clock, at),
    ...lateSince(clock, dueBy(clock), at),
  }));
}

const switchClock = (clock: ClockState, calendar: string, at: Instant): ClockState =>
  clock.calendar === calendar ? clock : { ...clock, calendar, recomputedAt: at };

/** Whether a case counts by these versions already. */
export function isSameCalendars(state: CaseCalendars, { calendar, calendars = {} }: CaseCalendars): boolean {
  const units = new Set([...Object.keys(state.calendars ?? {}), ...Object.keys(calendars)]);
  return (
    state.calendar === calendar &&
    [...units].every(unit => versionFor(state, unit) === versionFor({ calendar, calendars }, unit))
  );
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
 * The running clocks that count by another version or by other rules than before, or moved with one that does, with
 * their dues by both, where they can be told: of a suspended clock neither, the new version tells when it is resumed.
 * @throws Refused `calendar.unpublished` when the new version does not reach what the one before did
 */
export function dueChanges(
  before: CaseState,
  after: CaseState,
  environment: Environment,
): EventOf<'recomputed'>['data']['clocks'] {
  return before.clocks.filter(isRunning).flatMap(clock => {
    const then = clockOf(after, clock.clock)!;
    if (orUndefinedIfUnpublished(() => due(environment, clock))) due(environment, then);
    const [dueBefore, dueAt] = [communicableDue(environment, clock), communicableDue(environment, then)];
    const isByAnother = clock.calendar !== then.calendar || clock.rules !== then.rules;
    if (!isByAnother && dueBefore === dueAt) return [];
    return [{ clock: clock.clock, ...defined({ dueBefore, due: dueAt }) }];
  });
}

/**
 * The calendar versions by which the clocks and instruments of a case are computed: what runs by its own, what is
 * finished by those of then.
 */
export const versionsInUse = (state: CaseState): ReadonlySet<string> =>
  new Set([
    state.calendar,
    ...Object.values(state.calendars ?? {}),
    ...state.clocks.map(each => each.calendar),
    ...state.instruments.map(each => each.calendar),
  ]);
