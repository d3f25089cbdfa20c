import { modeFigures } from '../../db/cases/mode-figures.ts';
import { defined } from '../../domain/defined.ts';
import { instantAt } from '../../domain/calendar/day.ts';
import type { Kit } from '../schema/kit.ts';

/** What became of the modes that procedures offer: in a case, and counted over many. */
export function addModes({ builder, enums }: Kit): void {
  builder.objectType('ModeUse', {
    description: 'A mode that the procedure offers, in one case (办理方式使用情况).',
    fields: t => ({
      mode: t.field({ type: enums.mode, resolve: ({ mode }) => mode }),
      standing: t.field({ type: enums.modeStanding, resolve: ({ standing }) => standing }),
    }),
  });
  builder.objectType('ModeFigures', {
    description: 'How often a mode was offered and used, and what became of it (办理方式统计).',
    fields: t => ({
      mode: t.field({ type: enums.mode, resolve: ({ mode }) => mode }),
      offered: t.exposeInt('offered', { description: 'Cases of procedures that offer it.' }),
      used: t.exposeInt('used', { description: 'Cases that came in by it, whatever became of it.' }),
      cured: t.exposeInt('cured', { description: 'What was missing came, or what was promised was found kept.' }),
      lapsed: t.exposeInt('lapsed', { description: 'It did not: in time, or at all.' }),
    }),
  });
  builder.queryField('modeFigures', t =>
    t.field({
      type: ['ModeFigures'],
      description: 'The modes of the cases received from one day to another, both included (办理方式统计).',
      args: {
        from: t.arg({ type: 'Date', required: true }),
        to: t.arg({ type: 'Date', required: true }),
        procedure: t.arg.string({ description: 'Name and version, such as restaurant-opening.v1.' }),
      },
      resolve: async (_root, { from, to, procedure }, { db }) => [
        ...(await modeFigures(db, {
          from: instantAt(from, 0),
          to: instantAt(to + 1, 0),
          ...defined({ procedure: procedure ?? undefined }),
        })),
      ],
    }),
  );
}
