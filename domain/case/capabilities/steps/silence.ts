import type { Environment } from '../../environment.ts';
import { stepOf, type CaseState } from '../../state.ts';
import { absenceOf, absenceOfAll } from '../conference/seats.ts';

/**
 * The basis by which the unit of a step agrees by its silence, where the procedure cites one for its approval; of a
 * conference that by which a party agrees that stays away.
 */
export function silenceOf(state: CaseState, id: string, environment: Environment): string | undefined {
  const step = stepOf(state, id);
  const definition = environment.procedure.steps[step?.step ?? ''];
  if (definition?.kind === 'approval') return definition.silence?.basis;
  if (!step || definition?.kind !== 'conference') return undefined;
  return step.seat ? absenceOf(state, step, environment) : absenceOfAll(state, id, environment);
}

/** An effect that has not answered in time is given over to a person. */
export const isEffect = (state: CaseState, id: string, { procedure }: Environment): boolean =>
  procedure.steps[stepOf(state, id)?.step ?? '']?.kind === 'effect';
