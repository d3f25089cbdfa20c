import { defined } from '../../../defined.ts';
import type { Instant } from '../../../calendar/day.ts';
import { breach, startClock, stopClocks } from '../../clocks.ts';
import { cancelOpenSteps, end } from '../../end.ts';
import type { Environment } from '../../environment.ts';
import { dayWhen, when, type EventOf } from '../../event.ts';
import { syncOpenSteps } from '../../open-steps.ts';
import { leadOf, windowOf } from '../../pinned-units.ts';
import { dayOn, undecided, type CaseState, type ClockState, type PermitState } from '../../state.ts';
import { isOfEarly } from '../early-grants/early.ts';
import { isFromBelow } from '../forwarding/links.ts';
import { deferralsOf } from '../intake/deferrals.ts';
import { validityOf } from '../permits/validity.ts';

/** What was granted early is handed over and published all the same. */
const every = (clock: ClockState): boolean => !isOfEarly(clock);

export function grant(state: CaseState, event: EventOf<'granted'>, environment: Environment): CaseState {
  const at = when(event);
  const permits = permitsOf(state, event, environment);
  const { automatic } = event.data;
  const reviewed = withDeferred(automatic ? endReview(state, event, environment) : state);
  // What was tolerated is still to be supplied: its clock runs on.
  const decided = stopClocks(
    {
      ...reviewed,
      status: reviewed.missing.length > 0 ? 'grantedTolerant' : 'granted',
      decidedAt: at,
      effectiveAt: effectiveAt(state, at, environment),
      permits,
    },
    automatic ? clock => clock.kind !== 'tolerance' && !isOfEarly(clock) : isMain,
    at,
  );
  return syncOpenSteps(startPublicity(startDelivery(decided, at, environment), at, environment), at, environment);
}

/** Silence that approves (超时默许) ends the review, also one that has not begun: what follows a grant is asked alone. */
function endReview(state: CaseState, event: EventOf<'granted'>, environment: Environment): CaseState {
  const deferred = state.acceptedAt === undefined ? deferralsOf(state, environment) : {};
  const bySilence = { permits: event.data.permits, after: state.log.length };
  return cancelOpenSteps({ ...state, ...deferred, bySilence }, when(event));
}

/** 双公示, of what is published at all. */
function startPublicity(state: CaseState, anchor: Instant, environment: Environment): CaseState {
  const { publicity } = environment.procedure.policies;
  const clock = { clock: 'publicity', kind: 'publicity', unit: leadOf(state, environment), party: 'agency' } as const;
  return publicity ? startClock(state, { ...clock, anchor, limit: publicity.within }, environment) : state;
}

/** A filing (备案) may by law have effect from receipt, whenever its certificate comes. */
const effectiveAt = ({ receivedAt }: CaseState, decided: Instant, { procedure }: Environment): Instant =>
  procedure.policies.effectiveFrom === 'receipt' ? receivedAt : decided;

/** 容缺后补: what was put off and has not come by itself is missing from now on. */
function withDeferred(state: CaseState): CaseState {
  const there = new Set(state.papers.map(({ material }) => material));
  const lack = (state.deferred ?? []).filter(material => !there.has(material));
  return { ...state, missing: [...state.missing, ...lack] };
}

/** Each permit once, whatever a flow names twice: what is granted, also early, is not refused beside. (C23) */
function permitsOf(state: CaseState, event: EventOf<'granted'>, environment: Environment): readonly PermitState[] {
  const { permits, refused, conditions = {} } = event.data;
  const isFromReceipt = environment.procedure.policies.effectiveFrom === 'receipt';
  const effective = isFromReceipt ? dayOn(state.receivedAt, state.receivedOn) : dayWhen(event);
  const before = new Set(state.permits.map(({ permit }) => permit));
  const granted = new Set(permits.filter(permit => !before.has(permit)));
  return [
    ...state.permits,
    ...[...granted].map((permit, index) => ({
      permit,
      state: 'granted' as const,
      reasons: [],
      number: `${state.number}/${before.size + index + 1}`,
      ...validityOf(state, environment.procedure.permits[permit] ?? { title: permit }, permit, effective),
      ...defined({ conditions: conditions[permit] }),
    })),
    ...Object.entries(refused)
      .filter(([permit]) => !granted.has(permit) && !before.has(permit))
      .map(([permit, reasons]) => ({ permit, state: 'refused' as const, reasons })),
  ];
}

const isMain = ({ kind }: { kind: string }): boolean =>
  kind === 'promise' || kind === 'statutory' || kind === 'renewal';

export function deny(state: CaseState, event: EventOf<'denied'>, environment: Environment): CaseState {
  const at = when(event);
  const decided = {
    ...cancelOpenSteps(state, at),
    status: 'denied' as const,
    decidedAt: at,
    reasons: event.data.reasons,
    remedies: event.data.remedies,
    missing: [],
  };
  return startDelivery(stopClocks(decided, every, at), at, environment);
}

/** A case is settled; what the procedure has to see to afterwards is opened. */
export function settleCase(state: CaseState, event: EventOf<'settled'>, environment: Environment): CaseState {
  const at = when(event);
  const settled = {
    ...cancelOpenSteps(state, at),
    status: 'settled' as const,
    decidedAt: at,
    effectiveAt: effectiveAt(state, at, environment),
    reasons: event.data.reasons,
  };
  const stopped = stopClocks(settled, every, at);
  // Who applied is handed the result; an issue or an order is answered by its flow.
  const isApplication = environment.procedure.intake.by === 'application';
  const handedOver = isApplication ? startDelivery(stopped, at, environment) : stopped;
  return syncOpenSteps(handedOver, at, environment);
}

/** 行政许可法 44: the decision is handed over in time, or the case is late. For a case below that one hands it over. */
export const startDelivery = (state: CaseState, at: Instant, environment: Environment): CaseState =>
  isFromBelow(state)
    ? state
    : startClock(
        state,
        {
          clock: 'delivery',
          kind: 'delivery',
          unit: windowOf(state),
          anchor: at,
          limit: environment.procedure.policies.delivery.within,
          party: 'agency',
        },
        environment,
      );

/** Some permits of several may be revoked: the case ends as revoked when none is left. */
export function revoke(state: CaseState, event: EventOf<'revoked'>): CaseState {
  const gone = new Set(event.data.permits);
  const permits = state.permits.map(permit =>
    gone.has(permit.permit) ? { ...permit, state: 'revoked' as const, reasons: event.data.reasons } : permit,
  );
  const next = { ...state, permits, ...(!undecided(state) && { reasons: event.data.reasons }) };
  return undecided(state) || permits.some(permit => permit.state === 'granted')
    ? next
    : end(next, 'revoked', when(event), event.data.reasons);
}

export const deemWithdrawn = (
  state: CaseState,
  event: EventOf<'deemedWithdrawn'>,
  environment: Environment,
): CaseState => end(breach(state, event.data.clock, event.at, environment), 'deemedWithdrawn', when(event), []);

/** 转报 to an organ that is none of the directory: what it is told in writing is handed over, and the case is done. */
export function forwardUp(state: CaseState, event: EventOf<'forwardedUp'>, environment: Environment): CaseState {
  const at = when(event);
  const forwarded = { ...cancelOpenSteps(state, at), status: 'forwardedUp' as const, decidedAt: at };
  const stopped = stopClocks(forwarded, every, at);
  const isApplication = environment.procedure.intake.by === 'application';
  return isApplication ? startDelivery(stopped, at, environment) : stopped;
}

export const withdraw = (state: CaseState, event: EventOf<'withdrawn'>): CaseState =>
  end(state, 'withdrawn', when(event), event.data.reason ? [event.data.reason] : []);

export const terminate = (state: CaseState, event: EventOf<'terminated'>): CaseState =>
  end(state, 'terminated', when(event), event.data.reasons);

export const close = (state: CaseState, event: EventOf<'closed'>): CaseState =>
  end(state, 'closed', when(event), state.reasons);
