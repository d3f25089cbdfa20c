import { compareLimits } from '../../clock/limit.ts';
import { districtGovernment } from '../../directory/directory.ts';
import { answer as tryAnswer } from '../../procedure/procedure.ts';
import { Refused } from '../../refusal.ts';
import { due } from '../clocks.ts';
import type { CommandOf } from '../command.ts';
import type { DecisionBuilder } from '../decision-builder.ts';
import { calendarOf } from '../environment.ts';
import { factsFor } from '../open-steps.ts';
import {
  requireApplicant,
  requireOpenStep,
  requireRole,
  requireSeparation,
  requireUnit,
  refuseWhileSuspended,
} from '../refusals.ts';
import type { Json } from '../../values.ts';
import { clockOf, inReview, type StepState } from '../state.ts';

/** The step is open and belongs to the actor: to the applicant, or to the unit (and post) that the procedure names. */
function ownStep(draft: DecisionBuilder, id: string, act: string): StepState {
  const step = requireOpenStep(draft.state, id);
  const { actor } = draft.asked;
  const definition = draft.environment.procedure.steps[step.step];
  if (definition?.kind === 'applicant') {
    requireApplicant(draft.state, actor, act);
    return step;
  }
  if (definition?.kind === 'wait' || definition?.kind === 'effect')
    throw new Refused('step.notForPeople', `${id} is answered by time or by the engine, not by a person.`);
  requireRole(
    actor,
    act,
    ...(definition?.post === 'principal' ? (['unit-head'] as const) : (['officer', 'unit-head'] as const)),
  );
  requireUnit(actor, act, step.by);
  requireSeparation(draft.state, actor.person, act);
  return step;
}

export function claim(draft: DecisionBuilder, { step: id }: CommandOf<'claim'>): void {
  const step = ownStep(draft, id, '认领');
  if (step.claimedBy === draft.asked.actor.person) throw new Refused('step.claimed', `${id} is yours already.`);
  draft.record('claimed', { step: id });
}

export function answer(draft: DecisionBuilder, { step: id, answer: value, together }: CommandOf<'answer'>): void {
  const step = ownStep(draft, id, '答复');
  if (draft.environment.procedure.steps[step.step]?.kind !== 'applicant') refuseWhileSuspended(draft.state, '答复');
  const { procedure } = draft.environment;
  if (step.special !== undefined && procedure.steps[step.step]?.special === undefined)
    throw new Refused('step.paused', `${id} is paused by ${step.special}: its result is recorded first.`, {
      basis: '行政许可法 45',
      details: { found: step.special },
    });
  if ((procedure.steps[step.step]?.people ?? 1) > 1) {
    if (together === undefined || together === draft.asked.actor.person)
      throw new Refused('step.twoPeople', `${id} is checked by two people: name the second one.`, {
        basis: '行政许可法 34',
        details: { found: together ?? null },
      });
    requireSeparation(draft.state, together, '答复');
  }
  const tried = tryAnswer(procedure, factsFor(draft.state), draft.state.log, { id, value });
  if ('refused' in tried)
    throw new Refused(`step.${tried.refused}`, tried.message, { details: { found: value, step: id } });
  draft.record('answered', {
    step: id,
    answer: tried.outcome.value as Json,
    ...(together !== undefined && { together }),
  });
}

export function startSpecial(
  draft: DecisionBuilder,
  { step: id, special, takes, notice }: CommandOf<'startSpecial'>,
): void {
  const step = ownStep(draft, id, '特殊程序');
  const { procedure } = draft.environment;
  const allowed = procedure.steps[step.step]?.mayPauseFor ?? [];
  const listed = procedure.special[special];
  if (!listed || !allowed.includes(special))
    throw new Refused(
      'special.notListed',
      `${special} is not on the published list for ${id}; listed: ${allowed.join(', ') || 'none'}.`,
      { basis: '特殊程序清单；行政许可法 45', details: { found: special, expected: allowed } },
    );
  if (step.special !== undefined) throw new Refused('step.paused', `${id} is paused by ${step.special} already.`);
  const longer = compareLimits(takes, listed.atMost);
  if (longer === undefined || longer > 0)
    throw new Refused(
      'special.tooLong',
      `The time noticed (${takes.unit === 'DATE' ? takes.date : `${takes.n} ${takes.unit}`}) must be in the listed limit's unit and at most that limit.`,
      { basis: listed.basis, details: { found: takes, expected: listed.atMost } },
    );
  if (draft.state.clocks.some(clock => clock.clock === `special:${id}`))
    throw new Refused('special.once', `${id} had its special procedure: it is not started twice.`, {
      basis: '行政许可法 45',
    });
  draft.record('specialStarted', { step: id, special, takes, notice }, { basis: `行政许可法 45；${listed.basis}` });
}

export function endSpecial(draft: DecisionBuilder, { step: id, result }: CommandOf<'endSpecial'>): void {
  const step = ownStep(draft, id, '特殊程序结束');
  if (step.special === undefined) throw new Refused('special.notRunning', `No special procedure is running for ${id}.`);
  draft.record('specialEnded', { step: id, result }, { basis: '行政许可法 45' });
}

/** 延期: asked and approved before the due instant, by the role that the limit names, once (行政许可法 42). */
export function extend(draft: DecisionBuilder, { clock: name, by, reason }: CommandOf<'extend'>): void {
  const { state, asked, environment } = draft;
  const { extension } = environment.procedure.limits;
  if (!extension || extension.of !== (name === 'promise' ? 'promised' : 'statutory'))
    throw new Refused('extension.notOffered', `This procedure has no extension of ${name}.`, {
      details: { found: name, expected: extension?.of ?? null },
    });
  requireRole(asked.actor, '延期', extension.by === 'government-head' ? 'unit-head' : extension.by);
  // The organ's own head approves, or the government's; a role outside of them is of no unit that the case knows.
  if (asked.actor.role === 'unit-head')
    requireUnit(
      asked.actor,
      '延期',
      extension.by === 'government-head' ? districtGovernment : environment.procedure.lead,
    );
  const clock = clockOf(state, name);
  if (!inReview(state) || !clock || clock.stoppedAt !== undefined)
    throw new Refused('extension.finished', 'A clock that has stopped is not extended.', {
      basis: extension.basis,
      details: { found: state.status },
    });
  const { times = 1 } = extension;
  if (clock.extensions.length >= times)
    throw new Refused('extension.once', `A limit is extended ${times === 1 ? 'once' : `${times} times at most`}.`, {
      basis: extension.basis,
      details: { found: clock.extensions.length, expected: times },
    });
  const { at: dueAt, projected } = due(calendarOf(state, environment), clock);
  // A pause in time puts the due off; one opened after the due instant changes nothing.
  if (!projected && asked.askedAt > dueAt)
    throw new Refused('extension.late', 'An extension is asked before the limit ends.', {
      basis: extension.basis,
      details: { due: dueAt, asked: asked.askedAt },
    });
  const longer = compareLimits(by, extension.atMost);
  if (longer === undefined || longer > 0)
    throw new Refused(
      'extension.tooLong',
      'The extension must be in the unit of the limit and at most what the law allows.',
      { basis: extension.basis, details: { found: by, expected: extension.atMost } },
    );
  draft.record('extended', { clock: name, by, reason }, { basis: extension.basis });
}
