import { openInstrument } from './escalation.ts';
import { ladder } from './ladder.ts';
import { Refused } from '../../../refusal.ts';
import type { CommandOf } from '../../command.ts';
import type { DecisionBuilder } from '../../decision-builder.ts';
import { requireRole, requireUnit } from '../../refusals.ts';
import { clockOf, type InstrumentState } from '../../state.ts';

function knownInstrument(draft: DecisionBuilder, name: string): InstrumentState {
  const instrument = draft.state.instruments.find(each => each.instrument === name);
  if (!instrument)
    throw new Refused('instrument.unknown', `No such instrument: ${name}.`, {
      details: { found: name, expected: draft.state.instruments.map(each => each.instrument) },
    });
  return instrument;
}

function findInstrument(draft: DecisionBuilder, name: string): InstrumentState {
  const instrument = knownInstrument(draft, name);
  if (instrument.closedAt !== undefined)
    throw new Refused('instrument.closed', `${name} is closed.`, {
      details: { conclusion: instrument.conclusion ?? null },
    });
  return instrument;
}

/** A supervisor's motion: may start higher than the last instrument, with a reason (顶格协调). */
export function startInstrument(
  draft: DecisionBuilder,
  { level, clock: name, reason, grave }: CommandOf<'startInstrument'>,
): void {
  requireRole(draft.asked.actor, '督办', 'supervisor');
  const clock = clockOf(draft.state, name);
  if (!clock)
    throw new Refused('instrument.unknownClock', `No such clock: ${name}.`, {
      details: { found: name, expected: draft.state.clocks.map(each => each.clock) },
    });
  if (clock.unit === undefined)
    throw new Refused('instrument.applicantsClock', `${name} is the applicant's time: no office is late with it.`);
  const opened = openInstrument(draft.state, clock, { level, why: 'motion', reason, grave: grave ?? false });
  if (!opened)
    throw new Refused('instrument.once', `${level} was opened for ${name} before: each instrument once.`, {
      details: { found: `${level}:${name}` },
    });
  draft.record('instrumentOpened', opened, { basis: ladder[level].basis });
}

/** L3 and above are drafted by the engine and signed by a person of the issuing authority. (S4) */
export function signInstrument(draft: DecisionBuilder, { instrument: name }: CommandOf<'signInstrument'>): void {
  requireRole(draft.asked.actor, '签发', 'supervisor');
  const instrument = findInstrument(draft, name);
  requireUnit(draft.asked.actor, '签发', instrument.from);
  if (!ladder[instrument.level].signed)
    throw new Refused('instrument.needsNoSignature', `${instrument.level} is served without a signature.`);
  if (instrument.signedBy !== undefined) throw new Refused('instrument.signed', `${name} was signed before.`);
  if (instrument.number === undefined)
    throw new Refused(
      'instrument.notDrafted',
      `${name} has no number yet: its addressee is being looked up. Ask again.`,
    );
  draft.record('instrumentSigned', { instrument: name }, { basis: ladder[instrument.level].basis });
}

export function replyToInstrument(
  draft: DecisionBuilder,
  { instrument: name, reply }: CommandOf<'replyToInstrument'>,
): void {
  requireRole(draft.asked.actor, '书面答复', 'officer', 'unit-head', 'window-clerk');
  const instrument = findInstrument(draft, name);
  requireUnit(draft.asked.actor, '书面答复', instrument.unit);
  if (instrument.servedAt === undefined) throw new Refused('instrument.notServed', `${name} is not served yet.`);
  if (instrument.reply !== undefined) throw new Refused('instrument.replied', `${name} was answered before.`);
  draft.record('instrumentReplied', { instrument: name, reply });
}

export function closeInstrument(
  draft: DecisionBuilder,
  { instrument: name, conclusion }: CommandOf<'closeInstrument'>,
): void {
  requireRole(draft.asked.actor, '办结', 'supervisor');
  const instrument = findInstrument(draft, name);
  requireUnit(
    draft.asked.actor,
    '办结',
    instrument.from === 'engine' ? (draft.asked.actor.unit ?? '') : instrument.from,
  );
  draft.record('instrumentClosed', { instrument: name, conclusion: { text: conclusion } });
}

/**
 * The engine's own: the addressee found in the directory as of the instrument's instant, and the record's number. Also
 * for a instrument that was closed while its addressee was looked up: the number is taken, and the register has no
 * gaps.
 */
export function addressInstrument(draft: DecisionBuilder, { type: _, ...data }: CommandOf<'addressInstrument'>): void {
  requireRole(draft.asked.actor, 'Addressing an instrument', 'engine');
  const instrument = knownInstrument(draft, data.instrument);
  if (instrument.number !== undefined)
    throw new Refused('instrument.addressed', `${data.instrument} has its addressee.`);
  draft.record('instrumentAddressed', data);
}
