import { defined } from '../defined.ts';
import type { AnyProcedure } from '../procedure/procedure.ts';
import type { ClockName } from './view.ts';
import type { Instant } from '../calendar/day.ts';
import { orUndefinedIfUnpublished } from '../calendar/unpublished.ts';
import { dueOf, thresholdsOf, type ClockFacts, type Due, type Threshold } from '../clock/clock.ts';
import { firstRules } from '../clock/first-rules.ts';
import { rulesFor } from '../procedure/language/policy.ts';
import { versionForClock, type CalendarsByVersion, type Environment } from './environment.ts';
import type { CaseState, ClockPause, ClockState } from './state.ts';
import type { Colour } from './vocabulary.ts';

/** Only these warn before they are due; the others turn red when due (C8). */
const warns = (clock: ClockState): boolean =>
  clock.kind === 'promise' || clock.kind === 'statutory' || (clock.kind === 'step' && clock.party === 'agency');

/** What a clock is computed from, by the rules that it is pinned to. */
export const factsOf = (clock: ClockState): ClockFacts => ({
  anchor: clock.anchor,
  ...defined({ isAnchoredAtDayEnd: clock.isAnchoredAtDayEnd }),
  limit: clock.limit,
  party: clock.party,
  pauses: clock.pauses.map(({ why: _, ...pause }) => pause),
  extensions: clock.extensions,
  ...defined({ filedOffHours: clock.filedOffHours, endOfDay: clock.endOfDay, halfDay: clock.halfDay }),
  warns: warns(clock),
  ...rulesOf(clock),
});

/** The rules that something is computed by, where they are not the current ones. */
export const rulesOf = ({ rules }: { readonly rules: number }): Pick<ClockFacts, 'rules'> =>
  rules === firstRules ? { rules: firstRules } : {};

export const isPaused = (clock: ClockState): boolean => clock.pauses.some(pause => pause.to === undefined);
/**
 * Whether a running clock stands still. A pause opened when it was due already changes nothing: the clock is late, and
 * stays so.
 */
export const standsStill = (environment: CalendarsByVersion, clock: ClockState): boolean =>
  isRunning(clock) &&
  clock.breachedAt === undefined &&
  isPaused(clock) &&
  orUndefinedIfUnpublished(() => due(environment, clock))?.projected !== false;
export const isRunning = (clock: ClockState): boolean => clock.stoppedAt === undefined;

/** When a clock is due, by the calendar version that it counts by. */
export const due = ({ calendar }: CalendarsByVersion, clock: ClockState): Due =>
  dueOf(calendar(clock.calendar), factsOf(clock));

/** When a clock that runs ends by itself: when it is due, and not before what moved that into the past. (C12, C24) */
export const endsAt = (clock: ClockState, { at }: Pick<Due, 'at'>): Instant =>
  Math.max(at, clock.recomputedAt ?? -Infinity);

/**
 * The due that can be told: none while no published calendar reaches it, nor while a pause is open that nobody knows
 * the end of (中止).
 */
export const communicableDue = (environment: CalendarsByVersion, clock: ClockState): Instant | undefined =>
  communicableDueOf(orUndefinedIfUnpublished(() => due(environment, clock)));
const communicableDueOf = (it: Due | undefined): Instant | undefined =>
  it?.openSince === undefined ? it?.at : undefined;

/**
 * What a running clock still has to pass, nearest first; nothing while it is paused, after the breach, or where no
 * calendar reaches its end.
 */
export function pendingThresholds(
  environment: CalendarsByVersion,
  clock: ClockState,
): readonly { readonly threshold: Threshold; readonly at: Instant }[] {
  if (!isRunning(clock) || clock.breachedAt !== undefined) return [];
  if (standsStill(environment, clock)) return [];
  return (derivedThresholds(environment, clock) ?? []).filter(each => !clock.fired.includes(each.threshold));
}

/** All thresholds of a clock by its calendar; undefined where that does not reach. */
const derivedThresholds = ({ calendar }: CalendarsByVersion, clock: ClockState) =>
  orUndefinedIfUnpublished(() => thresholdsOf(calendar(clock.calendar), factsOf(clock)));

/** Whether a clock is read at the 24:00 of a day: as time stopped it, or as of what time did then. (T17) */
export const isDayEndOf = (state: Pick<CaseState, 'at' | 'on'>, clock: ClockState, asOf: Instant): boolean =>
  clock.rules !== firstRules &&
  (clock.stoppedAt === undefined ? state.on !== undefined && state.at === asOf : clock.isStoppedAtDayEnd === true);

/** The colour that the last tick left. */
export function colourOf(clock: ClockState): Colour {
  if (clock.breachedAt !== undefined) return clock.kind === 'statutory' ? 'darkRed' : 'red';
  if (clock.fired.includes('yellow')) return 'yellow';
  return clock.fired.includes('blue') ? 'blue' : 'green';
}

export type NewClock = Omit<
  ClockState,
  'pauses' | 'extensions' | 'fired' | 'calendar' | 'rules' | 'recomputedAt' | 'endOfDay' | 'halfDay'
>;

/** Starts a clock by the policies of the procedure; those that differ from the defaults are kept with it. */
export function startClock(state: CaseState, clock: NewClock, { procedure: { policies } }: Environment): CaseState {
  const { endOfDay, halfDay } = rulesFor(policies, clock.party);
  const started: ClockState = {
    ...clock,
    pauses: [],
    extensions: [],
    fired: [],
    // What fell due before the papers were typed in happens then.
    ...(state.typedIn && clock.anchor < state.typedIn.at && { recomputedAt: state.typedIn.at }),
    calendar: versionForClock(state, clock),
    rules: state.rules,
    ...(endOfDay !== (clock.party === 'agency' ? 'close' : 'midnight') && { endOfDay }),
    ...(halfDay !== 'byHalves' && { halfDay }),
  };
  return { ...state, clocks: [...state.clocks.filter(each => each.clock !== clock.clock), started] };
}

export const changeClocks = (
  state: CaseState,
  which: (clock: ClockState) => boolean,
  change: (clock: ClockState) => ClockState,
): CaseState => ({
  ...state,
  clocks: state.clocks.map(clock => (which(clock) ? change(clock) : clock)),
});

export const isNamed =
  (name: string) =>
  (clock: ClockState): boolean =>
    clock.clock === name;

/**
 * The warnings given, when what a clock is computed from changed at an instant: the thresholds derive anew, also while
 * it is paused, so one that lies ahead again is taken back. Instruments already opened stay. (C9)
 */
export function rederiveWarnings(
  environment: CalendarsByVersion,
  clock: ClockState,
  at: Instant,
): readonly Threshold[] {
  const coming = new Set(
    (derivedThresholds(environment, clock) ?? []).filter(each => each.at > at).map(each => each.threshold),
  );
  return clock.fired.filter(threshold => !coming.has(threshold));
}

/**
 * A clock that ran out, as of its due instant: an event that came after others may lie later, and no breach lies before
 * it, nor before the publication of the calendar version that moved the due into the past. (C10)
 */
export function breach(state: CaseState, name: string | undefined, at: Instant, environment: Environment): CaseState {
  return changeClocks(
    state,
    clock => clock.clock === name && clock.breachedAt === undefined,
    clock => ({
      ...clock,
      breachedAt: Math.max(Math.min(at, due(environment, clock).at), clock.recomputedAt ?? -Infinity),
    }),
  );
}

/**
 * Whether a breach on record was none: the clock was stopped in time, or it is due later by a pause or an extension
 * asked in time.
 */
export function isBreachDisproved(environment: CalendarsByVersion, clock: ClockState): boolean {
  if (clock.breachedAt === undefined) return false;
  if (!isRunning(clock)) return clock.stoppedAt! <= clock.breachedAt;
  const { at, projected } = due(environment, clock);
  return projected || at > clock.breachedAt;
}

/**
 * Stops the running clocks chosen, at the instant when the stopping act was asked; an open pause ends there too. A
 * milestone that stops otherwise than by being reached is dropped.
 */
export const stopClocks = (state: CaseState, which: (clock: ClockState) => boolean, at: Instant): CaseState =>
  changeClocks(
    state,
    clock => isRunning(clock) && which(clock),
    clock => ({ ...stopped(clock, at), ...(clock.kind === 'milestone' && { isDropped: true }) }),
  );

/** Stops the milestones that the flow has reached. */
export const reachMilestones = (state: CaseState, names: readonly string[], at: Instant): CaseState =>
  changeClocks(
    state,
    clock => isRunning(clock) && clock.kind === 'milestone' && names.includes(clock.clock.slice('milestone:'.length)),
    clock => stopped(clock, at),
  );

const stopped = (clock: ClockState, at: Instant): ClockState => ({ ...reconcilePauses(clock, [], at), stoppedAt: at });

/** What stands a clock still, and until when at most. */
export type Cause = Pick<ClockPause, 'why' | 'until'>;

/**
 * The clock paused by exactly these causes from `at` on, one pause each: those that are gone end, new ones open, and an
 * open one is told anew when it ends at the latest. One that was opened later than the act that ends it was asked never
 * lasted.
 */
export function reconcilePauses(clock: ClockState, causes: readonly Cause[], at: Instant): ClockState {
  const open = clock.pauses.filter(pause => pause.to === undefined);
  if (open.length === 0 && causes.length === 0) return clock;
  const kept = clock.pauses.map((pause): ClockPause => {
    if (pause.to !== undefined) return pause;
    const cause = causes.find(({ why }) => why === pause.why);
    if (cause) {
      const { until: _, ...begun } = pause;
      return { ...begun, ...cause };
    }
    return { ...pause, to: Math.max(pause.from, at) };
  });
  return {
    ...clock,
    pauses: [
      ...kept,
      ...causes.filter(({ why }) => !open.some(pause => pause.why === why)).map(cause => ({ from: at, ...cause })),
    ],
  };
}

/** The name of a clock, and what the procedure calls what it is of: of which its title is made. */
export function clockName(
  { clock, kind, step: id }: Pick<ClockState, 'clock' | 'kind' | 'step'>,
  state: CaseState,
  { steps, materials }: AnyProcedure,
): ClockName {
  const step = state.steps.find(each => each.id === id);
  const of =
    kind === 'tolerance' ? materials[clock.slice('tolerance:'.length)]?.title : step && steps[step.step]?.title;
  return { clock, kind, ...defined({ of }) };
}
