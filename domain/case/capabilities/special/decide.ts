import { compareLimits } from '../../../clock/limit.ts';
import { Refused } from '../../../refusal.ts';
import type { CommandOf } from '../../command.ts';
import type { DecisionBuilder } from '../../decision-builder.ts';
import { requireOwnStep } from '../../own-step.ts';

export function startSpecial(
  draft: DecisionBuilder,
  { step: id, special, takes, notice }: CommandOf<'startSpecial'>,
): void {
  const step = requireOwnStep(draft, id, '特殊程序');
  const { procedure } = draft.environment;
  const allowed = procedure.steps[step.step]?.mayPauseFor ?? [];
  const listed = procedure.special[special];
  if (!listed || !allowed.includes(special))
    throw new Refused(
      'special.notListed',
      `${special} is not on the published list for ${id}; listed: ${allowed.join(', ') || 'none'}.`,
      { basis: 'licensing-law.45.list', details: { found: special, expected: allowed } },
    );
  if (step.special !== undefined) throw new Refused('step.paused', `${id} is paused by ${step.special} already.`);
  const longer = compareLimits(takes, listed.atMost);
  if (longer === undefined || longer > 0)
    throw new Refused(
      'special.tooLong',
      `The time noticed (${takes.unit === 'DATE' ? takes.date : `${takes.n} ${takes.unit}`}) must be in the listed ` +
        `limit's unit and at most that limit.`,
      { basis: { text: listed.basis }, details: { found: takes, expected: listed.atMost } },
    );
  if (draft.state.clocks.some(clock => clock.clock === `special:${id}`))
    throw new Refused('special.once', `${id} had its special procedure: it is not started twice.`, {
      basis: 'licensing-law.45',
    });
  draft.record(
    'specialStarted',
    { step: id, special, takes, notice },
    { basis: { code: 'licensing-law.45', text: listed.basis } },
  );
}

export function endSpecial(draft: DecisionBuilder, { step: id, result }: CommandOf<'endSpecial'>): void {
  const step = requireOwnStep(draft, id, '特殊程序结束');
  if (step.special === undefined) throw new Refused('special.notRunning', `No special procedure is running for ${id}.`);
  draft.record('specialEnded', { step: id, result }, { basis: 'licensing-law.45' });
}
