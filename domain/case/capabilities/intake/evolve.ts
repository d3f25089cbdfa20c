import { defined } from '../../../defined.ts';
import { instantAt, parseDay, type Instant } from '../../../calendar/day.ts';
import { limitsFor, type AnyProcedure } from '../../../procedure/procedure.ts';
import { breach, isNamed, startClock, stopClocks } from '../../clocks.ts';
import { end } from '../../end.ts';
import type { Environment } from '../../environment.ts';
import { when, type CaseEvent, type EventOf } from '../../event.ts';
import { syncOpenSteps } from '../../open-steps.ts';
import { leadOf, windowOf } from '../../pinned-units.ts';
import { stateVersion, type CaseState } from '../../state.ts';
import { deferralsOf } from './deferrals.ts';

export function receive(event: EventOf<'received'>, environment: Environment): CaseState {
  const {
    case: id,
    number,
    procedure,
    calendar,
    calendars,
    applicant,
    channel,
    form,
    modes,
    papers,
    personal,
    parent,
    units,
    place,
    above,
    directory,
    follows,
    creditGrade,
    from,
  } = event.data;
  const at = receiptOf(event, environment);
  const isTyped = at < when(event);
  const state: CaseState = {
    v: stateVersion,
    rules: event.rules ?? 1,
    case: id,
    number,
    procedure,
    calendar,
    ...defined({ calendars, units, place, above, directory }),
    applicant,
    channel,
    status: 'received',
    form,
    modes,
    papers,
    receivedAt: at,
    ...(isTyped && { typedIn: { at: when(event), by: event.actor.person } }),
    filedAt: at,
    ...defined({
      personal,
      parent,
      follows,
      creditGrade,
      receivedFor: windowAway(event),
      from,
      filedBy: event.data.filedBy ?? event.actor.unit,
    }),
    receivers: isReceiver(event, environment) ? [event.actor.person] : [],
    defects: [],
    missing: [],
    log: [],
    steps: [],
    clocks: [],
    instruments: [],
    permits: [],
    reasons: [],
    published: false,
    documents: [],
    revision: 1,
    at: event.at,
  };
  const counting = startRenewal(startMilestones(state, at, environment), at, environment);
  return environment.procedure.intake.by === 'application'
    ? startAcceptance(counting, at, environment)
    : openAtIntake(counting, at, environment);
}

/** 异地代收: the window of another place that received. */
const windowAway = ({ data, actor }: EventOf<'received'>): string | undefined =>
  data.modes.includes('crossRegion') ? actor.unit : undefined;

/** 受理与审批分离: whoever takes in an application does not decide it. Issues and orders have no acceptance. */
const isReceiver = ({ actor }: EventOf<'received'>, { procedure }: Environment): boolean =>
  actor.unit !== undefined && procedure.intake.by === 'application';

/** What came on paper was received when the office opened on the paper's day; else it is the instant of the act. */
function receiptOf(event: EventOf<'received'>, environment: Environment): Instant {
  const { receivedOn, calendar } = event.data;
  if (receivedOn === undefined) return when(event);
  const day = parseDay(receivedOn);
  return Math.min(when(event), instantAt(day, environment.calendar(calendar).hoursOn(day).opening));
}

/** An issue, an order or a schedule has no acceptance: its clocks and milestones all run from intake. */
const openAtIntake = (state: CaseState, at: Instant, environment: Environment): CaseState =>
  syncOpenSteps(
    startMain({ ...state, ...deferralsOf(state, environment), status: 'inReview' }, at, true, environment),
    at,
    environment,
  );

/** From the first moment, whatever becomes of acceptance. */
function startMilestones(state: CaseState, anchor: Instant, environment: Environment): CaseState {
  const { procedure } = environment;
  let next = state;
  for (const [name, limit] of Object.entries(procedure.milestones)) {
    next = startClock(
      next,
      {
        unit: leadOf(state, environment),
        anchor,
        party: 'agency',
        ...offHours(procedure),
        clock: `milestone:${name}`,
        kind: 'milestone',
        limit,
      },
      environment,
    );
  }
  return next;
}

/** 行政许可法 50: a renewal is decided before the permit ends. */
function startRenewal(state: CaseState, anchor: Instant, environment: Environment): CaseState {
  const { why, until } = state.follows ?? {};
  if (why !== 'renewal' || until === undefined || environment.procedure.kind !== 'licence') return state;
  const clock = { clock: 'renewal', kind: 'renewal', unit: leadOf(state, environment), party: 'agency' } as const;
  return startClock(state, { ...clock, anchor, limit: { unit: 'DATE', date: until } }, environment);
}

/** `filed`: the anchor is the moment of a filing, and not that of an act of the office. */
function startMain(state: CaseState, anchor: Instant, filed: boolean, environment: Environment): CaseState {
  const { procedure } = environment;
  const { promised, statutory } = limitsFor(procedure, state.form);
  const main = {
    unit: leadOf(state, environment),
    anchor,
    party: 'agency' as const,
    ...(filed && offHours(procedure)),
  };
  let next = state;
  if (promised) next = startClock(next, { ...main, clock: 'promise', kind: 'promise', limit: promised }, environment);
  if (statutory)
    next = startClock(next, { ...main, clock: 'statutory', kind: 'statutory', limit: statutory }, environment);
  return next;
}

/** The acceptance clock runs from receipt, and anew from each supply after a notice. */
export const startAcceptance = (state: CaseState, at: Instant, environment: Environment): CaseState =>
  startClock(
    { ...state, filedAt: at },
    {
      clock: 'acceptance',
      kind: 'acceptance',
      unit: windowOf(state),
      anchor: at,
      limit: environment.procedure.policies.acceptance.within,
      party: 'agency',
      ...offHours(environment.procedure),
    },
    environment,
  );

/** Clocks anchored at a filing follow the procedure's policy for nights and days off. */
const offHours = (procedure: AnyProcedure): { filedOffHours?: 'nextWorkday' } =>
  procedure.policies.filedOffHours === 'nextWorkday' ? { filedOffHours: 'nextWorkday' } : {};

/**
 * The decision clocks start from `anchor`: the day of the acceptance, or for silence the day of receipt or of the last
 * supply (行政许可法 32), so that those days are already lost. Dispatch to the departments happens here, by itself.
 */
export function accept(
  state: CaseState,
  event: CaseEvent,
  acceptance: NonNullable<CaseState['acceptance']>,
  anchor: Instant,
  environment: Environment,
): CaseState {
  let next: CaseState = acceptance === 'deemed' ? breach(state, 'acceptance', event.at, environment) : state;
  next = {
    ...stopClocks(next, isNamed('acceptance'), when(event)),
    ...deferralsOf(next, environment),
    status: 'inReview',
    acceptance,
    acceptedAt: anchor,
  };
  if (event.actor.unit !== undefined)
    next = { ...next, receivers: [...new Set([...state.receivers, event.actor.person])] };
  return syncOpenSteps(startMain(next, anchor, acceptance === 'deemed', environment), when(event), environment);
}

export const findNotRequired = (state: CaseState, event: EventOf<'foundNotRequired'>): CaseState =>
  end(state, 'notRequired', when(event), [event.data.reason]);

export const refuseAcceptance = (state: CaseState, event: EventOf<'acceptanceRefused'>): CaseState =>
  end(state, 'notAccepted', when(event), [event.data.reason]);

export const acceptExplicitly = (state: CaseState, event: EventOf<'accepted'>, environment: Environment): CaseState =>
  accept(state, event, 'accepted', when(event), environment);

export const deemAccepted = (state: CaseState, event: EventOf<'deemedAccepted'>, environment: Environment): CaseState =>
  accept(state, event, 'deemed', event.data.asOf, environment);
