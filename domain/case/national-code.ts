import type { CaseState } from './state.ts';

type Coded = Pick<CaseState, 'status' | 'acceptedAt' | 'decidedAt' | 'permits' | 'missing' | 'remedies'>;

/**
 * The code of a case's state in the national exchange of government services (办件状态代码), where it has one: issues that
 * are settled and cases that are held or passed up have none.
 */
export function nationalCodeOf(state: Coded): number | undefined {
  switch (state.status) {
    case 'received':
      return 1;
    case 'correction':
      return 6;
    case 'inReview':
      return 8;
    case 'special':
      return 9;
    case 'notRequired':
      return 4;
    case 'notAccepted':
      return 5;
    case 'withdrawn':
    case 'deemedWithdrawn':
      return state.acceptedAt === undefined ? 2 : 14;
    case 'revoked':
      return 15;
    case 'granted':
    case 'grantedTolerant':
    case 'denied':
    case 'delivered':
    case 'closed':
      return decisionCodeOf(state);
    case 'held':
    case 'atUpper':
    case 'settled':
    case 'forwardedUp':
    case 'terminated':
      return undefined;
  }
}

/** 11 granted, 12 granted with something still to be supplied, 13 denied. */
function decisionCodeOf({ permits, missing, remedies }: Coded): number | undefined {
  if (permits.some(({ state }) => state === 'granted')) return missing.length > 0 ? 12 : 11;
  return remedies === undefined && permits.length === 0 ? undefined : 13;
}
