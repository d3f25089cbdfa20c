import type { z } from 'zod';
import { issuesOf } from '../issue.ts';
import { Refused } from '../refusal.ts';
import type { Command } from './command.ts';
import { windowOf } from './pinned-units.ts';
import type { CaseState, StepState } from './state.ts';
import { stepOf, suspensionOf } from './state.ts';
import type { Actor, Role } from '../values.ts';
import type { Status } from './vocabulary.ts';

/** The act that is refused, by the type of its command. */
export type Act = Command['type'];

/** The typed refusals that several acts share. Each says what was found, what is expected, and the rule. */
export function requireStatus(state: CaseState, act: Act, ...expected: readonly Status[]): void {
  if (expected.includes(state.status)) return;
  throw new Refused('case.wrongState', { act, found: state.status, expected });
}

export function requireRole(actor: Actor, act: Act, ...expected: readonly Role[]): void {
  if (expected.includes(actor.role)) return;
  throw new Refused('actor.wrongRole', { act, found: actor.role, expected });
}

export function requireUnit(actor: Actor, act: Act, unit: string): void {
  if (actor.unit === unit) return;
  throw new Refused('actor.wrongUnit', { act, found: actor.unit ?? null, expected: unit });
}

/** For whom an applicant or an agent acts: themselves, whom they represent, or who delegated (帮办代办). */
export const partyOf = ({ role, person, onBehalfOf }: Actor): string | undefined =>
  onBehalfOf ?? (role === 'applicant' ? person : undefined);

/**
 * The applicant, who represents it, or an agent with a delegation for this applicant (帮办代办). What was filed at the
 * window or by post is done there for the applicant too: they may have no account. So does the unit that recorded an
 * issue for them.
 */
export function requireApplicant(state: CaseState, actor: Actor, act: Act): void {
  if (isAtTheWindow(state, actor)) return;
  const isFiler = isOfficial(actor.role) && state.filedBy !== undefined && actor.unit === state.filedBy;
  if (!isFiler) requireRole(actor, act, 'applicant', 'agent');
  if (partyOf(actor) === state.applicant) return;
  throw new Refused('actor.notTheApplicant', { act }, 'rule.agency');
}

const isAtTheWindow = (state: CaseState, { role, unit }: Actor): boolean =>
  state.channel !== 'online' && role === 'window-clerk' && unit === windowOf(state);

/** While the case is suspended (中止) the office does not act on it; it resumes first. */
export function refuseWhileSuspended(state: CaseState, act: Act): void {
  const suspension = suspensionOf(state);
  if (!suspension) return;
  const { ground: found, notice, from: since } = suspension;
  throw new Refused('case.suspended', { act, found, notice, since }, 'rule.suspension');
}

const officials: readonly Role[] = ['window-clerk', 'officer', 'unit-head', 'supervisor', 'administrator'];
/** Whether somebody acts for the office, and not for a party. */
export const isOfficial = (role: Role): boolean => officials.includes(role);

/**
 * An administrator gives a step to another unit, also where they have to keep out themselves: it says who decides, and
 * nothing of what. Somebody has to be left who may, where everybody of a unit keeps out.
 */
export const isHandingOver = (role: Role, act: Act): boolean => role === 'administrator' && act === 'reassign';

/**
 * 回避: an official does nothing as such in a case of their own. Whom they act for and what they declared only the
 * directory knows: that is refused at the door.
 */
export function requireNotTheParty(applicant: string, { role, person }: Actor, act: Act): void {
  if (isOfficial(role) && person === applicant && !isHandingOver(role, act))
    throw new Refused('actor.interested', { act, found: 'own' }, 'civil-servant-law.76');
}

/** 回避: whom a complaint is about does nothing in it as an official, not even say who else decides. */
export function requireNotAbout(officials: readonly string[], { role, person }: Actor, act: Act): void {
  if (isOfficial(role) && officials.includes(person))
    throw new Refused('actor.interested', { act, found: 'about' }, 'civil-servant-law.76');
}

/** The receiver must not be the approver (前台综合受理、后台分类审批). (A7) */
export function requireSeparation(state: CaseState, person: string, act: Act): void {
  if (!state.receivers.includes(person)) return;
  throw new Refused('actor.receivedTheCase', { act }, 'rule.separation');
}

export function requireOpenStep(state: CaseState, id: string): StepState {
  const step = stepOf(state, id);
  const open = state.steps.filter(each => each.end === undefined).map(each => each.id);
  if (!step) throw new Refused('step.notOpen', { step: id, found: id, expected: open });
  if (step.end !== undefined)
    throw new Refused(step.end === 'cancelled' ? 'step.cancelled' : 'step.answered', {
      step: id,
      found: step.end,
      expected: open,
    });
  return step;
}

/**
 * What was handed in is not what its schema says: every place with what is wrong there. `what` is a form, a command.
 */
export function refuseShape(what: 'form' | 'command', error: z.ZodError, value: unknown): never {
  throw new Refused(`${what}.invalid`, { issues: issuesOf(error, value) });
}
