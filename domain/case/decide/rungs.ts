import { openRung } from '../capabilities/instruments/escalation.ts';
import { ladder } from '../capabilities/instruments/ladder.ts';
import { Refused } from '../../refusal.ts';
import type { CommandOf } from '../command.ts';
import type { DecisionBuilder } from '../decision-builder.ts';
import { requireRole, requireUnit } from '../refusals.ts';
import { clockOf, type RungState } from '../state.ts';

function knownRung(draft: DecisionBuilder, name: string): RungState {
  const rung = draft.state.rungs.find(each => each.rung === name);
  if (!rung)
    throw new Refused('rung.unknown', `No such rung: ${name}.`, {
      details: { found: name, expected: draft.state.rungs.map(each => each.rung) },
    });
  return rung;
}

function findRung(draft: DecisionBuilder, name: string): RungState {
  const rung = knownRung(draft, name);
  if (rung.closedAt !== undefined)
    throw new Refused('rung.closed', `${name} is closed.`, { details: { conclusion: rung.conclusion ?? null } });
  return rung;
}

/** A supervisor's motion: may start higher than the last rung, with a reason (顶格协调). */
export function startRung(draft: DecisionBuilder, { level, clock: name, reason, grave }: CommandOf<'startRung'>): void {
  requireRole(draft.asked.actor, '督办', 'supervisor');
  const clock = clockOf(draft.state, name);
  if (!clock)
    throw new Refused('rung.unknownClock', `No such clock: ${name}.`, {
      details: { found: name, expected: draft.state.clocks.map(each => each.clock) },
    });
  if (clock.unit === undefined)
    throw new Refused('rung.applicantsClock', `${name} is the applicant's time: no office is late with it.`);
  const opened = openRung(draft.state, clock, { level, why: 'motion', reason, grave: grave ?? false });
  if (!opened)
    throw new Refused('rung.once', `${level} was opened for ${name} before: each rung once.`, {
      details: { found: `${level}:${name}` },
    });
  draft.record('rungOpened', opened, { basis: ladder[level].basis });
}

/** L3 and above are drafted by the engine and signed by a person of the issuing authority. */
export function signRung(draft: DecisionBuilder, { rung: name }: CommandOf<'signRung'>): void {
  requireRole(draft.asked.actor, '签发', 'supervisor');
  const rung = findRung(draft, name);
  requireUnit(draft.asked.actor, '签发', rung.from);
  if (!ladder[rung.level].signed)
    throw new Refused('rung.needsNoSignature', `${rung.level} is served without a signature.`);
  if (rung.signedBy !== undefined) throw new Refused('rung.signed', `${name} was signed before.`);
  if (rung.number === undefined)
    throw new Refused('rung.notDrafted', `${name} has no number yet: its addressee is being looked up. Ask again.`);
  draft.record('rungSigned', { rung: name }, { basis: ladder[rung.level].basis });
}

export function replyToRung(draft: DecisionBuilder, { rung: name, reply }: CommandOf<'replyToRung'>): void {
  requireRole(draft.asked.actor, '书面答复', 'officer', 'unit-head', 'window-clerk');
  const rung = findRung(draft, name);
  requireUnit(draft.asked.actor, '书面答复', rung.unit);
  if (rung.servedAt === undefined) throw new Refused('rung.notServed', `${name} is not served yet.`);
  if (rung.reply !== undefined) throw new Refused('rung.replied', `${name} was answered before.`);
  draft.record('rungReplied', { rung: name, reply });
}

export function closeRung(draft: DecisionBuilder, { rung: name, conclusion }: CommandOf<'closeRung'>): void {
  requireRole(draft.asked.actor, '办结', 'supervisor');
  const rung = findRung(draft, name);
  requireUnit(draft.asked.actor, '办结', rung.from === 'engine' ? (draft.asked.actor.unit ?? '') : rung.from);
  draft.record('rungClosed', { rung: name, conclusion, automatic: false });
}

/**
 * The engine's own: the addressee found in the directory as of the rung's instant, and the record's number. Also for a
 * rung
 * that was closed while its addressee was looked up: the number is taken, and the register has no gaps.
 */
export function addressRung(draft: DecisionBuilder, { type: _, ...data }: CommandOf<'addressRung'>): void {
  requireRole(draft.asked.actor, 'Addressing a rung', 'engine');
  const rung = knownRung(draft, data.rung);
  if (rung.number !== undefined) throw new Refused('rung.addressed', `${data.rung} has its addressee.`);
  draft.record('rungAddressed', data);
}
