import { validateSchema, type GraphQLSchema } from 'graphql';
import { refuseIssues } from '../../domain/procedure/check/issue.ts';
import type { AnyProcedure } from '../../domain/procedure/procedure.ts';
import { addDerivedActs, type DerivedActs } from '../act/derived.ts';
import { issuesForApi } from '../form/check.ts';
import { createBuilder } from './builder.ts';
import { describeSchema } from './describe-schema.ts';
import { createKit } from './kit.ts';
import { nouns } from './nouns.ts';
import { permissionsFor } from './permissions.ts';
import type { PermissionTable } from './rule.ts';
import { addScalars } from './scalars.ts';

/**
 * The schema for these procedures: each brings its start mutation, its form and its steps. Pure of connections; what
 * resolvers need comes with the context.
 * @param permissions the table of who may read what; only a test gives another
 * @throws Refused (`procedure.faults`) for a procedure whose form or names GraphQL cannot say
 * @throws Error when a field has no permission, or the schema is not valid
 */
export function buildSchema(
  procedures: ReadonlyMap<string, AnyProcedure>,
  permissions?: PermissionTable,
): GraphQLSchema {
  for (const [id, issues] of issuesForApi(procedures)) refuseIssues(id, issues);
  const table = permissions ?? permissionsFor(procedures);
  const builder = createBuilder(table);
  builder.queryType({});
  builder.mutationType({});
  addScalars(builder);
  const acts: DerivedActs = Object.assign({}, ...nouns.map(noun => noun.acts ?? {}));
  const kit = createKit(builder, procedures, { permissions: table, acts });
  for (const noun of nouns) {
    for (const add of noun.parts) add(kit);
    addDerivedActs(kit, noun.acts ?? {});
  }
  const schema = describeSchema(builder.toSchema());
  const faults = validateSchema(schema);
  if (faults.length > 0)
    throw new Error(`The schema is not valid:\n${faults.map(({ message }) => `- ${message}`).join('\n')}`);
  return schema;
}
