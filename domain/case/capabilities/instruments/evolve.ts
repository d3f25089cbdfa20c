import { when, type CaseEvent, type EventOf } from '../../event.ts';
import { clockOf, type CaseState, type RungState } from '../../state.ts';
import { ladder } from './ladder.ts';

type RungEvent = EventOf<'rungOpened' | 'rungAddressed' | 'rungSigned' | 'rungReplied' | 'rungOverdue' | 'rungClosed'>;

const change = (state: CaseState, rung: string, by: (rung: RungState) => RungState): CaseState => ({
  ...state,
  rungs: state.rungs.map(each => (each.rung === rung ? by(each) : each)),
});

export function evolveRung(state: CaseState, event: RungEvent): CaseState {
  const { data, at } = event;
  switch (event.type) {
    case 'rungOpened': {
      const { rung, level, clock, unit, from, why, posts, reason } = event.data;
      const opened: RungState = {
        rung,
        level,
        clock,
        unit,
        from,
        why,
        posts,
        openedAt: at,
        calendar: state.calendar,
        addressees: [],
        ...(reason && { reason }),
        ...(!ladder[level].signed && { servedAt: at }),
      };
      return { ...state, rungs: [...state.rungs, opened] };
    }
    case 'rungAddressed':
      return change(state, data.rung, rung => ({
        ...rung,
        number: event.data.number,
        addressees: event.data.addressees,
      }));
    case 'rungSigned':
      return change(state, data.rung, rung => ({ ...rung, signedBy: event.actor.person, servedAt: when(event) }));
    case 'rungReplied':
      return change(state, data.rung, rung => ({ ...rung, reply: event.data.reply }));
    case 'rungOverdue':
      return change(state, data.rung, rung => ({ ...rung, overdueAt: at }));
    case 'rungClosed':
      return change(state, data.rung, rung => ({ ...rung, closedAt: at, conclusion: event.data.conclusion }));
  }
}

/** What the ladder opened since a clock's breach, which never was one; what a supervisor moved stays. */
export function withdrawRungs(state: CaseState, clock: string): CaseState {
  const since = clockOf(state, clock)?.breachedAt ?? Infinity;
  const falls = (rung: RungState): boolean =>
    rung.clock === clock &&
    rung.openedAt >= since &&
    rung.why !== 'motion' &&
    rung.why !== 'blue' &&
    rung.why !== 'yellow';
  return { ...state, rungs: state.rungs.map(rung => (falls(rung) ? { ...rung, withdrawn: true } : rung)) };
}

/** What follows from an act that was logged by itself: a decision carries the name of whose answer it rests on. */
const consequences: ReadonlySet<CaseEvent['type']> = new Set(['granted', 'denied', 'settled', 'forwardedUp']);

/** An act of the owning unit after a rung was served answers it: "unanswered" means that no such act was logged. */
export function markInstrumentAnswered(state: CaseState, event: CaseEvent): CaseState {
  const { unit, role } = event.actor;
  if (
    unit === undefined ||
    consequences.has(event.type) ||
    (role !== 'officer' && role !== 'unit-head' && role !== 'window-clerk')
  )
    return state;
  const at = when(event);
  const answers = (rung: RungState): boolean =>
    rung.unit === unit &&
    rung.servedAt !== undefined &&
    rung.servedAt <= at &&
    rung.answeredAt === undefined &&
    rung.overdueAt === undefined;
  return state.rungs.some(answers)
    ? { ...state, rungs: state.rungs.map(rung => (answers(rung) ? { ...rung, answeredAt: at } : rung)) }
    : state;
}
