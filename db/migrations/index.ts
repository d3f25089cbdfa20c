import type { Migration } from 'kysely/migration';
import * as first from './0001-first.ts';

/** In the order of their names. A released one is never changed: the next one changes what it made. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-first': first,
};
