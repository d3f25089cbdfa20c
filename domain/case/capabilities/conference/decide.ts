import { issuesOf } from '../../../issue.ts';
import { answer as tryAnswer } from '../../../procedure/procedure.ts';
import { Refused } from '../../../refusal.ts';
import type { Json } from '../../../values.ts';
import type { Asking } from '../../capability.ts';
import type { CommandOf } from '../../command.ts';
import type { DecisionBuilder } from '../../decision-builder.ts';
import { factsFor } from '../../open-steps.ts';
import { stepOf, type StepState } from '../../state.ts';
import { notAnswered } from '../steps/not-answered.ts';
import { whenItMayMeet } from './guard.ts';
import { outcomeOfConference, seatsOf } from './seats.ts';

export function convene(draft: DecisionBuilder, { type: _, ...data }: CommandOf<'convene'>): void {
  const { step, meets: found } = data;
  const { earliest, latest } = whenItMayMeet(draft, stepOf(draft.state, step)!);
  if (found < earliest) throw new Refused('conference.tooSoon', { step, found, earliest });
  if (latest !== undefined && found > latest) throw new Refused('conference.tooLate', { step, found, latest });
  draft.record('convened', data);
}

/** What was said is on record also where the parties answered before it was typed: it closes nothing. */
export function recordMinutes(draft: DecisionBuilder, { type: _, ...data }: CommandOf<'recordMinutes'>): void {
  const parties = seatsOf(draft.state, data.step).flatMap(({ seat }) => seat?.party ?? []);
  const others = data.present.filter(party => !parties.includes(party));
  if (others.length > 0)
    throw new Refused('conference.notParty', { step: data.step, found: others, expected: parties });
  draft.record('minutesRecorded', { ...data, present: [...new Set(data.present)] });
}

/**
 * The answer of a party as it is logged. The last one is tried on the flow with those of all others.
 * @throws Refused
 */
export function trySeat({ environment, state }: Asking, step: StepState, value: Json): Json {
  const { procedure } = environment;
  const parsed = procedure.steps[step.step]!.partAnswer!.safeParse(value);
  if (!parsed.success) throw new Refused('step.invalid', { step: step.id, issues: issuesOf(parsed.error, value) });
  const answered = parsed.data as Json;
  const id = step.seat!.conference;
  if (seatsOf(state, id).some(each => each.id !== step.id && each.end === undefined)) return answered;
  const whole = outcomeOfConference(state, id, { [step.id]: answered });
  const tried = tryAnswer(procedure, factsFor(state), state.log, { id, value: whole });
  if ('refused' in tried) throw notAnswered(step.id, tried);
  return answered;
}
