import type { z } from 'zod';
import { formatInstant } from '../calendar/day.ts';
import { formatPlaces, issuesOf } from '../issue.ts';
import { Refused } from '../refusal.ts';
import type { CaseState, StepState } from './state.ts';
import { stepOf, suspensionOf } from './state.ts';
import type { Actor, Role } from '../values.ts';
import type { Status } from './vocabulary.ts';

/** The typed refusals that several acts share. Each says what was found, what is expected, and the rule. */
export function requireStatus(state: CaseState, act: string, ...expected: readonly Status[]): void {
  if (expected.includes(state.status)) return;
  throw new Refused(
    'case.wrongState',
    `${act} needs a case that is ${expected.join(' or ')}; this one is ${state.status}.`,
    {
      details: { found: state.status, expected },
    },
  );
}

export function requireRole(actor: Actor, act: string, ...expected: readonly Role[]): void {
  if (expected.includes(actor.role)) return;
  throw new Refused('actor.wrongRole', `${act} is for ${expected.join(' or ')}; the caller acts as ${actor.role}.`, {
    details: { found: actor.role, expected },
  });
}

export function requireUnit(actor: Actor, act: string, unit: string): void {
  if (actor.unit === unit) return;
  throw new Refused(
    'actor.wrongUnit',
    `${act} belongs to the unit ${unit}; the caller acts for ${actor.unit ?? 'no unit'}.`,
    { details: { found: actor.unit ?? null, expected: unit } },
  );
}

/** The applicant, or an agent with a delegation for this applicant (帮办代办). */
export function requireApplicant(state: CaseState, actor: Actor, act: string): void {
  requireRole(actor, act, 'applicant', 'agent');
  const party = actor.role === 'agent' ? actor.onBehalfOf : actor.person;
  if (party === state.applicant) return;
  throw new Refused(
    'actor.notTheApplicant',
    `${act} is for the applicant of this case or an agent with a delegation.`,
    { basis: 'rule.agency' },
  );
}

/** While the case is suspended (中止) the office does not act on it; it resumes first. */
export function refuseWhileSuspended(state: CaseState, act: string): void {
  const suspension = suspensionOf(state);
  if (!suspension) return;
  throw new Refused(
    'case.suspended',
    `The case is suspended since ${formatInstant(suspension.from)} (${suspension.notice}): ${act} is for after it is ` +
      'resumed.',
    {
      basis: 'rule.suspension',
      details: { found: suspension.ground, notice: suspension.notice },
    },
  );
}

/** The receiver must not be the approver (前台综合受理、后台分类审批). (A7) */
export function requireSeparation(state: CaseState, person: string, act: string): void {
  if (!state.receivers.includes(person)) return;
  throw new Refused(
    'actor.receivedTheCase',
    `${act} is not for the person who received or accepted the case: another person of the unit must do it.`,
    { basis: 'rule.separation' },
  );
}

export function requireOpenStep(state: CaseState, id: string): StepState {
  const step = stepOf(state, id);
  const open = state.steps.filter(each => each.end === undefined).map(each => each.id);
  if (!step)
    throw new Refused('step.notOpen', `The step ${id} is not (yet) asked; open steps: ${open.join(', ') || 'none'}.`, {
      details: { found: id, expected: open },
    });
  if (step.end !== undefined)
    throw new Refused(
      step.end === 'cancelled' ? 'step.cancelled' : 'step.answered',
      `The step ${id} is ${step.end} already: an answer is final.`,
      { details: { found: step.end, expected: open } },
    );
  return step;
}

/**
 * What was handed in is not what its schema says: every place with what is wrong there. `what` is a form, a command.
 */
export function refuseShape(what: string, error: z.ZodError, value: unknown): never {
  const issues = issuesOf(error, value);
  throw new Refused(`${what}.invalid`, `The ${what} does not fit at: ${formatPlaces(issues)}.`, {
    details: { issues },
  });
}
