import type { Environment } from '../../environment.ts';
import { stepOf, type CaseState } from '../../state.ts';

/** The basis by which the unit of a step agrees by its silence, where the procedure cites one for its approval. */
export function silenceOf(state: CaseState, id: string, { procedure }: Environment): string | undefined {
  const definition = procedure.steps[stepOf(state, id)?.step ?? ''];
  return definition?.kind === 'approval' ? definition.silence?.basis : undefined;
}
