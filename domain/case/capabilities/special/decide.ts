import { compareLimits } from '../../../clock/limit.ts';
import { Refused } from '../../../refusal.ts';
import type { CommandOf } from '../../command.ts';
import type { DecisionBuilder } from '../../decision-builder.ts';
import { requireOwner, requireOwnStep } from '../../own-step.ts';
import { requireOpenStep } from '../../refusals.ts';
import { stepOf, type CaseState, type StepState } from '../../state.ts';

/** 特殊程序: one at a time, each as often as the list says, each with a written notice of its own (行政许可法 45). (C15) */
export function startSpecial(
  draft: DecisionBuilder,
  { step: id, special, takes, notice }: CommandOf<'startSpecial'>,
): void {
  const step = requireOwnStep(draft, id, 'startSpecial');
  const { procedure } = draft.environment;
  const definition = procedure.steps[step.step];
  const allowed = definition?.special === undefined ? (definition?.mayPauseFor ?? []) : [definition.special];
  const listed = procedure.special[special];
  if (!listed || !allowed.includes(special))
    throw new Refused('special.notListed', { step: id, found: special, expected: allowed }, 'licensing-law.45.list');
  if (step.special !== undefined) throw new Refused('step.paused', { step: id, found: step.special });
  const longer = compareLimits(takes, listed.atMost);
  if (longer === undefined || longer > 0)
    throw new Refused('special.tooLong', { found: takes, expected: listed.atMost }, { text: listed.basis });
  requireTurn(step, special, listed.times ?? 1);
  if (isNoticeOf(draft.state, step, notice.number)) throw new Refused('pause.noticeTwice', { found: notice.number });
  draft.record(
    'specialStarted',
    { step: id, special, takes, notice },
    { basis: { code: 'licensing-law.45', text: listed.basis } },
  );
}

/** The same one again only as often as the list says; what was begun by mistake does not count. */
function requireTurn({ id, specials = [] }: StepState, special: string, times: number): void {
  const before = specials.filter(each => each.special === special && !each.isAnnulled).length;
  if (before >= times)
    throw new Refused('special.often', { step: id, found: special, expected: times }, 'licensing-law.45');
}

/** Whether a number is that of an earlier notice by which the step was paused: each pause has a document of its own. */
const isNoticeOf = ({ suspensions = [] }: CaseState, { specials = [] }: StepState, number: string): boolean =>
  [...suspensions, ...specials].some(({ notice }) => notice === number);

/**
 * The result: of the one that runs, which ends by it, else of one whose time had run out, which changes no clock any
 * more, also where the step was answered or cancelled meanwhile. (C15)
 */
export function endSpecial(draft: DecisionBuilder, { step: id, special, result }: CommandOf<'endSpecial'>): void {
  const late = stepOf(draft.state, id)?.specials?.find(
    each => each.awaitsResult && (special === undefined || special === each.special),
  );
  const step = late ? stepOf(draft.state, id)! : requireOpenStep(draft.state, id);
  requireOwner(draft, step, 'endSpecial');
  const runs = step.end === undefined ? step.special : undefined;
  if (runs !== undefined && (special === undefined || special === runs))
    draft.record('specialEnded', { step: id, result }, { basis: 'licensing-law.45' });
  else if (late)
    draft.record('specialResultRecorded', { step: id, clock: late.clock, result }, { basis: 'licensing-law.45' });
  else throw new Refused('special.notRunning', { step: id });
}
