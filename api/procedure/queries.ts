import { current } from '../form/names.ts';
import type { Kit } from '../schema/kit.ts';

export function addProcedureQueries({ builder, procedures }: Kit): void {
  builder.queryFields(t => ({
    procedures: t.field({
      type: ['Procedure'],
      description: 'The procedures under which applications are received (事项目录).',
      resolve: () => current(procedures),
    }),
    procedure: t.field({
      type: 'Procedure',
      nullable: true,
      description: 'One procedure; without a version the one in force.',
      args: { name: t.arg.string({ required: true }), version: t.arg.int() },
      resolve: (_root, { name, version }) =>
        (version == null
          ? current(procedures).find(each => each.name === name)
          : procedures.get(`${name}.v${version}`)) ?? null,
    }),
  }));
}
