import { addressedBy, openInstrument } from './escalation.ts';
import { ladder } from './ladder.ts';
import { Refused } from '../../../refusal.ts';
import type { CommandOf } from '../../command.ts';
import type { DecisionBuilder } from '../../decision-builder.ts';
import { requireRole, requireUnit } from '../../refusals.ts';
import { clockOf, type InstrumentState } from '../../state.ts';

function knownInstrument(draft: DecisionBuilder, name: string): InstrumentState {
  const instrument = draft.state.instruments.find(each => each.instrument === name);
  if (!instrument)
    throw new Refused('instrument.unknown', {
      found: name,
      expected: draft.state.instruments.map(each => each.instrument),
    });
  return instrument;
}

function findInstrument(draft: DecisionBuilder, name: string): InstrumentState {
  const instrument = knownInstrument(draft, name);
  if (instrument.closedAt !== undefined)
    throw new Refused('instrument.closed', { instrument: name, conclusion: instrument.conclusion ?? null });
  return instrument;
}

/**
 * A supervisor's motion: may start higher than the last instrument, with a reason (顶格协调), and only what their own
 * authority issues. The engine's reminders any authority may send.
 */
export function startInstrument(
  draft: DecisionBuilder,
  { level, clock: name, reason, grave }: CommandOf<'startInstrument'>,
): void {
  requireRole(draft.asked.actor, 'startInstrument', 'supervisor');
  const clock = clockOf(draft.state, name);
  if (!clock)
    throw new Refused('instrument.unknownClock', {
      found: name,
      expected: draft.state.clocks.map(each => each.clock),
    });
  if (clock.unit === undefined) throw new Refused('instrument.applicantsClock', { clock: name });
  const { from } = ladder[level];
  if (from !== 'engine') requireUnit(draft.asked.actor, 'startInstrument', from);
  const opened = openInstrument(draft.state, clock, {
    unit: addressedBy(draft.state, clock, draft.environment),
    level,
    why: 'motion',
    reason,
    grave: grave ?? false,
  });
  if (!opened) throw new Refused('instrument.once', { level, clock: name, found: `${level}:${name}` });
  draft.record('instrumentOpened', opened, { basis: ladder[level].basis });
}

/** L3 and above are drafted by the engine and signed by a person of the issuing authority. (S4) */
export function signInstrument(draft: DecisionBuilder, { instrument: name }: CommandOf<'signInstrument'>): void {
  requireRole(draft.asked.actor, 'signInstrument', 'supervisor');
  const instrument = findInstrument(draft, name);
  requireUnit(draft.asked.actor, 'signInstrument', instrument.from);
  if (!ladder[instrument.level].signed) throw new Refused('instrument.needsNoSignature', { level: instrument.level });
  if (instrument.signedBy !== undefined) throw new Refused('instrument.signed', { instrument: name });
  if (instrument.number === undefined) throw new Refused('instrument.notDrafted', { instrument: name });
  draft.record('instrumentSigned', { instrument: name }, { basis: ladder[instrument.level].basis });
}

export function replyToInstrument(
  draft: DecisionBuilder,
  { instrument: name, reply }: CommandOf<'replyToInstrument'>,
): void {
  requireRole(draft.asked.actor, 'replyToInstrument', 'officer', 'unit-head', 'window-clerk');
  const instrument = findInstrument(draft, name);
  requireUnit(draft.asked.actor, 'replyToInstrument', instrument.unit);
  if (instrument.servedAt === undefined) throw new Refused('instrument.notServed', { instrument: name });
  if (instrument.reply !== undefined) throw new Refused('instrument.replied', { instrument: name });
  draft.record('instrumentReplied', { instrument: name, reply });
}

export function closeInstrument(
  draft: DecisionBuilder,
  { instrument: name, conclusion }: CommandOf<'closeInstrument'>,
): void {
  requireRole(draft.asked.actor, 'closeInstrument', 'supervisor');
  const instrument = findInstrument(draft, name);
  requireUnit(
    draft.asked.actor,
    'closeInstrument',
    instrument.from === 'engine' ? (draft.asked.actor.unit ?? '') : instrument.from,
  );
  draft.record('instrumentClosed', { instrument: name, conclusion: { text: conclusion } });
}

/**
 * The engine's own: the addressee found in the directory as of the instrument's instant, and the record's number. Also
 * for an instrument that was closed while its addressee was looked up: the number is taken, and the register has no
 * gaps.
 */
export function addressInstrument(draft: DecisionBuilder, { type: _, ...data }: CommandOf<'addressInstrument'>): void {
  requireRole(draft.asked.actor, 'addressInstrument', 'engine');
  const instrument = knownInstrument(draft, data.instrument);
  if (instrument.number !== undefined) throw new Refused('instrument.addressed', { instrument: data.instrument });
  draft.record('instrumentAddressed', data);
}
