import { Refused } from '../../../refusal.ts';
import type { CommandOf } from '../../command.ts';
import type { Asking, Named } from '../../capability.ts';
import { requireRole, requireUnit } from '../../refusals.ts';
import { clockOf, type ClockState, type InstrumentState } from '../../state.ts';
import { levels, type Level } from '../../vocabulary.ts';
import { addressedBy, openInstrument } from './escalation.ts';
import { ladder } from './ladder.ts';

/** A clock of the office, on which at least one instrument may still be opened by the supervisor's own authority. */
export function startInstrument(asking: Asking, { clock: name }: Named<CommandOf<'startInstrument'>>): void {
  const { state, asked } = asking;
  requireRole(asked.actor, 'startInstrument', 'supervisor');
  const clock = clockOf(state, name);
  if (!clock)
    throw new Refused('instrument.unknownClock', { found: name, expected: state.clocks.map(each => each.clock) });
  if (clock.unit === undefined) throw new Refused('instrument.applicantsClock', { clock: name });
  const theirs = levels.filter(level => ladder[level].from === 'engine' || ladder[level].from === asked.actor.unit);
  if (theirs.some(level => mayOpen(asking, clock, level))) return;
  throw new Refused('instrument.once', { level: theirs[0]!, clock: name, found: `${theirs[0]!}:${name}` });
}

const mayOpen = ({ state, environment }: Asking, clock: ClockState, level: Level): boolean =>
  openInstrument(state, clock, { unit: addressedBy(state, clock, environment), level, why: 'motion' }) !== undefined;

/** L3 and above are drafted by the engine and signed by a person of the issuing authority. (S4) */
export function signInstrument(asking: Asking, { instrument: name }: Named<CommandOf<'signInstrument'>>): void {
  requireRole(asking.asked.actor, 'signInstrument', 'supervisor');
  const instrument = findInstrument(asking, name);
  requireUnit(asking.asked.actor, 'signInstrument', instrument.from);
  if (!ladder[instrument.level].signed) throw new Refused('instrument.needsNoSignature', { level: instrument.level });
  if (instrument.signedBy !== undefined) throw new Refused('instrument.signed', { instrument: name });
  if (instrument.number === undefined) throw new Refused('instrument.notDrafted', { instrument: name });
}

export function replyToInstrument(asking: Asking, { instrument: name }: Named<CommandOf<'replyToInstrument'>>): void {
  requireRole(asking.asked.actor, 'replyToInstrument', 'officer', 'unit-head', 'window-clerk');
  const instrument = findInstrument(asking, name);
  requireUnit(asking.asked.actor, 'replyToInstrument', instrument.unit);
  if (instrument.servedAt === undefined) throw new Refused('instrument.notServed', { instrument: name });
  if (instrument.reply !== undefined) throw new Refused('instrument.replied', { instrument: name });
}

export function closeInstrument(asking: Asking, { instrument: name }: Named<CommandOf<'closeInstrument'>>): void {
  const { actor } = asking.asked;
  requireRole(actor, 'closeInstrument', 'supervisor');
  const { from } = findInstrument(asking, name);
  if (from !== 'engine') requireUnit(actor, 'closeInstrument', from);
}

export function knownInstrument({ state }: Asking, name: string): InstrumentState {
  const instrument = state.instruments.find(each => each.instrument === name);
  if (!instrument)
    throw new Refused('instrument.unknown', {
      found: name,
      expected: state.instruments.map(each => each.instrument),
    });
  return instrument;
}

export function findInstrument(asking: Asking, name: string): InstrumentState {
  const instrument = knownInstrument(asking, name);
  if (instrument.closedAt !== undefined)
    throw new Refused('instrument.closed', { instrument: name, conclusion: instrument.conclusion ?? null });
  return instrument;
}
