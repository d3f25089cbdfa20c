import type { Calendar } from '../calendar/calendar.ts';
import type { Instant } from '../calendar/day.ts';
import { ifReached } from '../calendar/reach.ts';
import { dueOf, thresholdsOf, type ClockFacts, type Due, type Threshold } from '../clock/clock.ts';
import { calendarOf, type Environment } from './environment.ts';
import type { CaseState, ClockPause, ClockState } from './state.ts';
import type { Colour } from './view.ts';

/** Only these warn before they are due; the others turn red when due (semantics, "Colours"). */
const warns = (clock: ClockState): boolean =>
  clock.kind === 'promise' || clock.kind === 'statutory' || (clock.kind === 'step' && clock.party === 'agency');

export const factsOf = (clock: ClockState): ClockFacts => ({
  anchor: clock.anchor,
  limit: clock.limit,
  party: clock.party,
  pauses: clock.pauses.map(({ from, to, until }) => ({ from, ...(to !== undefined && { to }), ...(until !== undefined && { until }) })),
  extensions: clock.extensions,
  ...(clock.filedOffHours && { filedOffHours: clock.filedOffHours }),
  warns: warns(clock),
});

export const isPaused = (clock: ClockState): boolean => clock.pauses.some(pause => pause.to === undefined);
export const isRunning = (clock: ClockState): boolean => clock.stoppedAt === undefined;

/** When a clock is due, as its calendar says. */
export const due = (calendar: Calendar, clock: ClockState): Due => dueOf(calendar, factsOf(clock));

/** What a running clock still has to pass, nearest first; nothing while a pause is open, after the breach, or where no calendar reaches its end. */
export function ahead(calendar: Calendar, clock: ClockState): readonly { readonly threshold: Threshold; readonly at: Instant }[] {
  if (!isRunning(clock) || isPaused(clock) || clock.breachedAt !== undefined) return [];
  return (ifReached(() => thresholdsOf(calendar, factsOf(clock))) ?? []).filter(each => !clock.fired.includes(each.threshold));
}

/** The colour that the last tick left. */
export function colourOf(clock: ClockState): Colour {
  if (clock.breachedAt !== undefined) return clock.kind === 'statutory' ? 'darkRed' : 'red';
  if (clock.fired.includes('yellow')) return 'yellow';
  return clock.fired.includes('blue') ? 'blue' : 'green';
}

export type NewClock = Omit<ClockState, 'pauses' | 'extensions' | 'fired' | 'calendar' | 'recomputedAt'>;

export const startClock = (state: CaseState, clock: NewClock): CaseState => ({
  ...state,
  clocks: [...state.clocks.filter(each => each.clock !== clock.clock), { ...clock, pauses: [], extensions: [], fired: [], calendar: state.calendar }],
});

export const changeClocks = (state: CaseState, which: (clock: ClockState) => boolean, change: (clock: ClockState) => ClockState): CaseState => ({
  ...state,
  clocks: state.clocks.map(clock => (which(clock) ? change(clock) : clock)),
});

export const named = (name: string) => (clock: ClockState): boolean => clock.clock === name;

/**
 * The warnings given, when what a clock is computed from changed at an instant: the thresholds derive anew, also while it is
 * paused, so one that lies ahead again is taken back. Rungs already opened stay.
 */
export function firedAnew(calendar: Calendar, clock: ClockState, at: Instant): readonly Threshold[] {
  const coming = new Set((ifReached(() => thresholdsOf(calendar, factsOf(clock))) ?? []).filter(each => each.at > at).map(each => each.threshold));
  return clock.fired.filter(threshold => !coming.has(threshold));
}

/**
 * A clock that ran out, as of its due instant: an event that came after others may lie later, and no breach lies before it,
 * nor before the publication of the calendar version that moved the due into the past.
 */
export function breach(state: CaseState, name: string | undefined, at: Instant, environment: Environment): CaseState {
  const calendar = calendarOf(state, environment);
  return changeClocks(state, clock => clock.clock === name && clock.breachedAt === undefined, clock => ({ ...clock, breachedAt: Math.max(Math.min(at, due(calendar, clock).at), clock.recomputedAt ?? -Infinity) }));
}

/** Whether a breach on record was none: the clock was stopped in time, or it is due later by a pause or an extension asked in time. */
export function neverBreached(calendar: Calendar, clock: ClockState): boolean {
  if (clock.breachedAt === undefined) return false;
  if (!isRunning(clock)) return clock.stoppedAt! <= clock.breachedAt;
  const { at, projected } = due(calendar, clock);
  return projected || at > clock.breachedAt;
}

/** Stops the running clocks chosen, at the instant when the stopping act was asked; an open pause ends there too. */
export const stopClocks = (state: CaseState, which: (clock: ClockState) => boolean, at: Instant): CaseState =>
  changeClocks(state, clock => isRunning(clock) && which(clock), clock => ({ ...resumed(clock, at), stoppedAt: at }));

/** Opens a pause, or tells an open one anew when it ends at the latest. */
export const paused = (clock: ClockState, pause: ClockPause): ClockState => ({
  ...clock,
  pauses: isPaused(clock) ? clock.pauses.map(each => (each.to === undefined ? { ...pause, from: each.from } : each)) : [...clock.pauses, pause],
});

/** Ends an open pause; one that was opened later than the act that ends it was asked never lasted. */
export const resumed = (clock: ClockState, at: Instant): ClockState => ({
  ...clock,
  pauses: clock.pauses.map(pause => (pause.to === undefined ? { ...pause, to: Math.max(pause.from, at) } : pause)),
});
