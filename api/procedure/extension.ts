import { districtGovernment } from '../../domain/directory/directory.ts';
import { roles } from '../../domain/values.ts';
import { roleTitles } from '../../domain/words/zh-CN/titles.ts';
import type { Kit } from '../schema/kit.ts';
import type { ProcedureObjects } from './objects.ts';

/** Who approves, as the case asks for it: the head of the lead unit or of the government, or a role of any unit. */
function approverOf({ procedure, it: { by } }: ProcedureObjects['Extension']): ProcedureObjects['ExtensionApprover'] {
  if (by === 'government-head') return { role: 'unit-head', unit: districtGovernment };
  const role = roles.find(each => each === by);
  if (role === undefined) return { role: 'unit-head', unit: by };
  return role === 'unit-head' ? { role, unit: procedure.lead } : { role };
}

/** The extension that a procedure allows (延期). */
export function addExtension({ builder, enums }: Kit): void {
  builder.objectType('ExtensionApprover', {
    description: 'Who approves an extension (批准人): whoever has the role, in the unit if one is named.',
    fields: t => ({
      role: t.field({ type: enums.role, resolve: ({ role }) => role }),
      title: t.string({
        description: 'What the role is called, such as 负责人.',
        resolve: ({ role }) => roleTitles[role],
      }),
      unit: t.field({
        type: 'Unit',
        nullable: true,
        resolve: ({ unit }, _args, { loaders }) => (unit === undefined ? null : loaders.unit.load(unit)),
      }),
    }),
  });
  builder.objectType('Extension', {
    description: 'An extension that the law allows, once (延期).',
    fields: t => ({
      of: t.field({
        type: enums.extendable,
        description: 'The clock that may be extended, as `extendLimit` names it.',
        resolve: ({ it }) => (it.of === 'promised' ? 'promise' : it.of),
      }),
      by: t.field({ type: 'ExtensionApprover', resolve: approverOf }),
      atMost: t.field({ type: 'Limit', resolve: ({ it }) => it.atMost }),
      times: t.int({ description: 'How often.', resolve: ({ it: { times = 1 } }) => times }),
      basis: t.string({ resolve: ({ it }) => it.basis }),
    }),
  });
}
