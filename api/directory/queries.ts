import { defined } from '../../domain/defined.ts';
import { holdingsOf } from '../../db/directory/of-person.ts';
import { readRepins } from '../../db/directory/repins.ts';
import { readUnits } from '../../db/directory/units.ts';
import { readDirectoryVersions } from '../../db/directory/versions.ts';
import { refusalOf } from '../../domain/refusal.ts';
import { UnfitArgument } from '../error/errors.ts';
import type { Kit } from '../schema/kit.ts';

const most = 100;

export function addDirectoryQueries({ builder }: Kit): void {
  builder.queryFields(t => ({
    units: t.field({
      type: ['Unit'],
      description: 'The units of the directory as they are now (单位).',
      resolve: async (_root, _args, { db }) => [...(await readUnits(db))],
    }),
    holdings: t.field({
      type: ['Holding'],
      description: 'The posts of a unit with those that are over or to come, the latest first (任职).',
      args: { unit: t.arg.id({ required: true }) },
      resolve: async (_root, { unit }, { db }) => [...(await holdingsOf(db, unit))],
    }),
    repinnings: t.field({
      type: ['Repinning'],
      description: 'How far versions that name other units have come to the open cases, the latest first.',
      args: { version: t.arg.int({ description: 'Only this version.' }) },
      resolve: async (_root, { version }, { db }) => [...(await readRepins(db, version ?? undefined))],
    }),
    directoryVersions: t.field({
      type: ['DirectoryVersion'],
      description: 'The versions of the directory, the latest first (组织机构变更记录).',
      args: {
        subject: t.arg.id({ description: 'Only what was done to this unit or person.' }),
        before: t.arg.int({ description: 'Go on before this version.' }),
        first: t.arg.int({ description: `How many, 1 to ${most}; 20 if not said.` }),
      },
      resolve: async (_root, { subject, before, first }, { db }) => {
        const limit = first ?? 20;
        if (limit < 1 || limit > most)
          throw new UnfitArgument(refusalOf('request.outOfRange', { argument: 'first', found: limit, least: 1, most }));
        const which = { ...defined({ subject: subject ?? undefined, before: before ?? undefined }), limit };
        return [...(await readDirectoryVersions(db, which))];
      },
    }),
  }));
}
