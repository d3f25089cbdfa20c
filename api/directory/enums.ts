import { recordKinds } from '../../domain/directory/changes.ts';
import { unitKinds, unitLevels } from '../../domain/directory/directory.ts';
import { posts } from '../../domain/directory/posts.ts';
import { roles } from '../../domain/values.ts';
import {
  postTitles,
  recordKindTitles,
  relationKindTitles,
  roleTitles,
  unitKindTitles,
  unitLevelTitles,
} from '../../domain/words/zh-CN/titles.ts';
import type { DefineEnum } from '../schema/define-enum.ts';

export const directoryEnums = (define: DefineEnum) => ({
  role: define('Role', 'Role of whoever acts (角色).', roles, roleTitles),
  post: define('Post', 'Post in a unit (职务).', posts, postTitles),
  unitKind: define('UnitKind', 'Kind of a unit (单位种类).', unitKinds, unitKindTitles),
  unitLevel: define('UnitLevel', 'How high a unit stands (层级).', unitLevels, unitLevelTitles),
  relationKind: define(
    'RelationKind',
    'What ties an official to a party (回避事由).',
    ['kin', 'interest'],
    relationKindTitles,
  ),
  recordKind: define('RecordKind', 'Kind of a record of the directory.', recordKinds, recordKindTitles),
});
