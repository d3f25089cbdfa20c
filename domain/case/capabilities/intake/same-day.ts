import type { Calendar } from '../../../calendar/calendar.ts';
import { dayOf, minuteOfDay, type Instant } from '../../../calendar/day.ts';
import { Refused } from '../../../refusal.ts';
import type { Asking } from '../../capability.ts';
import { calendarOf } from '../../environment.ts';
import type { Act } from '../../refusals.ts';

/**
 * The day of filing, or the working day after what was filed at night or on a day off: "at once" begins when the office
 * opens.
 */
function isSameDay(calendar: Calendar, filed: Instant, asked: Instant): boolean {
  const day = dayOf(filed);
  const first =
    calendar.isWorking(day) && minuteOfDay(filed) < calendar.hoursOn(day).close ? day : calendar.addWorkingDays(day, 1);
  return dayOf(asked) <= first;
}

/** @throws Refused for what is done at once or not at all: on the day of what was filed */
export function requireSameDay(draft: Asking, act: Act, filed: Instant): void {
  if (isSameDay(calendarOf(draft.state, draft.environment), filed, draft.asked.askedAt)) return;
  throw new Refused('case.notSameDay', { act }, 'licensing-law.32.1-2');
}
