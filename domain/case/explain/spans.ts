import type { Calendar } from '../../calendar/calendar.ts';
import { dayOf, type Instant } from '../../calendar/day.ts';
import { factsKnownAt, spentOf } from '../../clock/clock.ts';
import type { Measure } from '../../clock/explain/explanation.ts';
import type { SingleLimit } from '../../clock/limit.ts';
import { factsOf } from '../clocks.ts';
import { calendarOf, type Environment } from '../environment.ts';
import { clockOf, openSteps, suspensionOf, type CaseState, type ClockState } from '../state.ts';
import { type Moment, stateOf } from './history.ts';

/** A length of time measured in several ways, so that it can be held against a promise in working days. */
export interface Length {
  readonly milliseconds: number;
  /** Counted as a limit counts them: the day on which it begins is not. */
  readonly workingDays: number;
  readonly calendarDays: number;
}
/** The three spans that are published for each case. */
export interface Spans {
  /** From receipt to the decision or the end, else to this instant. */
  readonly from: Instant;
  readonly to: Instant;
  /**
   * What the clock of the promise (else the statutory one, before acceptance that of acceptance) has counted, in its
   * own measure.
   */
  readonly counted?: {
    readonly clock: string;
    readonly amount: number;
    readonly measure: Measure;
    /** Of the earlier of two the one that is due first. */
    readonly limit: SingleLimit;
  };
  readonly wallClock: Length;
  /** In which the case waited for the applicant alone. */
  readonly applicant: Length & { readonly periods: readonly { readonly from: Instant; readonly to: Instant }[] };
}

const measures: Readonly<Record<SingleLimit['unit'], Measure>> = {
  WD: 'workingDay',
  HALF_DAY: 'halfDay',
  ND: 'calendarDay',
  MONTH: 'calendarDay',
  DATE: 'calendarDay',
  WH: 'minute',
  NH: 'minute',
};

/**
 * What of a case's time counted, what passed, and what the applicant held, as of `now`. Refuses
 * (`calendar.unpublished`) where no published calendar reaches.
 */
export function spansOf(history: readonly [Moment, ...Moment[]], environment: Environment, now: Instant): Spans {
  const state = stateOf(history);
  const calendar = calendarOf(state, environment);
  const from = state.receivedAt;
  const to = state.decidedAt ?? state.endedAt ?? Math.max(now, state.at);
  const periods = heldByApplicant(history, environment, to);
  const clock = clockOf(state, 'promise') ?? clockOf(state, 'statutory') ?? clockOf(state, 'acceptance');
  return {
    from,
    to,
    ...(clock && { counted: countedBy(environment.calendar(clock.calendar), clock, clock.stoppedAt ?? to) }),
    wallClock: lengthOf(calendar, [{ from, to }]),
    applicant: { ...lengthOf(calendar, periods), periods },
  };
}

function countedBy(calendar: Calendar, clock: ClockState, at: Instant): NonNullable<Spans['counted']> {
  const facts = factsOf(clock);
  const { limit } = factsKnownAt(calendar, facts, at);
  return {
    clock: clock.clock,
    amount: spentOf(calendar, facts, at).elapsed,
    measure: measures[limit.unit],
    limit,
  };
}

function lengthOf(calendar: Calendar, periods: readonly { readonly from: Instant; readonly to: Instant }[]): Length {
  const sum = (of: (from: Instant, to: Instant) => number): number =>
    periods.reduce((total, { from, to }) => total + of(from, to), 0);
  const workingDays = sum(
    (from, to) => calendar.workingDaysThrough(dayOf(to)) - calendar.workingDaysThrough(dayOf(from)),
  );
  const calendarDays = sum((from, to) => dayOf(to) - dayOf(from));
  return {
    milliseconds: sum((from, to) => to - from),
    workingDays,
    calendarDays,
  };
}

/**
 * Waiting for the applicant alone: for what a notice asked, or because every open step is theirs. What runs at an
 * office too is the office's.
 */
function waitsForApplicant(state: CaseState, { procedure }: Environment): boolean {
  if (suspensionOf(state)) return false;
  if (state.status === 'correction' || state.status === 'held') return true;
  const open = openSteps(state);
  return (
    (state.status === 'inReview' || state.status === 'special') &&
    open.length > 0 &&
    open.every(
      step =>
        procedure.steps[step.step]?.kind === 'applicant' ||
        (step.special !== undefined && procedure.special[step.special]?.causedBy === 'applicant'),
    )
  );
}

function heldByApplicant(
  history: readonly Moment[],
  environment: Environment,
  end: Instant,
): readonly { readonly from: Instant; readonly to: Instant }[] {
  const periods: { from: Instant; to: Instant }[] = [];
  let since: Instant | undefined;
  for (const { at, after } of history) {
    const waits = waitsForApplicant(after, environment);
    if (waits) since ??= Math.min(at, end);
    else if (since !== undefined) {
      periods.push({ from: since, to: Math.max(since, Math.min(at, end)) });
      since = undefined;
    }
  }
  if (since !== undefined) periods.push({ from: since, to: Math.max(since, end) });
  return periods;
}
