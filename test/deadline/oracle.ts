import { Solar } from 'lunar-typescript';
import type { CalendarData } from '../../domain/calendar/calendar.ts';
import type { ClockFacts } from '../../domain/clock/clock.ts';

/**
 * The rules of semantics.md told a day, a half or a minute at a time, as a person would with a paper calendar: slow on
 * purpose, and without a line of the engine. A moment is a whole minute of local time since 1970-01-01T00:00 (UTC+8).
 */
type Minute = number;
type DayNumber = number;
interface Stretch {
  readonly from: Minute;
  readonly to: Minute;
  readonly firstDay: DayNumber;
  /** The day of resumption; what ends by itself at 24:00 ends on the day that is over then. */
  readonly lastDay: DayNumber;
  readonly open: boolean;
}
const dayLength = 1440;
const noon = 720;

const minuteOf = (instant: number): Minute => instant / 60_000 + 480;
const instantOf = (minute: Minute): number => Math.round((minute - 480) * 60_000);
const dayOf = (minute: Minute): DayNumber => Math.floor(minute / dayLength);
const timeOf = (minute: Minute): number => minute - dayOf(minute) * dayLength;
const numberOf = (date: string): DayNumber => Date.parse(`${date}T00:00Z`) / 86_400_000;
const dateOf = (day: DayNumber): string => new Date(day * 86_400_000).toISOString().slice(0, 10);

/** The office hours of a date. */
interface PaperDay {
  readonly segments: CalendarData['businessHours'][number]['segments'];
  readonly opening: number;
  readonly close: number;
  /** The end of its morning, or noon. */
  readonly noon: number;
  readonly hasMorning: boolean;
  readonly hasAfternoon: boolean;
}

export class PaperCalendar {
  readonly #data: CalendarData;
  readonly #overrides: ReadonlyMap<DayNumber, boolean>;
  readonly #working = new Map<DayNumber, boolean>();
  readonly #days = new Map<DayNumber, PaperDay>();

  constructor(data: CalendarData) {
    this.#data = data;
    this.#overrides = new Map(data.overrides.map(({ day, working }) => [numberOf(day), working]));
  }

  isWorking(day: DayNumber): boolean {
    const working = this.#working.get(day) ?? this.#looksWorking(day);
    this.#working.set(day, working);
    return working;
  }

  #looksWorking(day: DayNumber): boolean {
    const weekday = new Date(day * 86_400_000).getUTCDay();
    return this.#overrides.get(day) ?? (weekday !== 0 && weekday !== 6 && !this.#isStatutory(day));
  }

  /** A day that the regulation takes off, in a year that nobody announced; by the lunar library itself. */
  #isStatutory(day: DayNumber): boolean {
    const date = new Date(day * 86_400_000);
    const [year, month, of] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
    if (this.#data.publishedYears.includes(year)) return false;
    const solar = Solar.fromYmd(year, month, of);
    const lunar = solar.getLunar();
    const [moon, age] = [lunar.getMonth(), lunar.getDay()];
    return (
      (month === 1 && of === 1) ||
      (month === 5 && of <= 2) ||
      (month === 10 && of <= 3) ||
      (moon === 1 && age <= 3) ||
      (moon === 5 && age === 5) ||
      (moon === 8 && age === 15) ||
      (solar.next(1).getLunar().getMonth() === 1 && solar.next(1).getLunar().getDay() === 1) ||
      lunar.getJieQi() === '清明'
    );
  }

  day(day: DayNumber): PaperDay {
    const known = this.#days.get(day);
    if (known) return known;
    const date = dateOf(day);
    const valid = this.#data.businessHours.filter(({ from = date, to = date }) => from <= date && date <= to);
    const own = new Date(day * 86_400_000).getUTCDay() || 7;
    const weekday = own > 5 && valid.every(({ weekdays }) => !weekdays?.includes(own)) ? 1 : own;
    const { segments } = valid.filter(({ weekdays }) => weekdays === undefined || weekdays.includes(weekday)).at(-1)!;
    const mornings = segments.filter(([from]) => from < noon);
    const hours = {
      segments,
      opening: segments[0]![0],
      close: segments.at(-1)![1],
      noon: Math.min(noon, mornings.at(-1)?.[1] ?? noon),
      hasMorning: mornings.length > 0,
      hasAfternoon: segments.some(([, to]) => to > noon),
    };
    this.#days.set(day, hours);
    return hours;
  }

  nextWorking(from: DayNumber): DayNumber {
    let day = from;
    while (!this.isWorking(day)) day += 1;
    return day;
  }

  isOpen(minute: Minute): boolean {
    const [day, time] = [dayOf(minute), timeOf(minute)];
    return this.isWorking(day) && this.day(day).segments.some(([from, to]) => time >= from && time < to);
  }

  /**
   * The half that holds a moment, as two a day; a closed moment belongs to the next opening's, the midday break to the
   * afternoon's.
   */
  halfOf(minute: Minute): number {
    const day = dayOf(minute);
    const { close, noon: end, hasMorning, hasAfternoon } = this.day(day);
    if (!this.isWorking(day) || timeOf(minute) >= close) return this.#firstHalf(this.nextWorking(day + 1));
    return hasMorning && (!hasAfternoon || timeOf(minute) < end) ? 2 * day : 2 * day + 1;
  }

  #firstHalf(day: DayNumber): number {
    return this.day(day).hasMorning ? 2 * day : 2 * day + 1;
  }

  nextHalf(half: number): number {
    const day = Math.floor(half / 2);
    return half % 2 === 0 && this.day(day).hasAfternoon ? half + 1 : this.#firstHalf(this.nextWorking(day + 1));
  }

  endOfHalf(half: number): Minute {
    const day = Math.floor(half / 2);
    const { noon: end, close, hasAfternoon } = this.day(day);
    return day * dayLength + (half % 2 === 0 && hasAfternoon ? end : close);
  }

  /** The minutes of half a day, by the first hours that make a whole one. */
  get halfDay(): number {
    const isWhole = ({ segments }: CalendarData['businessHours'][number]): boolean =>
      segments[0]![0] < noon && segments.at(-1)![1] > noon;
    const { segments } = this.#data.businessHours.find(isWhole)!;
    return segments.reduce((sum, [from, to]) => sum + to - from, 0) / 2;
  }
}

export interface SlowClock {
  readonly due: number;
  readonly projected: boolean;
}

/** When a clock ends, in milliseconds, and whether an open pause moves it. */
export function slowDueOf(data: CalendarData, facts: ClockFacts): SlowClock {
  const due = dueBy(new PaperCalendar(data), facts);
  return { due: instantOf(due.at), projected: due.counted.some(({ open }) => open) };
}

/** Pauses are taken in order, and each only if it opens before what is due without it and those after it. */
function dueBy(paper: PaperCalendar, facts: ClockFacts): { readonly at: Minute; readonly counted: readonly Stretch[] } {
  const counted: Stretch[] = [];
  let at = end(paper, facts, counted);
  if (facts.limit.unit === 'DATE') return { at, counted };
  for (const pause of merged(facts, anchorOf(paper, facts))) {
    if (pause.from >= at) break;
    counted.push(pause);
    at = end(paper, facts, counted);
  }
  return { at, counted };
}

function end(paper: PaperCalendar, facts: ClockFacts, pauses: readonly Stretch[]): Minute {
  const { limit } = facts;
  switch (limit.unit) {
    case 'DATE':
      return endOfDay(paper, facts, numberOf(limit.date));
    case 'WH':
    case 'NH':
      return minutes(paper, facts, pauses, total(facts) * 60);
    case 'HALF_DAY':
      return facts.halfDay === 'byMinutes'
        ? minutes(paper, facts, pauses, total(facts) * paper.halfDay)
        : halves(paper, facts, pauses);
    default:
      return days(paper, facts, pauses);
  }
}

const total = ({ limit, extensions }: ClockFacts): number =>
  [limit, ...extensions].reduce((sum, each) => sum + ('n' in each ? each.n : 0), 0);
const endOfDay = (paper: PaperCalendar, { party, endOfDay: rule }: ClockFacts, day: DayNumber): Minute =>
  day * dayLength + (rule === 'close' || (rule === undefined && party === 'agency') ? paper.day(day).close : dayLength);

function anchorOf(paper: PaperCalendar, { anchor, limit, filedOffHours }: ClockFacts): Minute {
  const minute = minuteOf(anchor);
  if (filedOffHours !== 'nextWorkday' || !['WD', 'ND', 'MONTH'].includes(limit.unit)) return minute;
  const inTime = paper.isWorking(dayOf(minute)) && timeOf(minute) < paper.day(dayOf(minute)).close;
  if (inTime) return minute;
  const next = paper.nextWorking(dayOf(minute) + 1);
  return next * dayLength + paper.day(next).opening;
}

/** How many days are counted, and the day on which that many have been. */
const wantedDays = (facts: ClockFacts, anchor: DayNumber): number =>
  facts.limit.unit === 'MONTH' ? correspondingDay(anchor, total(facts)) - anchor : total(facts);

function dayCounted(paper: PaperCalendar, facts: ClockFacts, pauses: readonly Stretch[], wanted: number): DayNumber {
  let day = dayOf(anchorOf(paper, facts));
  for (let count = 0; count < wanted;) {
    day += 1;
    const counts = facts.limit.unit !== 'WD' || paper.isWorking(day);
    const paused = pauses.some(({ firstDay, lastDay }) => day > firstDay && day <= lastDay);
    if (counts && !paused) count += 1;
  }
  return day;
}

function days(paper: PaperCalendar, facts: ClockFacts, pauses: readonly Stretch[]): Minute {
  const unrolled = dayCounted(paper, facts, pauses, wantedDays(facts, dayOf(anchorOf(paper, facts))));
  let day = paper.nextWorking(unrolled);
  for (const { to, firstDay, lastDay } of pauses) {
    if (firstDay < unrolled || to < endOfDay(paper, facts, day)) continue;
    // Opened on the last day and not over before its end: the resume day, or the one after if it is over too.
    const resumed = paper.nextWorking(lastDay);
    day = to < endOfDay(paper, facts, resumed) ? resumed : paper.nextWorking(resumed + 1);
  }
  return endOfDay(paper, facts, day);
}

function correspondingDay(day: DayNumber, months: number): DayNumber {
  const date = new Date(day * 86_400_000);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + months];
  const lastOfMonth = Date.UTC(year, month + 1, 0) / 86_400_000;
  return Math.min(Date.UTC(year, month, date.getUTCDate()) / 86_400_000, lastOfMonth);
}

function halves(paper: PaperCalendar, facts: ClockFacts, pauses: readonly Stretch[]): Minute {
  let half = paper.halfOf(anchorOf(paper, facts));
  for (let count = 0; count < total(facts);) {
    half = paper.nextHalf(half);
    if (!pauses.some(({ from, to }) => half > paper.halfOf(from) && half <= paper.halfOf(to))) count += 1;
  }
  // Opened in the last half itself and ended in a later one: due is the end of the half in which it resumes.
  for (const { from, to } of pauses) if (paper.halfOf(from) >= half) half = Math.max(half, paper.halfOf(to));
  return paper.endOfHalf(half);
}

/** The moment by which so many minutes were counted: the closing instant, not the next opening. */
function minutes(
  paper: PaperCalendar,
  facts: ClockFacts,
  pauses: readonly Stretch[],
  wanted: number,
  open = facts.limit.unit !== 'NH',
): Minute {
  let count = 0;
  for (let minute = anchorOf(paper, facts); ; minute += 1) {
    if ((open && !paper.isOpen(minute)) || pauses.some(({ from, to }) => minute >= from && minute < to)) continue;
    if (count + 1 >= wanted) return minute + wanted - count;
    count += 1;
  }
}

/** Pauses as stretches that neither overlap nor touch, from the anchor on. */
function merged({ pauses }: ClockFacts, anchor: Minute): readonly Stretch[] {
  const all: { -readonly [K in keyof Stretch]: Stretch[K] }[] = [];
  const stretches = pauses.map(({ from, to, until }) => {
    const begins = Math.max(anchor, minuteOf(from));
    const ends = minuteOf(to ?? until ?? Math.max(from, instantOf(anchor)));
    const firstDay = dayOf(begins);
    const resumes = to === undefined && until !== undefined ? dayOf(ends - 1) : dayOf(ends);
    return { from: begins, to: ends, firstDay, lastDay: Math.max(firstDay, resumes), open: to === undefined };
  });
  for (const stretch of stretches.filter(({ to }) => to >= anchor).sort((a, b) => a.from - b.from)) {
    const last = all.at(-1);
    if (last === undefined || stretch.from > last.to) all.push({ ...stretch });
    else
      Object.assign(last, {
        to: Math.max(last.to, stretch.to),
        lastDay: Math.max(last.lastDay, stretch.lastDay),
        open: last.open || stretch.open,
      });
  }
  return all;
}

/** Blue, yellow and due in milliseconds, by the paragraph "Colours". */
export function slowThresholdsOf(
  data: CalendarData,
  facts: ClockFacts,
): readonly { readonly threshold: string; readonly at: number }[] {
  const paper = new PaperCalendar(data);
  const { at: due } = dueBy(paper, facts);
  const anchor = anchorOf(paper, facts);
  const { unit } = facts.limit;
  const crossings: { threshold: string; at: number }[] = [];
  if (due > anchor) {
    const half = point(paper, facts, due, 50);
    const long = total(facts) >= (longFrom[unit] ?? Infinity);
    if (long) crossings.push({ threshold: 'blue', at: instantOf(half) });
    if (facts.warns) {
      const before = Math.min(point(paper, facts, due, 90), workingDayBefore(paper, facts, due));
      crossings.push({ threshold: 'yellow', at: instantOf(Math.max(half, before)) });
    }
  }
  return [...crossings, { threshold: 'due', at: instantOf(due) }];
}

const longFrom: Readonly<Record<string, number>> = { WD: 10, HALF_DAY: 20, ND: 14, MONTH: 1, WH: 70 };

/** An hour that ends at midnight ends the day before: the due day is the one that it closes. */
function workingDayBefore(paper: PaperCalendar, facts: ClockFacts, due: Minute): Minute {
  const dueDay = dayOf(due - 1);
  let day = dueDay - 1;
  while (!paper.isWorking(day)) day -= 1;
  const sameTime = due - (dueDay - day) * dayLength;
  if (facts.limit.unit === 'NH') return sameTime;
  // By days it is the end of that day, by office hours its closing at the latest.
  return facts.limit.unit === 'WH' || facts.limit.unit === 'HALF_DAY'
    ? Math.min(sameTime, day * dayLength + paper.day(day).close)
    : endOfDay(paper, facts, day);
}

/** The point at which so many per cent are spent; what a pause leaves of the way does not count. */
function point(paper: PaperCalendar, facts: ClockFacts, due: Minute, percent: number): Minute {
  const anchor = anchorOf(paper, facts);
  const pauses = facts.limit.unit === 'DATE' ? [] : merged(facts, anchor);
  const share = (whole: number): number => (whole * percent) / 100;
  switch (facts.limit.unit) {
    case 'WD':
    case 'ND':
    case 'MONTH':
      if (facts.limit.unit === 'WD' && total(facts) === 1)
        return dayOf(due - 1) * dayLength + paper.day(dayOf(due - 1)).noon;
      return endOfDay(
        paper,
        facts,
        dayCounted(paper, facts, pauses, Math.ceil(share(wantedDays(facts, dayOf(anchor))))),
      );
    case 'DATE':
      return endOfDay(paper, facts, dayOf(anchor) + Math.ceil(share(numberOf(facts.limit.date) - dayOf(anchor))));
    case 'WH':
    case 'NH':
      return minutes(paper, facts, pauses, share(total(facts) * 60));
    case 'HALF_DAY': {
      let business = 0;
      for (let minute = anchor; minute < due; minute += 1)
        if (paper.isOpen(minute) && !pauses.some(({ from, to }) => minute >= from && minute < to)) business += 1;
      return minutes(paper, facts, pauses, share(business), true);
    }
    case 'EARLIER_OF':
      throw new Error('Each of two limits is counted by itself.');
  }
}
