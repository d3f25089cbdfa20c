import type { CalendarData } from '../../domain/calendar/calendar.ts';
import { formatDay } from '../../domain/calendar/day.ts';
import type { Branch } from '../../domain/clock/attribution.ts';
import type { ClockFacts } from '../../domain/clock/clock.ts';
import type { SlowCalendar } from './oracle/calendar.ts';
import { slowCalendarOf, slowDueOf } from './oracle/oracle.ts';

const minuteOf = (instant: number): number => instant / 60_000 + 480;
const dayOf = (instant: number): number => Math.floor(minuteOf(instant) / 1440);

interface Stretch {
  readonly from: number;
  readonly to: number;
  /** The day on which it begins: those after it are not charged. */
  readonly firstDay: number;
  /** The last day that is not charged: what ends by itself at 24:00 ends on the day that is over then. */
  readonly lastDay: number;
}

/** The charged days as `2026-03-03 fire+tobacco false`, told a day at a time, and for hours a minute at a time. */
export function slowAttribution(
  data: CalendarData,
  facts: ClockFacts,
  branches: readonly Branch[],
  lead: string,
  now: number,
): readonly string[] {
  const paper = slowCalendarOf(data);
  const known = (pauses: Branch['pauses']): Stretch[] =>
    pauses
      .filter(({ from }) => from <= now)
      .map(({ from, to, until, isFromDayEnd, isToDayEnd }) => {
        const end = Math.min(to ?? until ?? now, now);
        const isSelfEnded = to === undefined && until !== undefined && until <= now;
        const isAtDayEnd = isSelfEnded || (isToDayEnd === true && to! <= now);
        const firstDay = isFromDayEnd ? dayOf(from - 1) : dayOf(from);
        // What ended in the instant in which it began leaves out nothing.
        const lastDay = end === from ? firstDay : isAtDayEnd ? dayOf(end - 1) : dayOf(end);
        return { from, to: end, firstDay, lastDay };
      });
  const cut = facts.pauses
    .filter(({ from }) => from <= now)
    .map(({ from, to, until }) =>
      to === undefined && until !== undefined && until <= now
        ? { from, until }
        : { from, to: Math.min(to ?? until ?? now, now) },
    );
  const due = slowDueOf(data, { ...facts, pauses: cut }).at;
  const pauses = known(facts.pauses).filter(({ from }) => Math.max(from, facts.anchor) < due);
  const lastDay = dayOf(due - 1);
  const { unit } = facts.limit;
  const byDay = unit === 'WD' || unit === 'ND' || unit === 'MONTH' || unit === 'DATE';
  const anchorDay = byDay ? anchorDayOf(paper, facts) : dayOf(facts.anchor);
  const told: string[] = [];
  const line = (day: number, holders: readonly string[]): void => {
    told.push(
      `${formatDay(day)} ${holders.length === 0 ? lead : [...new Set(holders)].sort().join('+')} ${day > lastDay}`,
    );
  };
  let counted = 0;
  for (let day = anchorDay; day <= dayOf(now); day += 1) {
    const inside = (stretches: readonly Stretch[]): boolean =>
      stretches.some(({ firstDay, lastDay: last }) => day > firstDay && day <= last);
    if (byDay) {
      const counts = day > anchorDay && (unit !== 'WD' || paper.isWorking(day)) && !inside(pauses);
      if (!counts || (day <= lastDay && counted === wanted(facts, anchorDay))) continue;
      counted += 1;
      line(
        day,
        branches
          .filter(({ from, to = now, pauses: own }) => dayOf(from) < day && day <= dayOf(to) && !inside(known(own)))
          .map(each => each.unit),
      );
      continue;
    }
    const holders = new Set<string>();
    let any = false;
    for (let minute = 0; minute < 1440; minute += 1) {
      const instant = (day * 1440 + minute - 480) * 60_000;
      const during = ({ from, to }: Pick<Stretch, 'from' | 'to'>): boolean => instant >= from && instant < to;
      if (instant < facts.anchor || instant >= now || pauses.some(during) || (unit !== 'NH' && !paper.isOpen(instant)))
        continue;
      any = true;
      for (const { unit: of, from, to = Infinity, pauses: own } of branches)
        if (during({ from, to }) && !known(own).some(during)) holders.add(of);
    }
    if (any) line(day, [...holders]);
  }
  return told;
}

function anchorDayOf(paper: SlowCalendar, { anchor, filedOffHours }: ClockFacts): number {
  const day = dayOf(anchor);
  if (filedOffHours !== 'nextWorkday' || (paper.isWorking(day) && anchor < paper.close(day))) return day;
  return paper.rolled(day + 1);
}

/** How many days the limit counts; of months, as many as lie up to the corresponding day. */
function wanted({ limit, extensions }: ClockFacts, anchorDay: number): number {
  const n = [limit, ...extensions].reduce((sum, each) => sum + ('n' in each ? each.n : 0), 0);
  if (limit.unit !== 'MONTH') return n;
  const date = new Date(anchorDay * 86_400_000);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + n];
  return Math.min(Date.UTC(year, month, date.getUTCDate()), Date.UTC(year, month + 1, 0)) / 86_400_000 - anchorDay;
}
