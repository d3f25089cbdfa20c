import { addMonths, formatDay, parseDay, type Day } from '../../../calendar/day.ts';
import type { PermitDefinition } from '../../../procedure/language/permit.ts';
import type { CaseState } from '../../state.ts';

/** The days of a permit's validity: from when it has effect, of a renewed one from the day after its former end. */
export function validityOf(
  { follows }: Pick<CaseState, 'follows'>,
  { validFor }: PermitDefinition,
  permit: string,
  effective: Day,
): { readonly validFrom: string; readonly validUntil?: string } {
  const isRenewed = follows?.why === 'renewal' && follows.permit === permit && follows.until !== undefined;
  const from = isRenewed ? Math.max(effective, parseDay(follows.until!) + 1) : effective;
  const until = endOf(from, validFor);
  return { validFrom: formatDay(from), ...(until !== undefined && { validUntil: formatDay(until) }) };
}

/** The corresponding day, else the last one of its month (民法典 202). The end of a validity does not roll. */
function endOf(from: Day, validFor: PermitDefinition['validFor']): Day | undefined {
  if (validFor?.unit === 'MONTH') return addMonths(from, validFor.n);
  return validFor?.unit === 'ND' ? from + validFor.n : undefined;
}
