import type { Kit } from '../schema/kit.ts';

export function addViewer({ builder, enums }: Kit): void {
  builder.objectType('Viewer', {
    description: 'Who is signed in (当前用户).',
    fields: t => ({
      person: t.exposeID('person', {}),
      role: t.field({ type: enums.role, resolve: viewer => viewer.role }),
      unit: t.field({
        type: 'Unit',
        nullable: true,
        resolve: (viewer, _args, { loaders }) => (viewer.unit === undefined ? null : loaders.unit.load(viewer.unit)),
      }),
      post: t.field({
        type: enums.post,
        nullable: true,
        description: 'The post by which an official acts (职务).',
        resolve: viewer => viewer.post ?? null,
      }),
      standsInFor: t.id({
        nullable: true,
        description: 'The absent person whose post it is (代行职务).',
        resolve: viewer => viewer.standsInFor ?? null,
      }),
      name: t.string({
        nullable: true,
        resolve: (viewer, _args, { loaders }) => loaders.personName.load(viewer.person),
      }),
      actsFor: t.idList({
        description: 'Applicants who have delegated to this agent (委托人).',
        resolve: async (viewer, _args, { loaders }) =>
          viewer.role === 'agent' ? [...(await loaders.delegators())] : [],
      }),
    }),
  });
  builder.queryField('me', t =>
    t.field({
      type: 'Viewer',
      nullable: true,
      description: 'Null without a token.',
      resolve: (_root, _args, { viewer }) => viewer,
    }),
  );
}
