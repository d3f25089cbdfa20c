import type { ImportFault } from '../../refusals/import.ts';
import { Refused } from '../../refusal.ts';
import type { Arrangements } from '../arrangement.ts';
import { arrangementsOf, contradictionsOf, type Imported } from './days.ts';
import { readHolidayCn } from './holiday-cn.ts';
import { isICalendar, readICalendar } from './ical.ts';

/** What is said of a file beside its text. */
export interface ImportNaming {
  /** What a fault names. */
  readonly file: string;
  /** Number or address of the notice, where the file does not name it. */
  readonly notice?: string | undefined;
}

/**
 * The years that a public file makes: a year of holiday-cn in JSON, or an iCalendar file of days off and make-up days.
 * @throws Refused `calendar.import` with everything that is wrong with it, each by its line or path
 */
export function importedYears(text: string, { file, notice }: ImportNaming): Arrangements {
  const imported = read(text);
  const notices =
    notice === undefined ? imported.notices : [notice, ...imported.notices.filter(each => each !== notice)];
  const faults = [...imported.faults, ...contradictionsOf(imported.days)];
  if (notices.length === 0 && imported.days.length > 0) faults.push({ code: 'noNotice' });
  if (faults.length > 0) throw new Refused('calendar.import', { file, faults: inOrder(faults) }, 'calendar.file');
  return arrangementsOf(imported.days, notices);
}

function read(text: string): Imported {
  if (isICalendar(text)) return readICalendar(text);
  try {
    return readHolidayCn(JSON.parse(text.replace(/^\uFEFF/, '')));
  } catch (error) {
    if (error instanceof SyntaxError) return { days: [], notices: [], faults: [{ code: 'notJson' }] };
    throw error;
  }
}

const lineOf = (fault: ImportFault): number =>
  'place' in fault && 'line' in fault.place ? fault.place.line : Infinity;

/** The faults in the order of their lines, those of the whole file last. */
const inOrder = (faults: readonly ImportFault[]): readonly ImportFault[] =>
  faults.toSorted((a, b) => {
    const [first, second] = [lineOf(a), lineOf(b)];
    return first === second ? 0 : first - second;
  });
