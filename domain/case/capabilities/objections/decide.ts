import { z } from 'zod';
import { issuesOf } from '../../../issue.ts';
import { canonicalJson } from '../../../log/canonical.ts';
import { mostObjections, mostObjectionsOfOne } from '../../../procedure/language/answers.ts';
import { answer as tryAnswer } from '../../../procedure/procedure.ts';
import { Refused } from '../../../refusal.ts';
import type { Json } from '../../../values.ts';
import { due, isNamed, isRunning } from '../../clocks.ts';
import type { CommandOf } from '../../command.ts';
import type { DecisionBuilder } from '../../decision-builder.ts';
import { factsFor } from '../../open-steps.ts';
import { partyOf, requireRole, requireUnit } from '../../refusals.ts';
import { openSteps, stepOf, type StepState } from '../../state.ts';
import { notAnswered } from '../steps/not-answered.ts';
import { objectionsOf, outcomeOfNotice } from './notice.ts';
import type { Ruling } from './state.ts';
import { defined } from '../../../defined.ts';

export function object(draft: DecisionBuilder, { step: id, reason, concerns }: CommandOf<'object'>): void {
  const { state, environment, asked } = draft;
  const notice = requireNotice(draft, id);
  requireRole(asked.actor, 'object', 'applicant', 'agent', 'officer', 'unit-head');
  const by = partyOf(asked.actor);
  if (by === undefined) requireUnit(asked.actor, 'object', notice.by);
  if (by === state.applicant) throw new Refused('objection.own', { step: id });
  const clock = state.clocks.find(each => isNamed(`step:${id}`)(each) && isRunning(each));
  if (notice.isPeriodOver || (clock && asked.askedAt > due(environment, clock).at))
    throw new Refused('objection.late', { step: id });
  const about = concernsOf(environment.procedure.steps[notice.step]!.concerns, id, concerns);
  const made = objectionsOf(state, id);
  if (made.length >= mostObjections) throw new Refused('objection.tooMany', { step: id, most: mostObjections });
  const theirs = made.filter(each => by !== undefined && each.objection?.by === by);
  if (theirs.length >= mostObjectionsOfOne)
    throw new Refused('objection.tooMany', { step: id, most: mostObjectionsOfOne });
  const same = (each: StepState): boolean =>
    by !== undefined &&
    each.objection?.by === by &&
    canonicalJson(each.objection.concerns ?? null) === canonicalJson(concerns ?? null);
  const before = made.find(same);
  if (before) throw new Refused('objection.twice', { step: id, found: before.id });
  draft.record('objected', {
    step: id,
    objection: `${id}:${made.length + 1}`,
    reason,
    ...defined({ concerns: about, by }),
  });
}

/** What an objection is about, as the procedure types it; where it types nothing, nothing is taken. */
function concernsOf(schema: z.ZodType | undefined, step: string, concerns: Json | undefined): Json | undefined {
  const places = z.strictObject(schema ? { concerns: schema } : {});
  const given = concerns === undefined ? {} : { concerns };
  const { data, error } = places.safeParse(given);
  if (error) throw new Refused('objection.invalid', { step, issues: issuesOf(error, given) });
  return (data as { readonly concerns?: Json }).concerns;
}

export function replyToObjection(draft: DecisionBuilder, { step: id, reason }: CommandOf<'replyToObjection'>): void {
  const { state, asked } = draft;
  requireRole(asked.actor, 'replyToObjection', 'applicant', 'agent');
  const step = stepOf(state, id);
  const party = partyOf(asked.actor);
  const { objection } = step ?? {};
  if (!objection) throw new Refused('step.notOpen', { step: id, found: id, expected: openObjections(draft) });
  const of = party === state.applicant ? 'applicant' : party === objection.by ? 'objector' : undefined;
  if (party === undefined || of === undefined) throw new Refused('objection.notOfParties', { step: id });
  if (step!.end !== undefined)
    throw new Refused('step.answered', { step: id, found: step!.end, expected: openObjections(draft) });
  if (objection.replies.some(each => each.of === of)) throw new Refused('objection.replied', { step: id });
  draft.record('objectionReplied', { step: id, of, reason });
}

/** A notice ends by time; the unit answers each objection to it. */
export function requireObjection(draft: DecisionBuilder, step: StepState): void {
  if (draft.environment.procedure.steps[step.step]?.kind !== 'publicNotice' || step.objection) return;
  const expected = objectionsOf(draft.state, step.id).flatMap(({ id, end }) => (end === undefined ? [id] : []));
  throw new Refused('objection.notAnswered', { step: step.id, expected });
}

/**
 * What a unit found of an objection, as it is logged. The last one after the period is tried on the flow.
 * @throws Refused
 */
export function tryRuling({ state, environment }: DecisionBuilder, step: StepState, value: Json): Json {
  const { procedure } = environment;
  const parsed = procedure.steps[step.step]!.partAnswer!.safeParse(value);
  if (!parsed.success) throw new Refused('step.invalid', { step: step.id, issues: issuesOf(parsed.error, value) });
  const ruling = parsed.data as Ruling;
  const id = step.objection!.notice;
  const others = objectionsOf(state, id).filter(each => each.id !== step.id);
  if (stepOf(state, id)?.isPeriodOver && others.every(({ end }) => end !== undefined)) {
    const whole = outcomeOfNotice(state, id, { [step.id]: ruling });
    const tried = tryAnswer(procedure, factsFor(state), state.log, { id, value: whole });
    if ('refused' in tried) throw notAnswered(step.id, tried);
  }
  return parsed.data as Json;
}

const openObjections = ({ state }: DecisionBuilder): readonly string[] =>
  openSteps(state).flatMap(({ id, objection }) => (objection ? [id] : []));

function requireNotice({ state, environment }: DecisionBuilder, id: string): StepState {
  const isNotice = (each: StepState): boolean =>
    environment.procedure.steps[each.step]?.kind === 'publicNotice' && !each.objection;
  const step = stepOf(state, id);
  if (step && isNotice(step) && step.end === undefined) return step;
  if (step && isNotice(step)) throw new Refused('objection.late', { step: id });
  const expected = openSteps(state).filter(isNotice);
  throw new Refused('objection.noNotice', { step: id, expected: expected.map(each => each.id) });
}
