import { itemKinds } from '../../domain/procedure/language/item.ts';
import { itemKindTitles } from '../../domain/words/zh-CN/items.ts';
import type { Mode } from '../../domain/procedure/procedure.ts';
import { materialKindTitles, modeTitles } from '../../domain/words/zh-CN/titles.ts';
import type { DefineEnum } from '../schema/define-enum.ts';

export const procedureEnums = (define: DefineEnum) => ({
  mode: define('Mode', 'Acceptance mode (办理方式).', Object.keys(modeTitles) as Mode[], modeTitles),
  itemKind: define('ItemKind', 'What an item is in law (事项类型).', itemKinds, itemKindTitles),
  materialKind: define(
    'MaterialKind',
    'Kind of a material (材料种类).',
    ['required', 'tolerable', 'deferred', 'later'],
    materialKindTitles,
  ),
});
