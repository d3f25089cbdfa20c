import { defined } from '../../../defined.ts';
import type { Instant } from '../../../calendar/day.ts';
import { orUndefinedIfUnpublished } from '../../../calendar/unpublished.ts';
import type { Environment } from '../../environment.ts';
import { clockOf, type CaseState, type InstrumentState } from '../../state.ts';
import type { InstrumentContent, InstrumentView } from '../../view.ts';
import { clockName } from '../../clocks.ts';
import { instrumentDue, talkDate } from './escalation.ts';
import { ladder, within } from './ladder.ts';

/** 文号-keeping record of an instrument: who says what to whom, on what basis, and by when it is answered. */
export function instrumentOf(state: CaseState, instrument: InstrumentState, environment: Environment): InstrumentView {
  const { level, clock, unit, number, addressees, signedBy, servedAt, reply, conclusion, closedAt, openedAt } =
    instrument;
  const replyDue = orUndefinedIfUnpublished(() => instrumentDue(environment, state, instrument));
  const talkAt = talkAtOf(instrument, environment);
  return {
    instrument: instrument.instrument,
    level,
    clock,
    unit,
    calendar: instrument.calendar,
    authority: instrument.from,
    basis: ladder[level].basis,
    why: instrument.why,
    openedAt,
    addressees,
    content: instrumentContent(state, instrument, environment),
    state: stateOf(instrument),
    ...defined({ noticedAt: instrument.noticedAt, number, signedBy, servedAt }),
    ...(replyDue !== undefined && level !== 'L0' && { replyDue }),
    ...defined({ talkAt, reply, conclusion, closedAt }),
  };
}

function stateOf(instrument: InstrumentState): InstrumentView['state'] {
  if (instrument.closedAt !== undefined) return 'closed';
  if (instrument.reply !== undefined || instrument.answeredAt !== undefined) return 'replied';
  if (instrument.overdueAt !== undefined) return 'overdue';
  return instrument.servedAt === undefined ? 'draft' : 'served';
}

/** What the record says: what held when it was drawn up. A reminder before the end does not tell of the end. */
export function instrumentContent(
  state: CaseState,
  instrument: InstrumentState,
  environment: Environment,
): InstrumentContent {
  const { level, why, reason, openedAt } = instrument;
  const { procedure } = environment;
  const clock = clockOf(state, instrument.clock);
  const breachedAt = clock?.breachedAt !== undefined && clock.breachedAt <= openedAt ? clock.breachedAt : undefined;
  const talkAt = talkAtOf(instrument, environment);
  return {
    level,
    why,
    number: state.number,
    procedure: procedure.title,
    clock: clock ? clockName(clock, state, procedure) : { clock: instrument.clock, kind: 'step' },
    within: within(level, procedure.policies),
    ...defined({ breachedAt }),
    ...(reason && { reason: reason.text }),
    ...defined({ talkAt }),
  };
}

const talkAtOf = (instrument: InstrumentState, environment: Environment): Instant | undefined =>
  instrument.level === 'L4' ? orUndefinedIfUnpublished(() => talkDate(environment, instrument)) : undefined;
