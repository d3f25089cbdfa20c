import type { Day, Instant } from '../../domain/calendar/day.ts';
import type { Role } from '../../domain/values.ts';
import type { Context } from './context.ts';
import type { Objects } from './objects.ts';

/** What the builder knows of our types. Imports nothing at run time: whoever adds to the schema needs no more. */
export interface SchemaTypes {
  Context: Context;
  DefaultAuthStrategy: 'all';
  DefaultFieldNullability: false;
  AuthScopes: {
    signedIn: boolean;
    roles: readonly Role[];
    /** The unit asked for is the viewer's own; nobody else's unit is answered. */
    ownUnit: string | null | undefined;
  };
  Objects: Objects;
  /** What a connection may bring beside its page. */
  Connection: { readonly count?: () => Promise<number | undefined> };
  Scalars: {
    ID: { Input: string; Output: string };
    DateTime: { Input: Instant; Output: Instant };
    Date: { Input: Day; Output: Day };
    Fen: { Input: number; Output: number };
    JSON: { Input: unknown; Output: unknown };
  };
}

/** The builder of one schema; `createBuilder` makes it. */
export type Builder = PothosSchemaTypes.SchemaBuilder<PothosSchemaTypes.ExtendDefaultTypes<SchemaTypes>>;
