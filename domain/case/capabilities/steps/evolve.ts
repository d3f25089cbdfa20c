import { defined } from '../../../defined.ts';
import type { Instant } from '../../../calendar/day.ts';
import type { Json } from '../../../values.ts';
import { breach, isRunning, stopClocks } from '../../clocks.ts';
import type { Environment } from '../../environment.ts';
import { when, type EventOf } from '../../event.ts';
import { pauseClocks, syncOpenSteps } from '../../open-steps.ts';
import { endDraft } from '../children/state.ts';
import { hasOpenObjections, outcomeOfNotice } from '../objections/notice.ts';
import type { Ruling } from '../objections/state.ts';
import { outcomeOfConference, seatsOf } from '../conference/seats.ts';
import { changeStep, stepOf, withPapers, type CaseState, type StepState } from '../../state.ts';

export const claim = (state: CaseState, event: EventOf<'claimed'>): CaseState =>
  changeStep(state, event.data.step, step => ({ ...step, claimedBy: event.actor.person }));

/** The running clock of a step itself, not that of its special procedure. */
const ownClock = (state: CaseState, step: string): string | undefined =>
  state.clocks.find(clock => clock.step === step && isRunning(clock) && clock.kind !== 'special')?.clock;

type StepEnd = Pick<StepState, 'end' | 'endedAt' | 'answeredBy' | 'answeredAs' | 'personal'>;

/** A step is over: its clock stops, and the flow goes on with what it came to. */
export function endStep(
  state: CaseState,
  id: string,
  value: Json,
  ending: StepEnd,
  at: Instant,
  environment: Environment,
): CaseState {
  const step = stepOf(state, id);
  const done = stopClocks(
    changeStep(state, id, ({ special: _, notice: _number, proposal: _proposal, refusal: _refusal, ...step }) => ({
      ...step,
      ...ending,
      ...(step.seat && { seat: { ...step.seat, answer: value } }),
      ...(step.objection && { objection: { ...step.objection, ruling: value as unknown as Ruling } }),
    })),
    clock => clock.step === id,
    at,
  );
  if (step?.seat) return endConference(done, step.seat.conference, ending, at, environment);
  if (step?.objection) return endNotice(done, step.objection.notice, ending, at, environment);
  return syncOpenSteps({ ...done, log: [...done.log, { id, value }] }, at, environment);
}

/** A conference is over when all parties have answered. Until then the flow goes on as it was. */
function endConference(
  state: CaseState,
  id: string,
  { endedAt, answeredAs }: StepEnd,
  at: Instant,
  environment: Environment,
): CaseState {
  if (seatsOf(state, id).some(({ end }) => end === undefined)) return pauseClocks(state, at, environment);
  return endStep(
    state,
    id,
    outcomeOfConference(state, id),
    { end: 'done', ...defined({ endedAt, answeredAs }) },
    at,
    environment,
  );
}

/** A notice is over when its period is, and every objection is answered. */
function endNotice(
  state: CaseState,
  id: string,
  { endedAt, answeredAs }: Partial<StepEnd>,
  at: Instant,
  environment: Environment,
): CaseState {
  const notice = stepOf(state, id);
  if (!notice?.isPeriodOver || hasOpenObjections(state, id)) return pauseClocks(state, at, environment);
  const value = outcomeOfNotice(state, id);
  return endStep(state, id, value, { end: 'lapsed', ...defined({ endedAt, answeredAs }) }, at, environment);
}

/** The period of a notice is over: its clock stops, in time. */
function endPeriod(state: CaseState, id: string, at: Instant, environment: Environment): CaseState {
  const over = changeStep(state, id, step => ({ ...step, isPeriodOver: true }));
  return endNotice(
    stopClocks(over, clock => clock.step === id, at),
    id,
    { endedAt: at },
    at,
    environment,
  );
}

/** The time of a conference is over, and every party that has not answered stayed away. */
function endAbsent(state: CaseState, id: string, at: Instant, environment: Environment): CaseState {
  let next = state;
  for (const seat of seatsOf(state, id).filter(({ end }) => end === undefined))
    next = endStep(next, seat.id, absent, { end: 'lapsed', endedAt: at }, at, environment);
  return next;
}
const absent: Json = { answer: 'agree', bySilence: true };

export function answerStep(state: CaseState, event: EventOf<'answered'>, environment: Environment): CaseState {
  const { step, answer, papers = [], confirmedBy = [], personal } = event.data;
  const answeredBy = [event.actor.person, ...confirmedBy];
  const answeredAs = stepOf(state, step)?.proposal?.people.at(-1) ?? event.actor;
  return endStep(
    withPapers(state, papers),
    step,
    answer,
    { end: 'done', endedAt: when(event), answeredBy, answeredAs, ...defined({ personal }) },
    when(event),
    environment,
  );
}

export function lapseStep(state: CaseState, event: EventOf<'lapsed'>, environment: Environment): CaseState {
  const { step } = event.data;
  if (environment.procedure.steps[stepOf(state, step)?.step ?? '']?.kind === 'publicNotice')
    return endPeriod(state, step, event.at, environment);
  if (isConference(state, step, environment)) return endAbsent(state, step, event.at, environment);
  const value = lapseOf(state, step, environment);
  // Silence that agrees is an answer in time, and nobody is late by it.
  const isSilence = (value as { readonly bySilence?: boolean }).bySilence === true;
  const stood = isSilence ? state : breach(state, ownClock(state, step), event.at, environment);
  return endStep(
    endDraft(stood, step, event.at),
    step,
    value,
    { end: 'lapsed', endedAt: event.at },
    event.at,
    environment,
  );
}

/**
 * What the flow gets when time runs out: of a public notice the objections that came, of an approval whose silence
 * agrees that it does, labelled so; anything else has lapsed.
 */
export function lapseOf(state: CaseState, id: string, { procedure }: Pick<Environment, 'procedure'>): Json {
  const step = stepOf(state, id);
  const definition = procedure.steps[step?.step ?? ''];
  if (definition?.kind === 'publicNotice') return outcomeOfNotice(state, id);
  if (step && isConference(state, id, { procedure })) {
    const left = seatsOf(state, id).filter(({ end }) => end === undefined);
    return outcomeOfConference(state, id, Object.fromEntries(left.map(seat => [seat.id, absent])));
  }
  if (step?.seat) return absent;
  if (definition?.kind === 'child') return { end: 'withdrawn' };
  return definition?.kind === 'approval' && definition.silence ? absent : { lapsed: true };
}

const isConference = (state: CaseState, id: string, { procedure }: Pick<Environment, 'procedure'>): boolean => {
  const step = stepOf(state, id);
  return step !== undefined && !step.seat && procedure.steps[step.step]?.kind === 'conference';
};
