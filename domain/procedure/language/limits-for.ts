import type { Limit } from '../../clock/limit.ts';
import { resolveLimit } from './condition.ts';
import type { AnyProcedure } from './definition.ts';
import { defined } from '../../defined.ts';

/** The statutory and promised limits that hold for a form. */
export function limitsFor(
  procedure: AnyProcedure,
  form: unknown,
): { readonly statutory?: Limit; readonly promised?: Limit } {
  const statutory = resolveLimit(procedure.limits.statutory, form);
  const promised = resolveLimit(procedure.limits.promised, form);
  return { ...defined({ statutory, promised }) };
}
