import { absencesOf, delegationsOf, relationsOf } from '../../db/directory/of-person.ts';
import type { Kit } from '../schema/kit.ts';

export function addViewer({ builder, enums }: Kit): void {
  builder.node('Viewer', {
    description: 'Who is signed in (当前用户).',
    id: { resolve: viewer => viewer.person },
    loadOne: (id, { viewer }) => (viewer?.person === id ? { ...viewer } : null),
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
      absences: t.field({
        type: ['Absence'],
        description: 'Own absences, the latest first (外出).',
        resolve: async ({ person }, _args, { db }) => [...(await absencesOf(db, person))],
      }),
      relations: t.field({
        type: ['Relation'],
        description: 'What the viewer declared, the latest first (回避关系).',
        resolve: async ({ person }, _args, { db }) => [...(await relationsOf(db, person))],
      }),
      delegations: t.field({
        type: ['Delegation'],
        description: 'Delegations that the viewer gave or was given, the latest first (委托).',
        resolve: async ({ person, parties = [] }, _args, { db }) => [...(await delegationsOf(db, person, parties))],
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
