import type { Calendar, Override } from '../../calendar/calendar.ts';
import { type Day, formatDay, parseDay } from '../../calendar/day.ts';
import { defined } from '../../defined.ts';
import type { Line } from './explanation.ts';
import { isSameReason, type NamedDay } from './reasons.ts';

/** A date as the calendar has it. */
export interface DayFacts {
  readonly day: NamedDay;
  readonly notice?: string;
}

/** What each date from `from` to `to` is. */
export function dayFactsOf(calendar: Calendar, from: Day, to: Day): (day: Day) => DayFacts {
  const [first, last] = [formatDay(from), formatDay(to)];
  const overrides = new Map<Day, Override>(
    calendar.overrides.filter(({ day }) => day >= first && day <= last).map(each => [parseDay(each.day), each]),
  );
  return day => {
    const override = overrides.get(day);
    if (!override) return calendar.isWorking(day) ? working : weekend;
    const { name, notice } = override;
    return {
      day: override.working ? { kind: 'makeUp' } : { kind: 'holiday', name },
      ...defined({ notice }),
    };
  };
}

const working: DayFacts = { day: { kind: 'working' } };
const weekend: DayFacts = { day: { kind: 'weekend' } };

/** A day, or a part of one, before equal ones are put together. */
export type Piece = Omit<Line, 'through'> & { /** A part of a day stays by itself. */ readonly alone?: true };

const equal = (a: Line, b: Piece): boolean =>
  a.effect === b.effect &&
  a.kind === b.kind &&
  isSameReason(a.why, b.why) &&
  a.notice === b.notice &&
  a.lastDay + 1 === b.firstDay &&
  // A day of fewer hours stands by itself: a line is a run of days of the same amount.
  a.amount === b.amount * (a.lastDay - a.firstDay + 1);

/** Puts equal days that follow each other into one line, and says how much has been counted by then. */
export function fold(pieces: Iterable<Piece>): readonly Line[] {
  const lines: Line[] = [];
  let through = 0;
  let open = false;
  for (const { alone, ...piece } of pieces) {
    through += piece.amount;
    const last = lines.at(-1);
    if (open && alone === undefined && last && equal(last, piece))
      lines[lines.length - 1] = { ...last, lastDay: piece.lastDay, amount: last.amount + piece.amount, through };
    else lines.push({ ...piece, through });
    open = alone === undefined;
  }
  return lines;
}
