import cnArrangements from './arrangements/cn.json' with { type: 'json' };
import demonstrationArrangements from './arrangements/demonstration.json' with { type: 'json' };
import type { CalendarData } from './calendar.ts';
import { calendarOf, type CalendarFile } from './file.ts';

/** The State Council's arrangements of 2015 to 2026, as amended. */
export const cnFile: CalendarFile = {
  calendar: 'cn',
  version: 'cn-2026',
  title: '国务院办公厅节假日安排（2015—2026 年）',
  years: cnArrangements,
};

/** For stories and tests in virtual time: `cn` and, for 2027 to 2032, arrangements that nobody has announced. */
const demonstrationFile: CalendarFile = {
  calendar: 'demonstration',
  version: 'demonstration-2032',
  title: '测试日历（2027—2032 年安排为虚构，不得用于真实办件）',
  years: { ...cnArrangements, ...demonstrationArrangements },
};

/** What a release brings: registered where none of the calendar's versions is published. */
export const shippedFiles: readonly CalendarFile[] = [cnFile, demonstrationFile];

export const cn: CalendarData = calendarOf(cnFile);
export const demonstration: CalendarData = calendarOf(demonstrationFile);
export const shippedCalendars: readonly CalendarData[] = [cn, demonstration];
