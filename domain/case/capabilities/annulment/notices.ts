import type { Environment } from '../../environment.ts';
import { when, type EventOf } from '../../event.ts';
import type { CaseState } from '../../state.ts';
import { dueToTell, tell, type Told } from '../../tell.ts';
import { tellMoved } from '../limits/moved.ts';

/**
 * The applicant is told what was taken back and which dates hold now, each unit the same of the clocks that it holds.
 * Of an acceptance each unit whose step fell with it is told too.
 */
export function annulled(event: EventOf<'annulled'>, state: CaseState, environment: Environment): readonly Told[] {
  const { of, reason, clocks } = event.data;
  const { text } = reason;
  if (of !== 'accepted' && of !== 'tolerantlyAccepted') {
    const moved = tellMoved(clocks, state, environment, (told, to) =>
      tell('actAnnulled', { of, reason: text, clocks: told }, to),
    );
    return moved.some(({ to }) => to === undefined)
      ? moved
      : [...tell('actAnnulled', { of, reason: text, clocks: [] }), ...moved];
  }
  const fallen = state.steps.filter(step => step.end === 'cancelled' && step.endedAt === when(event));
  const units = new Set(fallen.map(({ by }) => by).filter(by => by !== 'applicant'));
  return [undefined, ...units].flatMap(to =>
    tell('acceptanceAnnulled', { reason: text, ...dueToTell(state, environment, 'acceptance') }, to),
  );
}
