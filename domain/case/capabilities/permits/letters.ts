import type { Letter } from '../../../log/letter.ts';
import type { CommandOf } from '../../command.ts';
import { undecided, type CaseState } from '../../state.ts';

/** A case in which a permit goes on tells the one that granted it what became of it. */
export function lettersOf(before: CaseState | undefined, after: CaseState): readonly Letter[] {
  const { follows } = after;
  if (follows?.permit === undefined || !before || !undecided(before) || undecided(after)) return [];
  const isGranted = after.permits.some(({ permit, state }) => permit === follows.permit && state === 'granted');
  const payload: CommandOf<'endContinuation'> = {
    type: 'endContinuation',
    case: after.case,
    permit: follows.permit,
    isGranted,
  };
  return [{ to: follows.case, procedure: after.procedure, begins: false, payload }];
}
