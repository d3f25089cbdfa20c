import { isRunning } from '../../clocks.ts';
import type { CaseState, ClockState, PermitState } from '../../state.ts';

/** The name of a clock of a permit that was granted early. */
export const clockOfPermit = (kind: 'delivery' | 'publicity', permit: string): string => `${kind}:${permit}`;

/** A clock of a permit that was granted early: what ends the case's own clocks leaves it. */
export const isOfEarly = ({ clock }: Pick<ClockState, 'clock'>): boolean => /^(delivery|publicity):/.test(clock);

/** Granted early, and not yet handed over. */
export const isToHandOver = ({ state, isEarly, deliveredAt }: PermitState): boolean =>
  isEarly === true && state === 'granted' && deliveredAt === undefined;

export const permitsToHandOver = ({ permits }: Pick<CaseState, 'permits'>): readonly string[] =>
  permits.filter(isToHandOver).map(({ permit }) => permit);

/** What was granted early is still to be handed over or published. */
export const hasEarlyToDo = ({ clocks }: CaseState): boolean =>
  clocks.some(clock => isOfEarly(clock) && isRunning(clock));
