/** How calendars mark a make-up workday and a day off, in the order in which they are asked. */
const makeUpMarks = /补班|上班|工作日|[（(]班[)）]|班$|ALTERNATE-WORKDAY|work\s?day|working day|make-?up/i;
const offMarks = /假期|放假|休假|公休|[（(]休[)）]|休$|WORK-HOLIDAY|holiday|day off/i;
/** The holidays of the regulation: an event that bears their name alone is one. */
const statutory = /元旦|春节|除夕|清明|劳动节|端午|中秋|国庆/;

/**
 * Whether an event is a make-up workday or a day off, by its marks; undefined where it says neither: a calendar of
 * festivals has many that are no days off.
 */
export function kindOfEvent(marks: readonly string[]): 'working' | 'off' | undefined {
  if (marks.some(mark => makeUpMarks.test(mark))) return 'working';
  return marks.some(mark => offMarks.test(mark) || statutory.test(mark)) ? 'off' : undefined;
}

/** Whether a holiday is that of the year that begins. */
export const isNewYear = (name: string): boolean => name.includes('元旦');

/** The holiday's name, without the marks and the count of its days. */
export function nameOfEvent(summary: string): string {
  const name = summary
    .replaceAll(/第\s*\d+\s*天\s*[/／]\s*共\s*\d+\s*天/g, '')
    .replaceAll(/假期|放假|休假|公休|[（(][休班][)）]|休$/g, '')
    .trim();
  return name === '' ? summary : name;
}
