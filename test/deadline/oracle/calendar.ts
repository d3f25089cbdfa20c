import type { CalendarData, Override, Provisional } from '../../../domain/calendar/calendar.ts';
import type { BusinessHours } from '../../../domain/calendar/office-hours.ts';
import { at, dateIn, dayAt, dayFrom, minuteIn, monthIn, textOf, weekdayIn, yearIn } from './dates.ts';
import { lunarDays } from './lunar.ts';

/** Half a working day: from its first minute to its last. */
export interface Half {
  readonly day: number;
  readonly begin: number;
  readonly end: number;
}

/** Two years after the last notice nobody says anything. */
export class Beyond extends Error {}

export type Segments = BusinessHours['segments'];
export type Uncertainty = Extract<Provisional, { readonly year: number }>;
const noon = 720;

/** A calendar that is asked a day at a time. Of days that are named twice the later layer says how it is. */
export class SlowCalendar {
  readonly data: CalendarData;
  readonly #named: ReadonlyMap<string, boolean>;
  readonly #entries: readonly { readonly entry: BusinessHours; readonly from: number; readonly to: number }[];
  readonly #lastYear: number;
  readonly #working = new Map<number, boolean>();
  readonly #segments = new Map<number, Segments>();

  constructor(data: CalendarData, layers: readonly (readonly Override[])[] = [data.overrides]) {
    this.data = data;
    this.#named = new Map(layers.flat().map(({ day, working }) => [day, working]));
    this.#entries = data.businessHours.map(entry => ({
      entry,
      from: entry.from === undefined ? Number.NEGATIVE_INFINITY : dayFrom(entry.from),
      to: entry.to === undefined ? Number.POSITIVE_INFINITY : dayFrom(entry.to),
    }));
    this.#lastYear = Math.max(...data.publishedYears) + 2;
  }

  isWorking(day: number): boolean {
    const working = this.#working.get(day) ?? this.#isWorking(day);
    this.#working.set(day, working);
    return working;
  }

  #isWorking(day: number): boolean {
    this.checkReach(day);
    const isOffByLaw = !this.#isPublished(yearIn(day)) && isStatutoryHoliday(day);
    return this.#named.get(textOf(day)) ?? (weekdayIn(day) <= 5 && !isOffByLaw);
  }

  checkReach(day: number): void {
    if (yearIn(day) > this.#lastYear || yearIn(day) < this.data.firstYear) throw new Beyond(textOf(day));
  }

  /** The day itself, or the next working one. */
  rolled(day: number): number {
    let next = day;
    while (!this.isWorking(next)) next += 1;
    return next;
  }

  #isPublished(year: number): boolean {
    return this.data.publishedYears.includes(year);
  }

  /** Why a count over these days may still move. */
  uncertainty(from: number, to: number): Uncertainty | undefined {
    let december: Uncertainty | undefined;
    for (let day = from; day <= to; day += 1) {
      const year = yearIn(day);
      if (!this.#isPublished(year)) return { code: 'yearUnpublished', year };
      const mayBeNamed = monthIn(day) === 12 && dateIn(day) >= 20 && !this.#isPublished(year + 1);
      if (mayBeNamed) december ??= { code: 'decemberOpen', year };
    }
    return december;
  }

  /** The hours of a day, of a day off those that it would have; at a weekend a Monday's, unless hours name its day. */
  segments(day: number): Segments {
    const segments = this.#segments.get(day) ?? this.#segmentsOn(day);
    this.#segments.set(day, segments);
    return segments;
  }

  #segmentsOn(day: number): Segments {
    const valid = this.#entries.filter(({ from, to }) => from <= day && day <= to).map(({ entry }) => entry);
    const own = weekdayIn(day);
    const weekday = own <= 5 || valid.some(({ weekdays }) => weekdays?.includes(own)) ? own : 1;
    const entry = valid.findLast(({ weekdays }) => weekdays?.includes(weekday) ?? true);
    if (entry === undefined) throw new Error(`no hours on ${textOf(day)}`);
    return entry.segments;
  }

  opening(day: number): number {
    return at(day, Math.min(...this.segments(day).map(([from]) => from)));
  }

  close(day: number): number {
    return at(day, Math.max(...this.segments(day).map(([, to]) => to)));
  }

  /** Where the morning ends: with its last business minute up to twelve; the break belongs to the afternoon. */
  noon(day: number): number {
    const mornings = this.segments(day).filter(([from]) => from < noon);
    return at(day, mornings.length === 0 ? noon : Math.max(...mornings.map(([, to]) => Math.min(to, noon))));
  }

  /** The halves of a day: two where it has business before and after twelve, none of a day off. */
  halves(day: number): readonly Half[] {
    if (!this.isWorking(day)) return [];
    const [begin, end] = [this.opening(day), this.close(day)];
    if (begin >= at(day, noon) || end <= at(day, noon)) return [{ day, begin, end }];
    return [
      { day, begin, end: this.noon(day) },
      { day, begin: this.noon(day), end },
    ];
  }

  /** The minutes of half a day, by the first hours that make a whole one; a day of one half is that half. */
  get halfDay(): number {
    const isWhole = ({ segments }: BusinessHours): boolean =>
      segments.some(([from]) => from < noon) && segments.some(([, to]) => to > noon);
    const whole = this.data.businessHours.find(isWhole);
    const { segments } = (whole ?? this.data.businessHours[0])!;
    return segments.reduce((sum, [from, to]) => sum + to - from, 0) / (whole ? 2 : 1);
  }

  isOpen(instant: number): boolean {
    const time = minuteIn(instant);
    return (
      this.isWorking(dayAt(instant)) && this.segments(dayAt(instant)).some(([from, to]) => from <= time && time < to)
    );
  }

  /** The instant itself between opening and close (the breaks included), else the next opening. */
  nextOpening(instant: number): number {
    const today = dayAt(instant);
    if (!this.isWorking(today) || instant >= this.close(today)) return this.opening(this.rolled(today + 1));
    return Math.max(instant, this.opening(today));
  }
}

/** The days that the holiday regulation fixes for every year (as amended 2024). */
function isStatutoryHoliday(day: number): boolean {
  const { spring, qingming, duanwu, zhongqiu } = lunarDays(yearIn(day));
  const date = textOf(day).slice(5);
  return (
    ['01-01', '05-01', '05-02', '10-01', '10-02', '10-03'].includes(date) ||
    (day >= spring - 1 && day <= spring + 2) ||
    [qingming, duanwu, zhongqiu].includes(day)
  );
}
