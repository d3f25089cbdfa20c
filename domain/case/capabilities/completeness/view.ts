import type { Environment } from '../../environment.ts';
import type { CaseState } from '../../state.ts';
import type { CompletenessCheck } from './state.ts';
import { checkingUnits } from './checks.ts';

/** A unit that is asked whether the papers are complete; without `at` its check is still to come. */
export type CheckView = Pick<CompletenessCheck, 'unit' | 'defects'> & Partial<Pick<CompletenessCheck, 'at' | 'by'>>;

/** The checks of a case, in the order in which the procedure names the units. */
export const checksOf = (state: CaseState, environment: Environment): readonly CheckView[] =>
  checkingUnits(state, environment).map(
    unit => state.checks?.find(check => check.unit === unit) ?? { unit, defects: [] },
  );
