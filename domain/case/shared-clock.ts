import { defined } from '../defined.ts';
import type { Instant } from '../calendar/day.ts';
import { orUndefinedIfUnpublished } from '../calendar/unpublished.ts';
import type { Branch } from '../clock/attribution.ts';
import type { ClockFacts, Pause } from '../clock/clock.ts';
import { due, endsAt, factsOf } from './clocks.ts';
import { firstRules } from '../clock/first-rules.ts';
import type { Environment } from './environment.ts';
import { isTheirs } from './open-steps.ts';
import { leadOf } from './pinned-units.ts';
import { clockOf, type CaseState, type ClockState, type StepState } from './state.ts';

/**
 * The clock that all branches of a case share, with what tells who held its time: computed from these facts whenever
 * somebody reads it.
 */
export interface SharedClock {
  readonly clock: string;
  /** The version of the calendar by which it is counted. */
  readonly calendar: string;
  readonly facts: ClockFacts;
  readonly stoppedAt?: Instant;
  readonly isStoppedAtDayEnd?: true;
  readonly lead: string;
  readonly branches: readonly Branch[];
}

/** The promise, else the statutory limit; none before acceptance. */
export function sharedClockOf(state: CaseState, environment: Environment): SharedClock | undefined {
  const clock = clockOf(state, 'promise') ?? clockOf(state, 'statutory');
  return clock && sharedBy(state, clock, environment);
}

/** A clock of the case itself, with the branches that hold its time. */
export function sharedBy(state: CaseState, clock: ClockState, environment: Environment): SharedClock {
  // Looked up once for all: of a batch there are thousands.
  const pauses = new Map(state.children?.map(child => [child.step, child.pauses]));
  return {
    clock: clock.clock,
    calendar: clock.calendar,
    facts: factsOf(clock),
    lead: leadOf(state, environment),
    branches: state.steps
      .filter(step => isOffice(step, environment))
      .map(step => branchOf(state, step, clock, { environment, ofChild: pauses.get(step.id) ?? [] })),
    ...defined({ stoppedAt: clock.stoppedAt, isStoppedAtDayEnd: dayEndOf(clock, clock.isStoppedAtDayEnd) }),
  };
}

/** Steps whose time counts against an office: not the applicant's or the world's. */
const isOffice = ({ step }: StepState, { procedure }: Environment): boolean => !isTheirs(procedure.steps[step]!.kind);

/** Whether something was done at the 24:00 of a day, for a clock by whose rules that matters. */
const dayEndOf = ({ rules }: ClockState, isDayEnd: true | undefined): true | undefined =>
  rules === firstRules ? undefined : isDayEnd;

function branchOf(
  state: CaseState,
  step: StepState,
  shared: ClockState,
  { environment, ofChild }: { readonly environment: Environment; readonly ofChild: readonly Pause[] },
): Branch {
  return {
    unit: step.by,
    from: step.openedAt,
    ...defined({
      to: step.endedAt,
      isFromDayEnd: dayEndOf(shared, step.isOpenedAtDayEnd),
      isToDayEnd: dayEndOf(shared, step.isEndedAtDayEnd),
    }),
    pauses: [
      ...specialsOf(state, step).map(special => ({
        from: special.anchor,
        ...defined({ isFromDayEnd: dayEndOf(shared, special.isAnchoredAtDayEnd) }),
        ...endOf(special, shared, environment),
      })),
      ...ofChild,
      ...(state.suspensions ?? [])
        .filter(({ annulledAt }) => annulledAt === undefined)
        .map(({ from, to }) => ({ from, ...defined({ to }) })),
    ],
  };
}

/** The clocks of a step's special procedures; of one that was begun by mistake every day counts. */
const specialsOf = (state: CaseState, { specials = [] }: StepState): readonly ClockState[] =>
  specials.filter(({ isAnnulled }) => !isAnnulled).flatMap(({ clock }) => clockOf(state, clock) ?? []);

function endOf(
  special: ClockState,
  shared: ClockState,
  environment: Environment,
): Pick<Pause, 'to' | 'until' | 'isToDayEnd'> {
  if (special.stoppedAt !== undefined)
    return { to: special.stoppedAt, ...defined({ isToDayEnd: dayEndOf(shared, special.isStoppedAtDayEnd) }) };
  const until = orUndefinedIfUnpublished(() => endsAt(special, due(environment, special)));
  return until === undefined ? {} : { until };
}
