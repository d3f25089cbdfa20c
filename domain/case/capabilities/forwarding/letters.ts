import { defined } from '../../../defined.ts';
import type { Letter } from '../../../log/letter.ts';
import type { CommandOf } from '../../command.ts';
import type { CaseEvent } from '../../event.ts';
import { undecided, type CaseState } from '../../state.ts';
import { isFromBelow } from './links.ts';

/** What goes between a case and the one above in which it is decided: the answer down, the end of the wait up. */
export const lettersOf = (before: CaseState | undefined, event: CaseEvent, after: CaseState): readonly Letter[] =>
  before && undecided(before) && !undecided(after)
    ? [...answerBelow(event, after), ...stopAbove(before, event, after)]
    : [];

function answerBelow(event: CaseEvent, state: CaseState): readonly Letter[] {
  const below = state.follows?.case;
  // Whoever stopped it waits for no answer.
  if (below === undefined || !isFromBelow(state) || event.cause?.startsWith(`${below}/`)) return [];
  const { status } = state;
  const isGranted = status === 'granted' || status === 'grantedTolerant';
  const payload: CommandOf<'answerFromAbove'> = {
    type: 'answerFromAbove',
    case: state.case,
    number: state.number,
    end: isGranted ? 'granted' : status === 'denied' || status === 'settled' ? status : 'ended',
    permits: state.permits
      .filter(permit => permit.state === 'granted')
      .map(({ permit, number = state.number, validFrom = '', validUntil, conditions }) => ({
        permit,
        number,
        validFrom,
        ...defined({ validUntil, conditions: conditions && [...conditions] }),
      })),
    refused: Object.fromEntries(
      state.permits.filter(each => each.state === 'refused').map(({ permit, reasons }) => [permit, [...reasons]]),
    ),
    reasons: [...state.reasons],
    ...(event.type === 'settled' && { result: event.data.result }),
  };
  return [{ to: below, procedure: state.procedure, begins: false, payload }];
}

/** What is withdrawn or ended here is withdrawn or ended above. */
function stopAbove({ status }: CaseState, event: CaseEvent, after: CaseState): readonly Letter[] {
  const above = after.followUps?.findLast(({ why }) => why === 'forwardedUp')?.case;
  if (status !== 'atUpper' || above === undefined || event.type === 'answeredFromAbove') return [];
  const isTerminated = after.status === 'terminated';
  const payload: CommandOf<'endWithParent'> = {
    type: 'endWithParent',
    parent: after.case,
    how: isTerminated ? 'terminated' : 'withdrawn',
    reasons: isTerminated ? [...after.reasons] : [],
  };
  return [{ to: above, procedure: after.procedure, begins: false, payload }];
}
