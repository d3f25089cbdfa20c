import { formatSegment } from '../../../calendar/hours.ts';
import type { CalendarFault, CalendarRefusals, DayForm, HoursFault, InstantForm } from '../../../refusals/calendar.ts';
import type { SentencesFor } from '../../sentences.ts';
import { issuesText } from '../issues.ts';
import { listOf } from '../phrases.ts';
import { importFaultText } from './import.ts';

const dayForms: Readonly<Record<DayForm, string>> = {
  date: 'a date as YYYY-MM-DD',
  year: 'a year from 1900 to 9999',
  existing: 'a date that exists',
};

const instantForms: Readonly<Record<InstantForm, string>> = {
  instant: 'YYYY-MM-DDTHH:mm[:ss[.mmm]], local or with an offset',
  time: 'a time from 00:00 to 23:59:59',
  offset: 'an offset from -14:59 to +14:59',
  milliseconds: 'whole milliseconds since 1970-01-01T00:00Z',
};

const askedDay = (asked: string, firstYear: number, lastYear: number): string =>
  asked === 'before' ? `a day before ${firstYear}` : asked === 'after' ? `a day after ${lastYear}` : asked;

function hoursFaultText(fault: HoursFault): string {
  switch (fault.code) {
    case 'noSegment':
      return 'a day of business has at least one segment; a day without any is a day off';
    case 'notASegment':
      return (
        `${JSON.stringify(fault.found)} is no segment: expected two whole minutes of the day, the first ` +
        'before the last'
      );
    case 'adjoin': {
      const whole = formatSegment([fault.before[0], fault.after[1]]);
      return `${formatSegment(fault.before)} and ${formatSegment(fault.after)} adjoin; write ${whole} as one segment`;
    }
    case 'overlap':
      return `${formatSegment(fault.before)} and ${formatSegment(fault.after)} overlap or are not in order`;
    case 'noDate':
      return `"${fault.day}" is no date`;
    case 'endsBeforeStart':
      return `they end on ${fault.to}, before ${fault.from}`;
    case 'weekdayTwice':
      return 'a weekday is named twice';
    case 'sameDays':
      return `they hold on the same days as businessHours.${fault.entry}`;
  }
}

function faultText(fault: CalendarFault): string {
  switch (fault.code) {
    case 'noYear':
      return 'no year is arranged';
    case 'nothingOwn':
      return 'neither a year nor business hours of its own';
    case 'idleMakeUp':
      return `${fault.day} is a make-up day but is a working day anyway`;
    case 'namedTwice':
      return `${fault.day} is named twice`;
    case 'offAndWorking':
      return `${fault.day} is both off and working`;
    case 'beyondBase':
      return `${fault.day} is beyond ${fault.base}, which answers for ${fault.firstYear} to ${fault.lastYear}`;
    case 'notAYear':
      return `"${fault.year}" is not a year from 1900 to 9999`;
    case 'beyondNotice':
      return `${fault.day} is outside the reach of the notice of ${fault.year}`;
    case 'notADate':
      return `"${fault.span}" of ${fault.year} is not a date that exists`;
    case 'notASpan':
      return `"${fault.span}" of ${fault.year} is not a span from/to of at most ${fault.most} days`;
    case 'emptyYear':
      return `${fault.year} names no day; leave out a year that nobody has announced`;
    case 'emptyHoliday':
      return `${fault.holiday} of ${fault.year} names no day`;
    case 'hours':
      return `businessHours.${fault.entry}: ${hoursFaultText(fault.fault)}`;
  }
}

export const calendarRefusals: SentencesFor<CalendarRefusals> = {
  'day.invalid': ({ found, form }) => `Found "${found}" as a day; expected ${dayForms[form]}.`,
  'instant.invalid': ({ found, form }) => `Found "${found}" as an instant; expected ${instantForms[form]}.`,
  'calendar.unknown': ({ found, expected = [], unit }) =>
    `Found no calendar ${found === undefined ? 'of that name' : `"${found}"`}` +
    `${unit === undefined ? '' : `, which the unit ${unit} counts by`}; expected ` +
    `${expected.length === 0 ? 'one that is published: publish it, or name another one' : listOf(expected)}.`,
  'calendar.unpublished': ({ calendar, version, firstYear, lastYear, asked }) =>
    `Calendar ${calendar} ${version} answers for ${firstYear} to ${lastYear}, asked was ` +
    `${askedDay(asked, firstYear, lastYear)}; publish the arrangements of the years wanted.`,
  'calendar.contradiction': ({ calendar, version, faults }) =>
    `The arrangements of ${calendar} ${version} contradict themselves: ${faults.map(faultText).join('; ')}.`,
  'calendar.notAmended': ({ year }) =>
    `The arrangement of ${year} was never amended; expected a year with a first notice.`,
  'calendar.duplicateOverride': ({ calendar, version, day }) =>
    `Calendar ${calendar} ${version} holds ${day} twice; expected one override a date.`,
  'calendar.hours': ({ fault }) => `${hoursFaultText(fault)}.`,
  'calendar.import': ({ file, faults }) =>
    `No calendar can be made of ${file}: ${faults.map(importFaultText).join('; ')}.`,
  'calendar.file': ({ issues }) => `This is not a calendar file: ${issuesText(issues)}.`,
  'calendar.unreadable': ({ path, why, issues = [] }) =>
    why === undefined
      ? `The file ${path} holds no calendar: ${issuesText(issues)}. Expected arrangements by year, ` +
        '{ "2026": { "notices", "off", "work" } }, or a calendar with overrides.'
      : `The calendar ${path} cannot be read: ${why}. Expected a file of JSON.`,
  'calendar.unknownBase': ({ calendar, found }) =>
    `${calendar} lies on ${found}, of which no version is published. Publish that one first.`,
  'calendar.circle': ({ found }) =>
    `${found.join(' lies on ')}: a calendar cannot lie on itself. Let one of them lie on another.`,
  'calendar.publishing': ({ found }) =>
    `The publication of ${found} is not finished: one version is published after the other. Wait for it.`,
  'calendar.versionExists': ({ found }) =>
    `The version ${found} is published with other content. Publish the change under a new version.`,
  'calendar.superseded': ({ found, by }) =>
    by === undefined
      ? `The version ${found} was superseded by a later one. Publish its content again under a new version.`
      : `A later version of the calendar was published: ${by}.`,
  'calendar.inForce': ({ found }) =>
    `The version ${found} is in force already: it was shipped so. There is nothing to publish.`,
  'calendar.takesYears': ({ version, found, clocks }) =>
    `${version} takes away ${listOf(found)}, in which ${clocks} running clocks count. Put these years into the file.`,
  'calendar.same': ({ found }) => `The case counts by ${found} already. There is nothing to change.`,
  'rules.unknown': ({ found, expected }) =>
    `Found version ${found} of the engine's rules; this build knows versions up to ${expected}. Use a newer build.`,
  'rules.same': ({ found, expected }) =>
    `The case counts by version ${expected} of the engine's rules already, found ${found}. There is nothing to change.`,
};
