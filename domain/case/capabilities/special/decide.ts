import { compareLimits } from '../../../clock/limit.ts';
import { Refused } from '../../../refusal.ts';
import type { CommandOf } from '../../command.ts';
import type { DecisionBuilder } from '../../decision-builder.ts';
import { stepOf, type CaseState, type StepState } from '../../state.ts';
import { listedFor, requireTurn } from './guard.ts';

/** 特殊程序: one at a time, each as often as the list says, each with a written notice of its own (行政许可法 45). (C15) */
export function startSpecial(
  draft: DecisionBuilder,
  { step: id, special, takes, notice }: CommandOf<'startSpecial'>,
): void {
  const step = stepOf(draft.state, id)!;
  const allowed = listedFor(draft, step);
  if (!allowed.includes(special))
    throw new Refused('special.notListed', { step: id, found: special, expected: allowed }, 'licensing-law.45.list');
  const listed = draft.environment.procedure.special[special]!;
  const longer = compareLimits(takes, listed.atMost);
  if (longer === undefined || longer > 0)
    throw new Refused('special.tooLong', { found: takes, expected: listed.atMost }, { text: listed.basis });
  requireTurn(draft, step, special);
  if (isNoticeOf(draft.state, step, notice.number)) throw new Refused('pause.noticeTwice', { found: notice.number });
  draft.record(
    'specialStarted',
    { step: id, special, takes, notice },
    { basis: { code: 'licensing-law.45', text: listed.basis } },
  );
}

/** Whether a number is that of an earlier notice by which the step was paused: each pause has a document of its own. */
const isNoticeOf = ({ suspensions = [] }: CaseState, { specials = [] }: StepState, number: string): boolean =>
  [...suspensions, ...specials].some(({ notice }) => notice === number);

/**
 * The result: of the one that runs, which ends by it, else of one whose time had run out, which changes no clock any
 * more, also where the step was answered or cancelled meanwhile. (C15)
 */
export function endSpecial(draft: DecisionBuilder, { step: id, special, result }: CommandOf<'endSpecial'>): void {
  const step = stepOf(draft.state, id)!;
  const isMeant = (found: string): boolean => special === undefined || special === found;
  const late = step.specials?.find(each => each.awaitsResult && isMeant(each.special));
  const runs = step.end === undefined ? step.special : undefined;
  if (runs !== undefined && isMeant(runs))
    draft.record('specialEnded', { step: id, result }, { basis: 'licensing-law.45' });
  else if (late)
    draft.record('specialResultRecorded', { step: id, clock: late.clock, result }, { basis: 'licensing-law.45' });
  else throw new Refused('special.notRunning', { step: id });
}
