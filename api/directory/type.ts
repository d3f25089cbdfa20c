import type { Kit } from '../schema/kit.ts';

export function addUnit({ builder, enums }: Kit): void {
  builder.objectType('Unit', {
    description: 'A unit of the organisation tree (单位).',
    fields: t => ({
      unit: t.id({ resolve: unit => unit.id }),
      title: t.exposeString('title', {}),
      kind: t.field({ type: enums.unitKind, resolve: unit => unit.kind }),
    }),
  });
}
