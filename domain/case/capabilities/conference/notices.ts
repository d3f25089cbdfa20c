import type { Environment } from '../../environment.ts';
import type { EventOf } from '../../event.ts';
import { stepOf, type CaseState } from '../../state.ts';
import { tell, type Told } from '../../tell.ts';
import { seatsOf } from './seats.ts';

/** Each party is invited, and told again where the meeting moves. */
export function invited({ data }: EventOf<'convened'>, state: CaseState, { procedure }: Environment): readonly Told[] {
  const title = procedure.steps[stepOf(state, data.step)?.step ?? '']?.title ?? data.step;
  const units = new Set(seatsOf(state, data.step).map(({ by }) => by));
  return [...units].flatMap(unit =>
    tell('conferenceInvited', { step: title, meets: data.meets, place: data.place }, unit),
  );
}
