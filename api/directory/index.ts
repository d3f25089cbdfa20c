import type { Noun } from '../schema/noun.ts';
import { addDirectoryChanges } from './changes.ts';
import { permissions } from './permissions.ts';
import { addDirectoryQueries } from './queries.ts';
import { addRecords, addUnit, addVersions } from './type.ts';

/** Units, posts, people and what they declare (组织机构), with the versions of all of it. */
export const directory: Noun = {
  permissions,
  parts: [addUnit, addRecords, addVersions, addDirectoryQueries, addDirectoryChanges],
};
