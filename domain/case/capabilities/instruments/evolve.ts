import { versionFor } from '../../environment.ts';
import { when, type CaseEvent, type EventOf } from '../../event.ts';
import { clockOf, type CaseState, type InstrumentState } from '../../state.ts';
import { ladder } from './ladder.ts';
import { defined } from '../../../defined.ts';

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
    ...defined({ reason }),
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

/** What opens because an instrument was not answered. */
const bySilence: ReadonlySet<string> = new Set(['unanswered', 'dateMissed', 'ignored']);

/** The silence was none: the instrument is answered, and what followed from its end falls. */
export function withdrawSilence(state: CaseState, event: EventOf<'silenceWithdrawn'>): CaseState {
  const answered = state.instruments.find(({ instrument }) => instrument === event.data.instrument);
  if (!answered) return state;
  const follows = (each: InstrumentState): boolean =>
    each.clock === answered.clock &&
    bySilence.has(each.why) &&
    each.level > answered.level &&
    each.openedAt >= (answered.overdueAt ?? Infinity);
  return {
    ...state,
    instruments: state.instruments.map((each): InstrumentState => {
      if (each.instrument !== answered.instrument) return follows(each) ? { ...each, withdrawn: true } : each;
      const { overdueAt: _, ...open } = each;
      return { ...open, answeredAt: when(event) };
    }),
  };
}

/** Instruments that ran out though this act, asked before, answers them: something of ours was down meanwhile. */
export const answeredInTime = ({ instruments }: CaseState, event: CaseEvent): readonly InstrumentState[] =>
  instruments.filter(each => isByUnit(event, each) && each.overdueAt !== undefined && when(event) <= each.overdueAt);

/** An act of the unit that an instrument is about, after it was served. */
const isByUnit = (event: CaseEvent, instrument: InstrumentState): boolean =>
  event.actor.unit === instrument.unit &&
  answeringRoles.has(event.actor.role) &&
  instrument.servedAt !== undefined &&
  instrument.servedAt <= when(event);
const answeringRoles: ReadonlySet<string> = new Set(['officer', 'unit-head', 'window-clerk']);

/** An act of the owning unit after an instrument was served answers it: unanswered means that no such act is logged. */
export function markInstrumentAnswered(state: CaseState, event: CaseEvent, isConsequence: boolean): CaseState {
  if (isConsequence) return state;
  const at = when(event);
  const answers = (instrument: InstrumentState): boolean =>
    isByUnit(event, instrument) && instrument.answeredAt === undefined && instrument.overdueAt === undefined;
  return state.instruments.some(answers)
    ? {
        ...state,
        instruments: state.instruments.map(instrument =>
          answers(instrument) ? { ...instrument, answeredAt: at } : instrument,
        ),
      }
    : state;
}
