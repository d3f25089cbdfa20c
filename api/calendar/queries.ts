import { readVersion, readVersions } from '../../db/calendars/calendars.ts';
import { readPublications } from '../../db/calendars/publications.ts';
import type { Kit } from '../schema/kit.ts';

export function addCalendarQueries({ builder }: Kit): void {
  builder.queryFields(t => ({
    calendars: t.field({
      type: ['Calendar'],
      description: 'The calendars with their versions (日历).',
      resolve: async (_root, _args, { db }) =>
        [...Map.groupBy(await readVersions(db), each => each.data.id)].map(([calendar, versions]) => ({
          calendar,
          versions,
        })),
    }),
    calendarVersion: t.field({
      type: 'CalendarVersion',
      nullable: true,
      description: 'A version of a calendar, as a clock names it.',
      args: { version: t.arg.id({ required: true }) },
      resolve: (_root, { version }, { db }) => readVersion(db, version),
    }),
    publications: t.field({
      type: ['Publication'],
      description: 'Publications of calendar versions with their progress, the latest first; 100 at most.',
      resolve: async (_root, _args, { db }) => [...(await readPublications(db))],
    }),
    publication: t.field({
      type: 'Publication',
      nullable: true,
      description: 'The publication of a version, while it runs and afterwards.',
      args: { version: t.arg.id({ required: true }) },
      resolve: async (_root, { version }, { db }) => (await readPublications(db, { version }))[0],
    }),
  }));
}
