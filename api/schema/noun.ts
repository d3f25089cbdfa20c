import type { DerivedActs } from '../act/derived.ts';
import type { Kit } from './kit.ts';
import type { PermissionTable } from './rule.ts';

/** What a folder of the API brings to the schema. */
export interface Noun {
  /** Who may ask its fields, queries and mutations, but for its derived acts: these say so themselves. */
  readonly permissions: PermissionTable;
  /** Acts of the domain whose mutation is made from the schema of the command. */
  readonly acts?: DerivedActs;
  /** Each adds a part: types, fields, queries or mutations. */
  readonly parts: readonly ((kit: Kit) => void)[];
}
