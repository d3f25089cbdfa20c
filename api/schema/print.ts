import { lexicographicSortSchema, printSchema } from 'graphql';
import type { AnyProcedure } from '../../domain/procedure/procedure.ts';
import { buildSchema } from './schema.ts';

/** The schema as `schema.graphql` keeps it: sorted, so that a change shows where it is. */
export const printed = (procedures: ReadonlyMap<string, AnyProcedure>): string =>
  `${printSchema(lexicographicSortSchema(buildSchema(procedures)))}\n`;
