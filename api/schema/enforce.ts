import SchemaBuilder, { BasePlugin, type PothosOutputFieldConfig, type SchemaTypes } from '@pothos/core';
import type { GraphQLResolveInfo } from 'graphql';
import { forbidden } from '../error/errors.ts';
import type { Context } from './context.ts';
import type { PermissionTable } from './rule.ts';
import { scopesOf } from './rule.ts';
import { pathOf } from './withheld.ts';

declare global {
  // Pothos takes a plugin's options by declaration merging; there is no other way.
  export namespace PothosSchemaTypes {
    interface Plugins<Types extends SchemaTypes> {
      enforce: Enforce<Types>;
    }
    interface SchemaBuilderOptions<Types extends SchemaTypes> {
      enforce: { readonly permissions: PermissionTable };
    }
  }
}

/** Puts the scopes of the permission table on every field; a field without an entry does not build. */
class Enforce<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onOutputFieldConfig(field: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> {
    return this.#withScopes(field.parentType === 'Query' ? orNull(field) : field);
  }

  #withScopes(field: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> {
    const rule = this.builder.options.enforce.permissions[field.parentType]?.[field.name];
    if (!rule)
      throw new Error(
        `Found the field ${field.parentType}.${field.name} without a permission: say in the permissions of its noun, ` +
          'a folder of api, who may ask it.',
      );
    const authScopes = scopesOf(rule);
    if (authScopes === undefined) return field;
    const isOrNull = 'orNull' in rule && rule.orNull;
    if (isOrNull && !field.type.nullable)
      throw new Error(
        `${field.parentType}.${field.name}: found a rule with orNull on a field that is never null; make it nullable.`,
      );
    const options = { ...field.pothosOptions, authScopes, ...(isOrNull && { unauthorizedResolver: withhold }) };
    return { ...field, pothosOptions: options } as typeof field;
  }
}

/** One query that is refused, or fails, leaves the others of its request. */
const orNull = <Types extends SchemaTypes>(field: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> => ({
  ...field,
  type: { ...field.type, nullable: true } as typeof field.type,
});

/** What others may not read is null, and the reason stands beside the answer. */
function withhold(_parent: unknown, _args: object, context: object, info: GraphQLResolveInfo): null {
  const { viewer, withheld } = context as Context;
  withheld.push({ path: pathOf(info), error: forbidden(viewer, `${info.parentType.name}.${info.fieldName}`, false) });
  return null;
}

const name = 'enforce';
SchemaBuilder.registerPlugin(name, Enforce);
export const EnforcePlugin = name;
