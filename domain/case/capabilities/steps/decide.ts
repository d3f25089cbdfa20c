import { dueOf } from '../../../clock/clock.ts';
import { workingDays } from '../../../clock/limit.ts';
import { defined } from '../../../defined.ts';
import { rulesFor } from '../../../procedure/language/policy.ts';
import { answer as tryAnswer, type NotAnswered } from '../../../procedure/procedure.ts';
import { Refused } from '../../../refusal.ts';
import type { Json } from '../../../values.ts';
import type { CommandOf } from '../../command.ts';
import type { Asking } from '../../capability.ts';
import type { DecisionBuilder } from '../../decision-builder.ts';
import { factsFor } from '../../open-steps.ts';
import { checkGiven } from '../../papers.ts';
import { seatsOf } from '../conference/seats.ts';
import { hasOpenObjections } from '../objections/notice.ts';
import { propose } from '../proposal/decide.ts';
import { notAnswered } from './not-answered.ts';
import { calendarOf } from '../../environment.ts';
import { stepOf, type StepState } from '../../state.ts';
import { lapseOf } from './evolve.ts';
import { tryStep } from './try-step.ts';

export function claim(draft: DecisionBuilder, { step: id }: CommandOf<'claim'>): void {
  draft.record('claimed', { step: id });
}

export function answer(draft: DecisionBuilder, command: CommandOf<'answer'>): void {
  const { step: id, answer: value, papers = [], personal } = command;
  const step = stepOf(draft.state, id)!;
  const definition = draft.environment.procedure.steps[step.step]!;
  if (isReturn(value)) requireReturnable(draft, step);
  else checkGiven(draft, step.step, papers);
  if (definition.silence && isBySilence(value)) throw notAnswered(id, onlyTime);
  const answered = tryStep(draft, step, value);
  if (definition.people > 1) return propose(draft, step, { answer: answered, papers, ...defined({ personal }) });
  draft.record('answered', {
    step: id,
    answer: answered,
    ...(papers.length > 0 && { papers }),
    ...defined({ personal }),
  });
}

/** Whether the flow goes on when a step's time runs out: one that breaks by it waits, late, for somebody to act. */
export function mayLapse({ state, environment }: Pick<DecisionBuilder, 'state' | 'environment'>, id: string): boolean {
  const seat = stepOf(state, id)?.seat;
  // The absence of one party is an answer among others; only the last one goes to the flow.
  if (seat && seatsOf(state, seat.conference).some(each => each.id !== id && each.end === undefined)) return true;
  if (seat) return mayLapse({ state, environment }, seat.conference);
  // The period of a notice is over whatever came; only what was found of every objection goes to the flow.
  if (hasOpenObjections(state, id)) return true;
  const value = lapseOf(state, id, environment);
  return !('refused' in tryAnswer(environment.procedure, factsFor(state), state.log, { id, value }));
}

/** What was put off to this event and never came stays missing, on record; the permit stands. */
export function lapseDeferred(draft: DecisionBuilder, id: string): void {
  const { state, environment } = draft;
  const event = stepOf(state, id)?.step;
  for (const material of state.missing.filter(each => environment.procedure.materials[each]?.before === event))
    draft.record('toleranceLapsed', { material }, { basis: 'rule.deferral' });
}

/** The answer that sends a step back to whoever assigned it. */
const isReturn = (value: Json): boolean =>
  isObject(value) && (value['returned'] === true || value['answer'] === 'returned');
const isBySilence = (value: Json): boolean => isObject(value) && 'bySilence' in value;
const isObject = (value: Json): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Nobody says that they were silent: only time does. */
const onlyTime: NotAnswered = {
  refused: 'invalid',
  issues: [{ path: ['bySilence'], code: 'unknownField', params: {} }],
};

/** 退回: once for a step, and within a working day of its opening. */
export function requireReturnable(asking: Asking, step: StepState): void {
  const { state, environment, asked } = asking;
  const name = (id: string): string => id.split('#', 1)[0]!;
  if (state.log.some(({ id, value }) => name(id) === name(step.id) && isReturn(value)))
    throw new Refused('step.returnedBefore', { step: step.id }, 'rule.return');
  const { at: due } = dueOf(calendarOf(state, environment), {
    anchor: step.openedAt,
    limit: workingDays(1),
    party: 'agency',
    pauses: [],
    extensions: [],
    warns: false,
    ...rulesFor(environment.procedure.policies, 'agency'),
    ...defined({ isAnchoredAtDayEnd: step.isOpenedAtDayEnd }),
  });
  if (asked.askedAt > due)
    throw new Refused('step.returnLate', { step: step.id, due, asked: asked.askedAt }, 'rule.return');
}
