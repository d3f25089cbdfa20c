import { z } from 'zod';
import { defined } from '../../../defined.ts';
import { issuesOf } from '../../../issue.ts';
import { canonicalJson } from '../../../log/canonical.ts';
import { answer as tryAnswer } from '../../../procedure/procedure.ts';
import { Refused } from '../../../refusal.ts';
import type { Json } from '../../../values.ts';
import type { Asking } from '../../capability.ts';
import type { CommandOf } from '../../command.ts';
import type { DecisionBuilder } from '../../decision-builder.ts';
import { factsFor } from '../../open-steps.ts';
import { partyOf } from '../../refusals.ts';
import { stepOf, type StepState } from '../../state.ts';
import { notAnswered } from '../steps/not-answered.ts';
import { sideOf } from './guard.ts';
import { objectionsOf, outcomeOfNotice } from './notice.ts';
import type { Ruling } from './state.ts';

export function object(draft: DecisionBuilder, { step: id, reason, concerns }: CommandOf<'object'>): void {
  const { state, environment, asked } = draft;
  const by = partyOf(asked.actor);
  const about = concernsOf(environment.procedure.steps[stepOf(state, id)!.step]!.concerns, id, concerns);
  const made = objectionsOf(state, id);
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
  const of = sideOf(draft, stepOf(draft.state, id)!.objection!.by)!;
  draft.record('objectionReplied', { step: id, of, reason });
}

/**
 * What a unit found of an objection, as it is logged. The last one after the period is tried on the flow.
 * @throws Refused
 */
export function tryRuling({ state, environment }: Asking, step: StepState, value: Json): Json {
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
