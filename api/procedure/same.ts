import type { AnyProcedure } from '../../domain/procedure/procedure.ts';
import { caseIdOf, visibleCase } from '../case/load-visible-case.ts';
import { RefusedByCase } from '../error/errors.ts';
import type { Context } from '../schema/context.ts';
import { refusalOf } from '../../domain/refusal.ts';

/** What is typed for one procedure was sent to a case of another one, or of another version. */
export const otherProcedure = (found: string, expected: string): RefusedByCase =>
  new RefusedByCase(refusalOf('procedure.other', { found, expected }));

/**
 * Typed inputs are of one procedure: a case of another one is told where it belongs. A case that is not seen is left to
 * `act`.
 */
export async function requireProcedure(context: Context, caseId: string, procedure: AnyProcedure): Promise<void> {
  const record = await visibleCase(context, caseIdOf(caseId));
  if (record && record.view.procedure !== procedure.id) throw otherProcedure(record.view.procedure, procedure.id);
}
