import { Refused } from '../../../refusal.ts';
import type { Instant } from '../../../calendar/day.ts';
import { dueOf } from '../../../clock/clock.ts';
import { rulesFor } from '../../../procedure/language/policy.ts';
import type { CommandOf } from '../../command.ts';
import type { Asking, Named } from '../../capability.ts';
import { due, isRunning } from '../../clocks.ts';
import { versionFor } from '../../environment.ts';
import { requireOwnStep } from '../../own-step.ts';
import { requireRole, requireUnit, type Act } from '../../refusals.ts';
import { stepOf, type StepState } from '../../state.ts';
import { seatsOf } from './seats.ts';
import type { MeetingState } from './state.ts';

export function convene(asking: Asking, { step: id }: Named<CommandOf<'convene'>>): void {
  const step = requireOwnStep(asking, id, 'convene');
  requireConference(asking, step);
  if (step.meeting && asking.asked.askedAt >= step.meeting.meets)
    throw new Refused('conference.met', { step: step.id, met: step.meeting.meets });
  const { earliest, latest } = whenItMayMeet(asking, step);
  if (latest !== undefined && earliest > latest)
    throw new Refused('conference.tooLate', { step: step.id, found: earliest, latest });
}

/** Invited as long ahead as the procedure says, and held within the time of the step, while there is some. */
export function whenItMayMeet(
  { state, environment, asked }: Asking,
  step: StepState,
): { readonly earliest: Instant; readonly latest: Instant | undefined } {
  const { at: earliest } = dueOf(environment.calendar(versionFor(state, step.by)), {
    anchor: asked.askedAt,
    limit: environment.procedure.steps[step.step]!.notice!,
    party: 'agency',
    pauses: [],
    extensions: [],
    warns: false,
    ...rulesFor(environment.procedure.policies, 'agency'),
  });
  const own = state.clocks.find(clock => clock.clock === `step:${step.id}` && isRunning(clock));
  return { earliest, latest: own && own.breachedAt === undefined ? due(environment, own).at : undefined };
}

export function recordMinutes(asking: Asking, { step: id }: Named<CommandOf<'recordMinutes'>>): void {
  const { state, asked } = asking;
  const step = stepOf(state, id);
  if (!step) throw new Refused('step.notOpen', { step: id, found: id, expected: [] });
  requireConference(asking, step);
  requireRole(asked.actor, 'recordMinutes', 'officer', 'unit-head');
  requireUnit(asked.actor, 'recordMinutes', step.by);
  const meeting = requireMet(asking, step, 'recordMinutes');
  if (meeting.minutes !== undefined) throw new Refused('conference.minuted', { step: step.id });
}

/** Each party answers for itself, when it has met. */
export function requireSeat(asking: Asking, step: StepState): void {
  if (asking.environment.procedure.steps[step.step]?.kind !== 'conference') return;
  const expected = seatsOf(asking.state, step.id).map(({ id }) => id);
  if (!step.seat) throw new Refused('conference.partiesAnswer', { step: step.id, expected });
  requireMet(asking, step, 'answer');
}

function requireConference({ environment, state }: Asking, step: StepState): void {
  const isChair = environment.procedure.steps[step.step]?.kind === 'conference' && !step.seat;
  if (isChair) return;
  const expected = state.steps
    .filter(each => environment.procedure.steps[each.step]?.kind === 'conference' && !each.seat)
    .map(({ id }) => id);
  throw new Refused('conference.none', { step: step.id, expected });
}

function requireMet({ state, asked }: Asking, { id, seat }: StepState, act: Act): MeetingState {
  const meeting = stepOf(state, seat?.conference ?? id)?.meeting;
  if (meeting && asked.askedAt >= meeting.meets) return meeting;
  throw new Refused('conference.notMet', { act, step: id, meets: meeting?.meets ?? null });
}
