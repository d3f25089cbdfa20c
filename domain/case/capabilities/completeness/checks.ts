import { Refused } from '../../../refusal.ts';
import type { Asking } from '../../capability.ts';
import type { Environment } from '../../environment.ts';
import { unitOf } from '../../pinned-units.ts';
import type { Act } from '../../refusals.ts';
import type { CaseState } from '../../state.ts';

/** The units that the procedure asks beside the window, whose checks return before acceptance or the one notice. */
export const checkingUnits = (state: Pick<CaseState, 'units'>, { procedure }: Environment): readonly string[] =>
  procedure.intake.by === 'application'
    ? [...new Set((procedure.intake.checkedBy ?? []).map(name => unitOf(state, name)))]
    : [];

/** What the checks found, one item once. */
export const itemsFound = ({ checks = [] }: Pick<CaseState, 'checks'>): readonly string[] => [
  ...new Set(checks.flatMap(({ defects }) => defects.map(({ item }) => item))),
];

/**
 * All completeness checks return before the window tells anything; what they found is put right first, save what may be
 * missing. (A2)
 * @throws Refused
 */
export function requireChecks(
  { state, environment }: Asking,
  act: Act,
  mayLack: (item: string) => boolean = () => false,
): void {
  const open = checkingUnits(state, environment).filter(unit => !state.checks?.some(check => check.unit === unit));
  if (open.length > 0) throw new Refused('completeness.open', { act, expected: open }, 'licensing-law.32.4.once');
  const found = itemsFound(state).filter(item => !mayLack(item));
  if (found.length > 0) throw new Refused('completeness.defects', { act, found }, 'licensing-law.32.4');
}
