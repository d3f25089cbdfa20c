import type { ImportFault, ImportPlace } from '../../../refusals/import.ts';
import { issuesText } from '../issues.ts';

const placeText = (place: ImportPlace): string => ('line' in place ? `line ${place.line}` : place.path.join('.'));

/** What is wrong with a file from which a year of a calendar is made, and where. */
export function importFaultText(fault: ImportFault): string {
  switch (fault.code) {
    case 'issue':
      return issuesText([fault.issue]);
    case 'notJson':
      return 'it is neither JSON nor iCalendar; expected a year of holiday-cn, or BEGIN:VCALENDAR in its first line';
    case 'notEnded':
      return 'it has no END:VCALENDAR: a part of it is missing';
    case 'noDays':
      return 'it names no day: a year that nobody has announced is left out';
    case 'noNotice':
      return 'it names no notice: give its number or address with --notice';
    default:
      return `${placeText(fault.place)}: ${atPlaceText(fault)}`;
  }
}

function atPlaceText(fault: Extract<ImportFault, { readonly place: ImportPlace }>): string {
  switch (fault.code) {
    case 'unreadable':
      return `"${fault.found}" is no line of iCalendar; expected NAME:value`;
    case 'eventNotEnded':
      return 'the event that begins here has no END:VEVENT';
    case 'noStart':
      return 'the event that begins here has no DTSTART';
    case 'noSummary':
      return 'the event that begins here has no SUMMARY';
    case 'repeated':
      return 'an event that repeats is not read; name each of its dates';
    case 'noDate':
      return `"${fault.found}" is not a date that exists`;
    case 'partOfDay':
      return `"${fault.found}" is no whole day; half a day off is business hours of that date`;
    case 'unclear':
      return `"${fault.found}" says neither day off nor make-up workday`;
    case 'endsBeforeStart':
      return `it ends on ${fault.found}, before it begins`;
    case 'tooLong':
      return `it ends on ${fault.found}; expected at most 60 days`;
    case 'dayTwice':
      return `${fault.day} is named twice`;
    case 'dayBoth':
      return `${fault.day} is both off and working`;
    case 'idleMakeUp':
      return `${fault.day} is a make-up day but is a working day anyway`;
    case 'otherYear':
      return `${fault.day} is outside the reach of the notice of ${fault.year}`;
  }
}
