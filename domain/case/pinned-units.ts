import { unifiedWindow } from '../directory/directory.ts';
import type { Environment } from './environment.ts';
import type { CaseState } from './state.ts';

/**
 * The unit for which a name of the procedure stands in this case, as it was pinned at the door: a name that was not is
 * the unit's own.
 */
export const unitOf = ({ units }: Pick<CaseState, 'units'>, name: string): string => units?.[name] ?? name;

/** The unit that leads the case. */
export const leadOf = (state: Pick<CaseState, 'units'>, { procedure }: Pick<Environment, 'procedure'>): string =>
  unitOf(state, procedure.lead);

/** The window that takes in and hands over in this case: that of its place, where it has one of its own (综合窗口). */
export const windowOf = (state: Pick<CaseState, 'units'>): string => unitOf(state, unifiedWindow);
