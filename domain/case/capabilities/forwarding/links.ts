import type { CaseState } from '../../state.ts';

/** Whether that case is the one above in which this one is decided. */
export const isForwardedTo = ({ followUps }: CaseState, id: string): boolean =>
  followUps?.some(each => each.case === id && each.why === 'forwardedUp') === true;

/** Whether a case decides for one below it: that one hands over what it comes to. */
export const isFromBelow = ({ follows }: Pick<CaseState, 'follows'>): boolean => follows?.why === 'forwardedUp';
