import { posts } from '../../domain/directory/posts.ts';
import { roles } from '../../domain/values.ts';
import { postTitles, roleTitles, unitKindTitles } from '../../domain/words/zh-CN/titles.ts';
import type { DefineEnum } from '../schema/define-enum.ts';

export const directoryEnums = (define: DefineEnum) => ({
  role: define('Role', 'Role of whoever acts (角色).', roles, roleTitles),
  post: define('Post', 'Post in a unit (职务).', posts, postTitles),
  unitKind: define(
    'UnitKind',
    'Kind of a unit (单位种类).',
    ['department', 'window', 'serviceAuthority', 'supervisionOffice', 'government'],
    unitKindTitles,
  ),
});
