import { parseDay } from '../../domain/calendar/day.ts';
import { formatSegment } from '../../domain/calendar/hours.ts';
import { orUndefinedIfUnpublished } from '../../domain/calendar/unpublished.ts';
import type { Kit } from '../schema/kit.ts';

/** Calendars (日历) as anybody may read them: which days are working days is public. */
export function addCalendar({ builder }: Kit): void {
  builder.objectType('CalendarDay', {
    description: 'A date on which a calendar departs from Monday to Friday (放假、调休).',
    fields: t => ({
      date: t.field({ type: 'Date', resolve: override => parseDay(override.day) }),
      working: t.exposeBoolean('working', { description: 'A make-up workday (调休上班); else a day off (放假).' }),
      name: t.exposeString('name', {}),
      notice: t.string({
        nullable: true,
        description: 'The notice that says so (通知).',
        resolve: override => override.notice,
      }),
    }),
  });
  builder.objectType('BusinessHours', {
    description: 'Office hours with the days on which they hold (办公时间).',
    fields: t => ({
      from: t.field({
        type: 'Date',
        nullable: true,
        description: 'The first day; null: from the beginning.',
        resolve: ({ from }) => (from === undefined ? null : parseDay(from)),
      }),
      to: t.field({
        type: 'Date',
        nullable: true,
        description: 'The last day; null: for ever.',
        resolve: ({ to }) => (to === undefined ? null : parseDay(to)),
      }),
      weekdays: t.intList({
        nullable: true,
        description: '1 Monday to 7 Sunday; null: every working day.',
        resolve: ({ weekdays }) => weekdays && [...weekdays],
      }),
      segments: t.stringList({
        description: 'Segments of the day, such as 09:00-12:00.',
        resolve: ({ segments }) => segments.map(formatSegment),
      }),
    }),
  });
  builder.objectType('CalendarVersion', {
    description: 'A version of a calendar (日历版本): never changed; clocks name the one by which they are computed.',
    fields: t => ({
      version: t.id({ resolve: ({ data }) => data.version }),
      calendar: t.id({ description: 'The calendar that it is a version of.', resolve: ({ data }) => data.id }),
      title: t.string({ resolve: ({ data }) => data.title }),
      current: t.exposeBoolean('current', { description: 'In force: applications received now run on it.' }),
      publishedAt: t.field({ type: 'DateTime', resolve: each => each.publishedAt }),
      on: t.id({
        nullable: true,
        description:
          'The version that it lies on, for a calendar of a region or an organisation: dates of its own win.',
        resolve: each => each.base,
      }),
      publishedYears: t.intList({
        description:
          'Years with a notice; another one counts by the national holiday regulation (全国年节及纪念日放假办法), ' +
          'provisionally.',
        resolve: ({ data }) => [...data.publishedYears],
      }),
      businessHours: t.field({
        type: ['BusinessHours'],
        description: 'Office hours (办公时间): the last one that holds on a day wins.',
        resolve: ({ data }) => [...data.businessHours],
      }),
      days: t.field({
        type: ['CalendarDay'],
        description: 'The dates of a year that depart from Monday to Friday, in order.',
        args: { year: t.arg.int({ required: true }) },
        resolve: ({ data }, { year }) =>
          data.overrides
            .filter(override => override.day.startsWith(`${year}-`))
            .toSorted((a, b) => (a.day < b.day ? -1 : 1)),
      }),
      isWorking: t.boolean({
        nullable: true,
        description: 'Whether a date is a working day; null where the calendar does not reach.',
        args: { date: t.arg({ type: 'Date', required: true }) },
        resolve: async ({ data }, { date }, { commands: { calendars } }) => {
          await calendars.load([data.version]);
          return orUndefinedIfUnpublished(() => calendars.get(data.version)?.isWorking(date));
        },
      }),
    }),
  });
  builder.objectType('Calendar', {
    description: 'A calendar (日历): that of the country, of a region, or of an organisation.',
    fields: t => ({
      calendar: t.exposeID('calendar', {}),
      current: t.field({
        type: 'CalendarVersion',
        description: 'The version in force.',
        resolve: ({ versions }) => versions.find(each => each.current)!,
      }),
      versions: t.field({
        type: ['CalendarVersion'],
        description: 'All of them, the latest first.',
        resolve: ({ versions }) => [...versions],
      }),
    }),
  });
}
