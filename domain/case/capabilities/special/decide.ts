import { compareLimits } from '../../../clock/limit.ts';
import { Refused } from '../../../refusal.ts';
import type { CommandOf } from '../../command.ts';
import type { DecisionBuilder } from '../../decision-builder.ts';
import { requireOwnStep } from '../../own-step.ts';

export function startSpecial(
  draft: DecisionBuilder,
  { step: id, special, takes, notice }: CommandOf<'startSpecial'>,
): void {
  const step = requireOwnStep(draft, id, 'startSpecial');
  const { procedure } = draft.environment;
  const allowed = procedure.steps[step.step]?.mayPauseFor ?? [];
  const listed = procedure.special[special];
  if (!listed || !allowed.includes(special))
    throw new Refused('special.notListed', { step: id, found: special, expected: allowed }, 'licensing-law.45.list');
  if (step.special !== undefined) throw new Refused('step.paused', { step: id, found: step.special });
  const longer = compareLimits(takes, listed.atMost);
  if (longer === undefined || longer > 0)
    throw new Refused('special.tooLong', { found: takes, expected: listed.atMost }, { text: listed.basis });
  if (draft.state.clocks.some(clock => clock.clock === `special:${id}`))
    throw new Refused('special.once', { step: id }, 'licensing-law.45');
  draft.record(
    'specialStarted',
    { step: id, special, takes, notice },
    { basis: { code: 'licensing-law.45', text: listed.basis } },
  );
}

export function endSpecial(draft: DecisionBuilder, { step: id, result }: CommandOf<'endSpecial'>): void {
  const step = requireOwnStep(draft, id, 'endSpecial');
  if (step.special === undefined) throw new Refused('special.notRunning', { step: id });
  draft.record('specialEnded', { step: id, result }, { basis: 'licensing-law.45' });
}
