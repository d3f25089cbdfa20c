import { dueOf } from '../../../clock/clock.ts';
import { issuesOf } from '../../../issue.ts';
import { rulesFor } from '../../../procedure/language/policy.ts';
import { answer as tryAnswer } from '../../../procedure/procedure.ts';
import { Refused } from '../../../refusal.ts';
import type { Json } from '../../../values.ts';
import { due, isRunning } from '../../clocks.ts';
import type { CommandOf } from '../../command.ts';
import type { DecisionBuilder } from '../../decision-builder.ts';
import { versionFor } from '../../environment.ts';
import { factsFor } from '../../open-steps.ts';
import { requireOwnStep } from '../../own-step.ts';
import { requireRole, requireUnit, type Act } from '../../refusals.ts';
import { stepOf, type StepState } from '../../state.ts';
import { notAnswered } from '../steps/not-answered.ts';
import { outcomeOfConference, seatsOf } from './seats.ts';
import type { MeetingState } from './state.ts';

export function convene(draft: DecisionBuilder, { type: _, ...data }: CommandOf<'convene'>): void {
  const { state, environment, asked } = draft;
  const step = requireOwnStep(draft, data.step, 'convene');
  requireConference(draft, step);
  if (step.meeting && asked.askedAt >= step.meeting.meets)
    throw new Refused('conference.met', { step: step.id, met: step.meeting.meets });
  const notice = environment.procedure.steps[step.step]!.notice!;
  const { at: earliest } = dueOf(environment.calendar(versionFor(state, step.by)), {
    anchor: asked.askedAt,
    limit: notice,
    party: 'agency',
    pauses: [],
    extensions: [],
    warns: false,
    ...rulesFor(environment.procedure.policies, 'agency'),
  });
  const own = state.clocks.find(clock => clock.clock === `step:${step.id}` && isRunning(clock));
  const latest = own && own.breachedAt === undefined ? due(environment, own).at : undefined;
  if (data.meets < earliest) throw new Refused('conference.tooSoon', { step: step.id, found: data.meets, earliest });
  if (latest !== undefined && data.meets > latest)
    throw new Refused('conference.tooLate', { step: step.id, found: data.meets, latest });
  draft.record('convened', data);
}

/** What was said is on record also where the parties answered before it was typed: it closes nothing. */
export function recordMinutes(draft: DecisionBuilder, { type: _, ...data }: CommandOf<'recordMinutes'>): void {
  const { state, asked } = draft;
  const step = stepOf(state, data.step);
  if (!step) throw new Refused('step.notOpen', { step: data.step, found: data.step, expected: [] });
  requireConference(draft, step);
  requireRole(asked.actor, 'recordMinutes', 'officer', 'unit-head');
  requireUnit(asked.actor, 'recordMinutes', step.by);
  const meeting = requireMet(draft, step, 'recordMinutes');
  if (meeting.minutes !== undefined) throw new Refused('conference.minuted', { step: step.id });
  const parties = seatsOf(state, step.id).flatMap(({ seat }) => seat?.party ?? []);
  const others = data.present.filter(party => !parties.includes(party));
  if (others.length > 0) throw new Refused('conference.notParty', { step: step.id, found: others, expected: parties });
  draft.record('minutesRecorded', { ...data, present: [...new Set(data.present)] });
}

/** Each party answers for itself, when it has met. */
export function requireSeat(draft: DecisionBuilder, step: StepState): void {
  if (draft.environment.procedure.steps[step.step]?.kind !== 'conference') return;
  const expected = seatsOf(draft.state, step.id).map(({ id }) => id);
  if (!step.seat) throw new Refused('conference.partiesAnswer', { step: step.id, expected });
  requireMet(draft, step, 'answer');
}

/**
 * The answer of a party as it is logged. The last one is tried on the flow with those of all others.
 * @throws Refused
 */
export function trySeat(draft: DecisionBuilder, step: StepState, value: Json): Json {
  const { procedure } = draft.environment;
  const parsed = procedure.steps[step.step]!.partAnswer!.safeParse(value);
  if (!parsed.success) throw new Refused('step.invalid', { step: step.id, issues: issuesOf(parsed.error, value) });
  const answered = parsed.data as Json;
  const { state } = draft;
  const id = step.seat!.conference;
  if (seatsOf(state, id).some(each => each.id !== step.id && each.end === undefined)) return answered;
  const whole = outcomeOfConference(state, id, { [step.id]: answered });
  const tried = tryAnswer(procedure, factsFor(state), state.log, { id, value: whole });
  if ('refused' in tried) throw notAnswered(step.id, tried);
  return answered;
}

function requireConference({ environment, state }: DecisionBuilder, step: StepState): void {
  const isChair = environment.procedure.steps[step.step]?.kind === 'conference' && !step.seat;
  if (isChair) return;
  const expected = state.steps
    .filter(each => environment.procedure.steps[each.step]?.kind === 'conference' && !each.seat)
    .map(({ id }) => id);
  throw new Refused('conference.none', { step: step.id, expected });
}

function requireMet({ state, asked }: DecisionBuilder, { id, seat }: StepState, act: Act): MeetingState {
  const meeting = stepOf(state, seat?.conference ?? id)?.meeting;
  if (meeting && asked.askedAt >= meeting.meets) return meeting;
  throw new Refused('conference.notMet', { act, step: id, meets: meeting?.meets ?? null });
}
