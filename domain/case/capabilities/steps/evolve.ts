import type { Instant } from '../../../calendar/day.ts';
import type { Json, Reason } from '../../../values.ts';
import { breach, isRunning, stopClocks } from '../../clocks.ts';
import type { Environment } from '../../environment.ts';
import { when, type EventOf } from '../../event.ts';
import { syncOpenSteps } from '../../open-steps.ts';
import { changeStep, stepOf, withPapers, type CaseState, type StepState } from '../../state.ts';

export const claim = (state: CaseState, event: EventOf<'claimed'>): CaseState =>
  changeStep(state, event.data.step, step => ({ ...step, claimedBy: event.actor.person }));

/** The running clock of a step itself, not that of its special procedure. */
const ownClock = (state: CaseState, step: string): string | undefined =>
  state.clocks.find(clock => clock.step === step && isRunning(clock) && clock.kind !== 'special')?.clock;

type StepEnd = Pick<StepState, 'end' | 'endedAt' | 'answeredBy' | 'answeredAs'>;

/** A step is over: its clock stops, and the flow goes on with what it came to. */
export function endStep(
  state: CaseState,
  id: string,
  value: Json,
  ending: StepEnd,
  at: Instant,
  environment: Environment,
): CaseState {
  const done = stopClocks(
    changeStep(state, id, ({ special: _, notice: _number, proposal: _proposal, refusal: _refusal, ...step }) => ({
      ...step,
      ...ending,
    })),
    clock => clock.step === id,
    at,
  );
  return syncOpenSteps({ ...done, log: [...done.log, { id, value }] }, at, environment);
}

export function answerStep(state: CaseState, event: EventOf<'answered'>, environment: Environment): CaseState {
  const { step, answer, papers = [], confirmedBy = [] } = event.data;
  // A public notice takes objections for its whole period: nothing ends it but time.
  if (environment.procedure.steps[stepOf(state, step)?.step ?? '']?.kind === 'publicNotice')
    return changeStep(state, step, each => ({
      ...each,
      objections: [...(each.objections ?? []), ...(answer as { readonly objections: readonly Reason[] }).objections],
      answeredBy: [...new Set([...(each.answeredBy ?? []), event.actor.person])],
    }));
  const answeredBy = [event.actor.person, ...confirmedBy];
  const answeredAs = stepOf(state, step)?.proposal?.people.at(-1) ?? event.actor;
  return endStep(
    withPapers(state, papers),
    step,
    answer,
    { end: 'done', endedAt: when(event), answeredBy, answeredAs },
    when(event),
    environment,
  );
}

export function lapseStep(state: CaseState, event: EventOf<'lapsed'>, environment: Environment): CaseState {
  const { step } = event.data;
  const value = lapseOf(state, step, environment);
  // Silence that agrees is an answer in time, and nobody is late by it.
  const isSilence = (value as { readonly bySilence?: boolean }).bySilence === true;
  const stood = isSilence ? state : breach(state, ownClock(state, step), event.at, environment);
  return endStep(stood, step, value, { end: 'lapsed', endedAt: event.at }, event.at, environment);
}

/**
 * What the flow gets when time runs out: of a public notice the objections that came, of an approval whose silence
 * agrees that it does, labelled so; anything else has lapsed.
 */
export function lapseOf(state: CaseState, id: string, { procedure }: Environment): Json {
  const step = stepOf(state, id);
  const definition = procedure.steps[step?.step ?? ''];
  if (definition?.kind === 'publicNotice')
    return { objections: (step?.objections ?? []).map(each => ({ ...each })) as Json };
  return definition?.kind === 'approval' && definition.silence
    ? { answer: 'agree', bySilence: true }
    : { lapsed: true };
}
