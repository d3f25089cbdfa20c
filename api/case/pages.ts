import { refusalOf } from '../../domain/refusal.ts';
import type { CaseRecord } from '../../db/cases/cases.ts';
import type { CaseSummary } from '../../db/cases/summary.ts';
import type { Context } from '../schema/context.ts';
import type { Viewer } from '../viewer/viewer.ts';
import { NotPermitted } from '../error/errors.ts';
import type { Of } from './objects.ts';
import { ofOneUnit } from '../schema/who.ts';

/**
 * The unit that a list is of: the one asked for, or the caller's own. Supervisors, administrators and observers may ask
 * for all. The permission table has refused another's unit already.
 */
export function unitOf(
  { viewer }: { readonly viewer: Viewer | undefined },
  asked: string | null | undefined,
): string | undefined {
  if (asked != null) return asked;
  if (!viewer || !ofOneUnit.includes(viewer.role)) return undefined;
  if (viewer.unit === undefined) throw new NotPermitted(refusalOf('request.tokenWithoutUnit', {}));
  return viewer.unit;
}

/** The whole cases of a page, in one statement. */
export async function recordsOf(
  { loaders }: Context,
  summaries: readonly CaseSummary[],
): Promise<readonly CaseRecord[]> {
  return Promise.all(summaries.map(async ({ id }) => (await loaders.case.load(id))!));
}

/** Parts of cases with their cases, in one statement. */
export async function withCases<I extends { readonly case: CaseSummary }, T>(
  context: Context,
  items: readonly I[],
  part: (item: I) => T,
): Promise<readonly Of<T>[]> {
  const records = await recordsOf(
    context,
    items.map(item => item.case),
  );
  return items.map((item, index) => ({ case: records[index]!, it: part(item) }));
}
