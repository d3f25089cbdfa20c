import { Refused } from '../../../refusal.ts';
import type { Asking } from '../../capability.ts';
import { materialsAsked } from '../../../procedure/procedure.ts';
import { fieldsOf } from '../../form.ts';
import type { CaseState } from '../../state.ts';

/** Whether a notice may name an item: any at first, and then only what was newly supplied. */
export const mayBeNamed = ({ supplied }: CaseState, item: string): boolean =>
  supplied === undefined || supplied.includes(item);

/**
 * Defects are of materials or fields that the procedure has, of nothing that comes from shared data, and not of what
 * was there at the first notice. (A2)
 * @throws Refused
 */
export function requireNameable(
  { state, environment: { procedure } }: Asking,
  defects: readonly { readonly item: string }[],
): void {
  const named = defects.map(defect => defect.item);
  const known = [...Object.keys(procedure.materials), ...fieldsOf(procedure)];
  const unknown = named.filter(item => !known.includes(item));
  if (unknown.length > 0) throw new Refused('notice.unknownItem', { found: unknown, expected: known });
  const asked = new Map(materialsAsked(procedure, state.form, state.modes).map(each => [each.name, each]));
  const isShared = (item: string): boolean => (asked.get(item) ?? procedure.materials[item])?.source !== undefined;
  const shared = named.filter(isShared);
  if (shared.length > 0) throw new Refused('notice.shared', { found: shared }, 'rule.sharedData');
  const old = named.filter(item => !mayBeNamed(state, item));
  if (old.length > 0)
    throw new Refused('notice.second', { found: old, expected: state.supplied ?? [] }, 'licensing-law.32.4.once');
}
