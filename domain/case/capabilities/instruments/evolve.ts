import { versionFor } from '../../environment.ts';
import { when, type CaseEvent, type EventOf } from '../../event.ts';
import { clockOf, type CaseState, type InstrumentState } from '../../state.ts';
import { ladder } from './ladder.ts';

const change = (
  state: CaseState,
  instrument: string,
  by: (instrument: InstrumentState) => InstrumentState,
): CaseState => ({
  ...state,
  instruments: state.instruments.map(each => (each.instrument === instrument ? by(each) : each)),
});

export function open(state: CaseState, { data, at }: EventOf<'instrumentOpened'>): CaseState {
  const { instrument, level, clock, unit, from, why, posts, reason } = data;
  const opened: InstrumentState = {
    instrument,
    level,
    clock,
    unit,
    from,
    why,
    posts,
    openedAt: at,
    calendar: versionFor(state, unit),
    rules: state.rules,
    addressees: [],
    ...(reason && { reason }),
    ...(!ladder[level].signed && { servedAt: at }),
  };
  return { ...state, instruments: [...state.instruments, opened] };
}

export const address = (state: CaseState, { data }: EventOf<'instrumentAddressed'>): CaseState =>
  change(state, data.instrument, each => ({ ...each, number: data.number, addressees: data.addressees }));

export const sign = (state: CaseState, event: EventOf<'instrumentSigned'>): CaseState =>
  change(state, event.data.instrument, each => ({ ...each, signedBy: event.actor.person, servedAt: when(event) }));

export const reply = (state: CaseState, { data }: EventOf<'instrumentReplied'>): CaseState =>
  change(state, data.instrument, each => ({ ...each, reply: data.reply }));

/** Its clock ran out without an act of the unit. */
export const lapse = (state: CaseState, { data, at }: EventOf<'instrumentOverdue'>): CaseState =>
  change(state, data.instrument, each => ({ ...each, overdueAt: at }));

export const close = (state: CaseState, { data, at }: EventOf<'instrumentClosed'>): CaseState =>
  change(state, data.instrument, each => ({ ...each, closedAt: at, conclusion: data.conclusion }));

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

/** An act of the owning unit after an instrument was served answers it: unanswered means that no such act is logged. */
export function markInstrumentAnswered(state: CaseState, event: CaseEvent, isConsequence: boolean): CaseState {
  const { unit, role } = event.actor;
  if (unit === undefined || isConsequence || (role !== 'officer' && role !== 'unit-head' && role !== 'window-clerk'))
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
