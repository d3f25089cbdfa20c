import { when, type CaseEvent, type EventOf } from '../../event.ts';
import { clockOf, type CaseState, type InstrumentState } from '../../state.ts';
import { ladder } from './ladder.ts';

type InstrumentEvent = EventOf<
  | 'instrumentOpened'
  | 'instrumentAddressed'
  | 'instrumentSigned'
  | 'instrumentReplied'
  | 'instrumentOverdue'
  | 'instrumentClosed'
>;

const change = (
  state: CaseState,
  instrument: string,
  by: (instrument: InstrumentState) => InstrumentState,
): CaseState => ({
  ...state,
  instruments: state.instruments.map(each => (each.instrument === instrument ? by(each) : each)),
});

export function evolveInstrument(state: CaseState, event: InstrumentEvent): CaseState {
  const { data, at } = event;
  switch (event.type) {
    case 'instrumentOpened': {
      const { instrument, level, clock, unit, from, why, posts, reason } = event.data;
      const opened: InstrumentState = {
        instrument,
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
      return { ...state, instruments: [...state.instruments, opened] };
    }
    case 'instrumentAddressed':
      return change(state, data.instrument, instrument => ({
        ...instrument,
        number: event.data.number,
        addressees: event.data.addressees,
      }));
    case 'instrumentSigned':
      return change(state, data.instrument, instrument => ({
        ...instrument,
        signedBy: event.actor.person,
        servedAt: when(event),
      }));
    case 'instrumentReplied':
      return change(state, data.instrument, instrument => ({ ...instrument, reply: event.data.reply }));
    case 'instrumentOverdue':
      return change(state, data.instrument, instrument => ({ ...instrument, overdueAt: at }));
    case 'instrumentClosed':
      return change(state, data.instrument, instrument => ({
        ...instrument,
        closedAt: at,
        conclusion: event.data.conclusion,
      }));
  }
}

/** What the ladder opened since a clock's breach, which never was one; what a supervisor moved stays. */
export function withdrawInstruments(state: CaseState, clock: string): CaseState {
  const since = clockOf(state, clock)?.breachedAt ?? Infinity;
  const falls = (instrument: InstrumentState): boolean =>
    instrument.clock === clock &&
    instrument.openedAt >= since &&
    instrument.why !== 'motion' &&
    instrument.why !== 'blue' &&
    instrument.why !== 'yellow';
  return {
    ...state,
    instruments: state.instruments.map(instrument =>
      falls(instrument) ? { ...instrument, withdrawn: true } : instrument,
    ),
  };
}

/** What follows from an act that was logged by itself: a decision carries the name of whose answer it rests on. */
const consequences: ReadonlySet<CaseEvent['type']> = new Set(['granted', 'denied', 'settled', 'forwardedUp']);

/** An act of the owning unit after an instrument was served answers it: "unanswered" means that no such act was logged. */
export function markInstrumentAnswered(state: CaseState, event: CaseEvent): CaseState {
  const { unit, role } = event.actor;
  if (
    unit === undefined ||
    consequences.has(event.type) ||
    (role !== 'officer' && role !== 'unit-head' && role !== 'window-clerk')
  )
    return state;
  const at = when(event);
  const answers = (instrument: InstrumentState): boolean =>
    instrument.unit === unit &&
    instrument.servedAt !== undefined &&
    instrument.servedAt <= at &&
    instrument.answeredAt === undefined &&
    instrument.overdueAt === undefined;
  return state.instruments.some(answers)
    ? {
        ...state,
        instruments: state.instruments.map(instrument =>
          answers(instrument) ? { ...instrument, answeredAt: at } : instrument,
        ),
      }
    : state;
}
