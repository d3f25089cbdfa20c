import { defined } from '../../../defined.ts';
import type { Json, Reason } from '../../../values.ts';
import type { CaseEvent, EventOf } from '../../event.ts';
import type { CaseState } from '../../state.ts';

/** What a case came to, in the shape in which its parent's flow gets it. */
export function endingOf(event: CaseEvent, state: CaseState): Json {
  const { reasons } = state;
  switch (event.type) {
    case 'granted': {
      const { refused } = event.data;
      const granted = state.permits.filter(each => each.state === 'granted');
      const permits = granted.map(({ permit }) => permit);
      return {
        end: 'granted',
        permits,
        ...(Object.keys(refused).length > 0 && { refusedPermits: plain(refused) }),
        ...conditionsOf(granted),
      };
    }
    case 'answeredFromAbove':
      return fromAbove(event.data);
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

/** What the unit above decided is the ending of the case that asked it. */
function fromAbove({ end, permits, refused, reasons, result }: EventOf<'answeredFromAbove'>['data']): Json {
  switch (end) {
    case 'granted': {
      const names = permits.map(({ permit }) => permit);
      return {
        end,
        permits: names,
        ...(Object.keys(refused).length > 0 && { refusedPermits: plain(refused) }),
        ...conditionsOf(permits),
      };
    }
    case 'settled':
      return { end, result: result ?? '', ...(reasons.length > 0 && { reasons: listed(reasons) }) };
    case 'denied':
      return { end, reasons: listed(reasons) };
    case 'ended':
      return { end: 'terminated', reasons: listed(reasons) };
  }
}

/** The conditions under which permits were agreed to, by permit. */
function conditionsOf(permits: readonly { readonly permit: string; readonly conditions?: readonly Reason[] }[]): {
  readonly conditions?: Json;
} {
  const agreed = permits.flatMap(({ permit, conditions = [] }) =>
    conditions.length > 0 ? [[permit, conditions] as const] : [],
  );
  return agreed.length > 0 ? { conditions: plain(Object.fromEntries(agreed)) } : {};
}

const listed = (reasons: readonly Reason[]): readonly Json[] =>
  reasons.map(({ text, basis }) => ({ text, ...defined({ basis }) }));
const plain = (refused: Readonly<Record<string, readonly Reason[]>>): Json =>
  Object.fromEntries(Object.entries(refused).map(([permit, reasons]) => [permit, listed(reasons)]));
