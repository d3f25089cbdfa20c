import SchemaBuilder from '@pothos/core';
import ComplexityPlugin from '@pothos/plugin-complexity';
import ErrorsPlugin from '@pothos/plugin-errors';
import RelayPlugin from '@pothos/plugin-relay';
import ScopeAuthPlugin, { type AuthFailure } from '@pothos/plugin-scope-auth';
import { costLimit, tooComplex } from './cost.ts';
import { EnforcePlugin } from './enforce.ts';
import { forbidden } from '../error/errors.ts';
import { decodeNodeId } from './node-ids.ts';
import type { PermissionTable } from './rule.ts';
import type { Builder, SchemaTypes } from './types.ts';

/** One builder a schema: procedures differ from one schema to the next, so nothing is registered for good. */
export function createBuilder(permissions: PermissionTable): Builder {
  return new SchemaBuilder<SchemaTypes>({
    // Errors first: it wraps the others, so that a mutation answers a refused permission as a typed error.
    plugins: [ErrorsPlugin, EnforcePlugin, ScopeAuthPlugin, RelayPlugin, ComplexityPlugin],
    defaultFieldNullability: false,
    enforce: { permissions },
    scopeAuth: {
      // Any-of is the plugin's default: an officer of another unit would pass by the role alone.
      defaultStrategy: 'all',
      // Refused before anything is told; who they are is asked anew at each event, and what is told goes by that.
      authorizeOnSubscribe: true,
      authScopes: ({ viewer }) => ({
        signedIn: viewer !== undefined,
        roles: roles => viewer !== undefined && roles.includes(viewer.role),
        ownUnit: unit => viewer?.unit !== undefined && (unit === null || unit === undefined || viewer.unit === unit),
      }),
      unauthorizedError: (_parent, context, info, { failure }) =>
        forbidden(context.viewer, `${info.parentType.name}.${info.fieldName}`, isOnlyOfAnotherUnit(failure)),
    },
    errors: { directResult: true, defaultTypes: [] },
    relay: {
      cursorType: 'String',
      nodesQueryOptions: false,
      decodeGlobalID: decodeNodeId,
    },
    complexity: {
      defaultComplexity: 1,
      defaultListMultiplier: 5,
      limit: { complexity: costLimit },
      complexityError: tooComplex,
    },
  });
}
/** The role would do: what fails is the unit that was asked for. */
const isOnlyOfAnotherUnit = (failure: AuthFailure): boolean =>
  'failures' in failure
    ? failure.failures.every(isOnlyOfAnotherUnit)
    : 'scope' in failure && failure.scope === 'ownUnit';
