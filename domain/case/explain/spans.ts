import { draftOf } from '../capabilities/children/state.ts';
import type { Calendar } from '../../calendar/calendar.ts';
import { type Day, dayOf, type Instant } from '../../calendar/day.ts';
import { factsKnownAt, spentOf } from '../../clock/clock.ts';
import type { Measure } from '../../clock/explain/explanation.ts';
import type { SingleLimit } from '../../clock/limit.ts';
import { factsOf, isDayEndOf } from '../clocks.ts';
import { calendarOf, type Environment } from '../environment.ts';
import { dayWhen } from '../event.ts';
import { clockOf, dayOn, openSteps, suspensionOf, type CaseState, type ClockState } from '../state.ts';
import { type Moment, stateOf } from './history.ts';

/** A length of time measured in several ways, so that it can be held against a promise in working days. */
export interface Length {
  readonly milliseconds: number;
  /** Counted as a limit counts them: the day on which it begins is not. */
  readonly workingDays: number;
  readonly calendarDays: number;
}
/** From one instant to another, with the days of both: 24:00 belongs to the day that it ends. (T17) */
interface Period {
  readonly from: Instant;
  readonly fromDay: Day;
  readonly to: Instant;
  readonly toDay: Day;
}
type Bound = readonly [at: Instant, day: Day];
const periodOf = ([from, fromDay]: Bound, [to, toDay]: Bound): Period =>
  to < from ? { from, fromDay, to: from, toDay: fromDay } : { from, fromDay, to, toDay: Math.max(fromDay, toDay) };

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
  readonly applicant: Length & { readonly periods: readonly Period[] };
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
  const end = endOf(history, now);
  const whole = periodOf([state.receivedAt, dayOn(state.receivedAt, state.receivedOn)], end);
  const periods = heldByApplicant(history, environment, end);
  const clock = clockOf(state, 'promise') ?? clockOf(state, 'statutory') ?? clockOf(state, 'acceptance');
  return {
    from: whole.from,
    to: whole.to,
    ...(clock && { counted: countedBy(environment.calendar(clock.calendar), clock, state, whole.to) }),
    wallClock: lengthOf(calendar, [whole]),
    applicant: { ...lengthOf(calendar, periods), periods },
  };
}

/** The decision or the end, else now, with its day. */
function endOf(history: readonly [Moment, ...Moment[]], now: Instant): Bound {
  const state = stateOf(history);
  const ended = state.decidedAt ?? state.endedAt;
  const asOf = ended ?? Math.max(now, state.at);
  const moment = history.find(({ at, after }) =>
    ended === undefined ? after === state && at === asOf : (after.decidedAt ?? after.endedAt) === ended,
  );
  return [asOf, moment ? dayWhen(moment.event) : dayOf(asOf)];
}

function countedBy(
  calendar: Calendar,
  clock: ClockState,
  state: CaseState,
  asOf: Instant,
): NonNullable<Spans['counted']> {
  const at = clock.stoppedAt ?? asOf;
  const facts = factsOf(clock);
  const { limit } = factsKnownAt(calendar, facts, at);
  return {
    clock: clock.clock,
    amount: spentOf(calendar, facts, at, isDayEndOf(state, clock, at)).elapsed,
    measure: measures[limit.unit],
    limit,
  };
}

function lengthOf({ workingDaysThrough }: Calendar, periods: readonly Period[]): Length {
  const sum = (of: (period: Period) => number): number => periods.reduce((total, period) => total + of(period), 0);
  return {
    milliseconds: sum(({ from, to }) => to - from),
    workingDays: sum(({ fromDay, toDay }) => workingDaysThrough(toDay) - workingDaysThrough(fromDay)),
    calendarDays: sum(({ fromDay, toDay }) => toDay - fromDay),
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
        draftOf(state, step.id) !== undefined ||
        (step.special !== undefined && procedure.special[step.special]?.causedBy === 'applicant'),
    )
  );
}

function heldByApplicant(history: readonly Moment[], environment: Environment, end: Bound): readonly Period[] {
  const periods: Period[] = [];
  let since: Bound | undefined;
  for (const moment of history) {
    const bound = earlierOf([moment.at, dayWhen(moment.event)], end);
    if (waitsForApplicant(moment.after, environment)) since ??= bound;
    else if (since !== undefined) {
      periods.push(periodOf(since, bound));
      since = undefined;
    }
  }
  if (since !== undefined) periods.push(periodOf(since, end));
  return periods;
}

const earlierOf = (a: Bound, b: Bound): Bound => (a[0] < b[0] ? a : b);
