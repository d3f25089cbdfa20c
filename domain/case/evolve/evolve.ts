import { evolveInstrument, markInstrumentAnswered, withdrawInstruments } from '../capabilities/instruments/evolve.ts';
import { breach, changeClocks, isNamed, startClock, stopClocks } from '../clocks.ts';
import { documentsOf } from '../documents.ts';
import type { Environment } from '../environment.ts';
import { when, type CaseEvent } from '../event.ts';
import { pauseClocks } from '../open-steps.ts';
import { recomputeClocks } from '../recompute.ts';
import { suspensionOf, type CaseState } from '../state.ts';
import { accept, acceptTolerantly, receive, startAcceptance, suppliedBy, withPapers } from './acceptance.ts';
import { deny, end, grant, revoke, settleCase } from './decision.ts';
import {
  answerStep,
  changeStep,
  expireSpecial,
  extend,
  lapseStep,
  resumeFromSpecial,
  startSpecial,
  suspend,
  endSuspension,
} from './review.ts';

/** Folds one event. The first makes the state; none is ever refused here: what is in the log has happened. */
export function evolve(state: CaseState | undefined, event: CaseEvent, environment: Environment): CaseState {
  if (event.type === 'received') return receive(event, environment);
  if (!state) throw new Error(`the log of a case begins with received, not with ${event.type}`);
  const moved = transition(state, event, environment);
  // A clock that starts while the case is suspended stands still from its anchor on.
  const still = suspensionOf(moved) ? pauseClocks(moved, when(event), environment) : moved;
  const next = markInstrumentAnswered(stampLateNotice(state, still, event), event);
  return { ...next, documents: [...next.documents, ...documentsOf(next, event)], at: event.at };
}

/** What a run noticed late carries when that was: the clock that breached, the instrument that opened. */
function stampLateNotice(before: CaseState, after: CaseState, { noticedAt }: CaseEvent): CaseState {
  if (noticedAt === undefined) return after;
  const late = <T extends { readonly noticedAt?: number }>(each: T): T => ({ ...each, noticedAt });
  const breachedBefore = (name: string): boolean =>
    before.clocks.some(each => each.clock === name && each.breachedAt !== undefined);
  return {
    ...after,
    clocks: after.clocks.map(each =>
      each.breachedAt !== undefined && !breachedBefore(each.clock) ? late(each) : each,
    ),
    instruments: after.instruments.map(each =>
      before.instruments.some(({ instrument }) => instrument === each.instrument) ? each : late(each),
    ),
  };
}

/** Folds a whole log. */
export function fold(events: readonly CaseEvent[], environment: Environment): CaseState {
  let state: CaseState | undefined;
  for (const event of events) state = evolve(state, event, environment);
  if (!state) throw new Error('an empty log holds no case');
  return state;
}

function transition(state: CaseState, event: CaseEvent, environment: Environment): CaseState {
  const at = when(event);
  switch (event.type) {
    case 'foundNotRequired':
      return end(state, 'notRequired', at, [event.data.reason]);
    case 'acceptanceRefused':
      return end(state, 'notAccepted', at, [event.data.reason]);
    case 'noticeGiven':
      return startClock(
        { ...stopClocks(state, isNamed('acceptance'), at), status: 'correction', defects: event.data.defects },
        {
          clock: 'correction',
          kind: 'correction',
          anchor: at,
          limit: environment.procedure.policies.correction.within,
          party: 'applicant',
        },
        environment,
      );
    case 'supplied': {
      const supplied = suppliedBy(state, event, environment.procedure);
      const filled = withPapers(stopClocks(state, isNamed('correction'), at), event.data.papers);
      return startAcceptance(
        {
          ...filled,
          status: 'received',
          defects: [],
          supplied,
          ...(event.data.form !== undefined && { form: event.data.form }),
          ...(event.data.personal && { personal: event.data.personal }),
        },
        at,
        environment,
      );
    }
    case 'accepted':
      return accept(state, event, 'accepted', at, environment);
    case 'tolerantlyAccepted':
      return acceptTolerantly(state, event, environment);
    case 'deemedAccepted':
      return accept(state, event, 'deemed', event.data.asOf, environment);
    case 'claimed':
      return changeStep(state, event.data.step, step => ({ ...step, claimedBy: event.actor.person }));
    case 'answered':
      return answerStep(state, event, environment);
    case 'lapsed':
      return lapseStep(state, event, environment);
    case 'specialStarted':
      return startSpecial(state, event, environment);
    case 'specialEnded':
      return resumeFromSpecial(
        stopClocks(state, isNamed(`special:${event.data.step}`), at),
        event.data.step,
        at,
        environment,
      );
    case 'specialExpired':
      return expireSpecial(state, event, environment);
    case 'extended':
      return extend(state, event, environment);
    case 'suspended':
      return suspend(state, event, environment);
    case 'resumed':
      return pauseClocks(endSuspension(state, at), at, environment);
    case 'cured': {
      const cured = new Set(event.data.papers.map(paper => `tolerance:${paper.material}`));
      const next = stopClocks(withPapers(state, event.data.papers), clock => cured.has(clock.clock), at);
      const missing = state.missing.filter(material => !cured.has(`tolerance:${material}`));
      return {
        ...next,
        missing,
        ...(missing.length === 0 && state.status === 'grantedTolerant' && { status: 'granted' as const }),
      };
    }
    case 'toleranceLapsed':
      return breach(state, `tolerance:${event.data.material}`, event.at, environment);
    case 'granted':
      return grant(state, event, environment);
    case 'denied':
      return deny(state, event, environment);
    case 'settled':
      return settleCase(state, event, environment);
    case 'forwardedUp':
      return end(state, 'forwardedUp', at, []);
    case 'delivered':
      return { ...stopClocks(state, isNamed('delivery'), at), status: 'delivered' };
    case 'published':
      return { ...stopClocks(state, isNamed('publicity'), at), published: true };
    case 'revoked':
      return revoke(state, event);
    case 'withdrawn':
      return end(state, 'withdrawn', at, event.data.reason ? [event.data.reason] : []);
    case 'deemedWithdrawn':
      return end(breach(state, event.data.clock, event.at, environment), 'deemedWithdrawn', at, []);
    case 'held':
      return { ...breach(state, event.data.clock, event.at, environment), status: 'held' };
    case 'terminated':
      return end(state, 'terminated', at, event.data.reasons);
    case 'closed':
      return end(state, 'closed', at, state.reasons);
    case 'thresholdPassed':
      return changeClocks(state, isNamed(event.data.clock), clock => ({
        ...clock,
        fired: [...clock.fired, event.data.threshold],
      }));
    case 'breached':
      return breach(state, event.data.clock, event.at, environment);
    case 'recomputed':
      return recomputeClocks(state, event.data.calendar, at, environment);
    case 'breachWithdrawn':
      return changeClocks(
        reopenCorrection(withdrawInstruments(state, event.data.clock), event.data.clock),
        isNamed(event.data.clock),
        ({ breachedAt: _breach, noticedAt: _notice, ...clock }) => clock,
      );
    case 'repaired':
      return state;
    case 'received':
      throw new Error('a case is received once');
    default:
      return evolveInstrument(state, event);
  }
}

/** What was held because the applicant's time had run out is in correction again: it has not. */
const reopenCorrection = (state: CaseState, clock: string): CaseState =>
  state.status === 'held' && clock === 'correction' ? { ...state, status: 'correction' } : state;
