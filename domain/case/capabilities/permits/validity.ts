import { addMonths, formatDay, parseDay, type Day } from '../../../calendar/day.ts';
import { resolveLimit } from '../../../procedure/language/condition.ts';
import type { PermitDefinition } from '../../../procedure/language/permit.ts';
import type { CaseState } from '../../state.ts';

/**
 * The days of a permit's validity: from when it has effect, of a renewed one from the day after its former end. A
 * change or a correction prolongs nothing: it ends as before, or on the date of the changed form, but never later than
 * so long after its first day.
 */
export function validityOf(
  { follows, form }: Pick<CaseState, 'follows' | 'form'>,
  { validFor, until: stated }: PermitDefinition,
  permit: string,
  effective: Day,
): { readonly validFrom: string; readonly validUntil?: string } {
  const former = follows?.permit === permit ? follows : undefined;
  const isRenewed = former?.why === 'renewal' && former.until !== undefined;
  const from = isRenewed ? Math.max(effective, parseDay(former.until!) + 1) : effective;
  const date = resolveLimit(stated, form);
  const most = endOf(former?.since === undefined ? from : parseDay(former.since), validFor);
  const own = date?.unit === 'DATE' ? Math.min(parseDay(date.date), most ?? Number.POSITIVE_INFINITY) : most;
  const isKept = former?.since !== undefined && stated === undefined && former.until !== undefined;
  const until = isKept ? parseDay(former.until!) : own;
  return { validFrom: formatDay(from), ...(until !== undefined && { validUntil: formatDay(until) }) };
}

/** The corresponding day, else the last one of its month (民法典 202). The end of a validity does not roll. */
function endOf(from: Day, validFor: PermitDefinition['validFor']): Day | undefined {
  if (validFor?.unit === 'MONTH') return addMonths(from, validFor.n);
  return validFor?.unit === 'ND' ? from + validFor.n : undefined;
}
