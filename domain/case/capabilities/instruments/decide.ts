import { addressedBy, openInstrument } from './escalation.ts';
import { ladder } from './ladder.ts';
import { Refused } from '../../../refusal.ts';
import type { CommandOf } from '../../command.ts';
import type { DecisionBuilder } from '../../decision-builder.ts';
import { requireRole, requireUnit } from '../../refusals.ts';
import { clockOf } from '../../state.ts';
import { findInstrument, knownInstrument } from './guard.ts';

/**
 * A supervisor's motion: may start higher than the last instrument, with a reason (顶格协调), and only what their own
 * authority issues. The engine's reminders any authority may send.
 */
export function startInstrument(
  draft: DecisionBuilder,
  { level, clock: name, reason, grave }: CommandOf<'startInstrument'>,
): void {
  const clock = clockOf(draft.state, name)!;
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

export function signInstrument(draft: DecisionBuilder, { instrument: name }: CommandOf<'signInstrument'>): void {
  const { level } = findInstrument(draft, name);
  draft.record('instrumentSigned', { instrument: name }, { basis: ladder[level].basis });
}

export function replyToInstrument(draft: DecisionBuilder, command: CommandOf<'replyToInstrument'>): void {
  const { instrument, reply } = command;
  draft.record('instrumentReplied', { instrument, reply });
}

export function closeInstrument(draft: DecisionBuilder, command: CommandOf<'closeInstrument'>): void {
  const { instrument, conclusion } = command;
  draft.record('instrumentClosed', { instrument, conclusion: { text: conclusion } });
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
