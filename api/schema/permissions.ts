import type { AnyProcedure } from '../../domain/procedure/procedure.ts';
import { permissionsOfActs } from '../act/derived.ts';
import { generatedPermissions } from '../form/permissions.ts';
import { nouns } from './nouns.ts';
import type { PermissionTable, Rule } from './rule.ts';
import { all, everyone } from './who.ts';

/** What Relay adds beside the nouns. */
const ofRelay: PermissionTable = {
  Node: all(everyone, 'id'),
  PageInfo: all(everyone, 'hasNextPage hasPreviousPage startCursor endCursor'),
};

/**
 * One table of many.
 * @throws Error for a coordinate with two rows: the later one would open or close it unseen
 */
export function joinPermissions(tables: readonly PermissionTable[]): PermissionTable {
  const joined: Record<string, Record<string, Rule>> = {};
  for (const [type, fields] of tables.flatMap(table => Object.entries(table))) {
    const rows = (joined[type] ??= {});
    for (const [field, rule] of Object.entries(fields)) {
      if (rows[field]) throw new Error(`Found two permissions for ${type}.${field}: leave one of them out.`);
      rows[field] = rule;
    }
  }
  return joined;
}

/**
 * The one table of permissions, put together from the nouns. Rows: who may ask a field at all. Which cases somebody
 * sees is `sees` (api/case/visibility.ts), asked wherever a case is reached; how much of personal data is shown is
 * `personalView` there, which steps' outcomes are `seesWithin`; whether an act is theirs (unit, step, post) the case
 * itself decides, from the caller as they were when they asked.
 */
const ofNouns = joinPermissions([
  ofRelay,
  ...nouns.flatMap(({ permissions, acts = {} }) => [permissions, permissionsOfActs(acts)]),
]);

/** The table for a schema made for these procedures: what each of them adds has its rows from what it declares. */
export const permissionsFor = (procedures: ReadonlyMap<string, AnyProcedure>): PermissionTable =>
  joinPermissions([ofNouns, generatedPermissions(procedures)]);
