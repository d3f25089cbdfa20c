import { defined } from '../../../defined.ts';
import type { Json, Reason } from '../../../values.ts';
import type { CaseEvent } from '../../event.ts';
import type { CaseState } from '../../state.ts';

/** What a case came to, in the shape in which its parent's flow gets it. */
export function endingOf(event: CaseEvent, { reasons }: CaseState): Json {
  switch (event.type) {
    case 'granted': {
      const { permits, refused } = event.data;
      return { end: 'granted', permits, ...(Object.keys(refused).length > 0 && { refusedPermits: plain(refused) }) };
    }
    case 'settled':
      return { end: 'settled', result: event.data.result, ...(reasons.length > 0 && { reasons: listed(reasons) }) };
    case 'denied':
      return { end: 'denied', reasons: listed(event.data.reasons) };
    case 'forwardedUp':
      return { end: 'forwardedUp', to: event.data.to };
    case 'withdrawn':
    case 'deemedWithdrawn':
      return { end: 'withdrawn' };
    default:
      // Not accepted, not required, terminated: it ended without a decision, and says why.
      return { end: 'terminated', reasons: listed(reasons) };
  }
}

const listed = (reasons: readonly Reason[]): readonly Json[] =>
  reasons.map(({ text, basis }) => ({ text, ...defined({ basis }) }));
const plain = (refused: Readonly<Record<string, readonly Reason[]>>): Json =>
  Object.fromEntries(Object.entries(refused).map(([permit, reasons]) => [permit, listed(reasons)]));
