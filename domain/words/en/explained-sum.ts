import { minutesPerDay } from '../../calendar/day.ts';
import type { Measure } from '../../clock/explain/explanation.ts';
import type { LeftOut, SumParams, SumStep } from '../../clock/explain/sum.ts';
import { render, type SentencesFor } from '../sentences.ts';
import { dueInstantText, instantText, instantTextOn, timeOfDayText } from '../times.ts';
import { lineText } from './explained-lines.ts';
import { amountText, businessHoursText, dayText, limitText, numberOf, provisionalText } from './phrases.ts';

/** Days that did not count; of hours and halves not how many, of which each line has a part only. */
const leftText = (left: readonly LeftOut[], measure: Measure): string =>
  left.length === 0
    ? ''
    : ` Between: ${left
        .map(({ why, days }) =>
          measure === 'minute' || measure === 'halfDay' ? lineText(why) : `${lineText(why)}: ${numberOf(days, 'day')}`,
        )
        .join('; ')}.`;

const endText = (minute: number): string =>
  minute < minutesPerDay
    ? `at close of business, ${timeOfDayText(minute)} (Civil Code, article 203)`
    : 'at 24:00 (Civil Code, article 203)';

/** How a clock that stands still ends once it resumes: where its limit is full already, and where it counts on. */
function resumptionText(measure: Measure, isFull: boolean): string {
  if (measure === 'minute') return 'it counts on from that instant';
  if (measure === 'halfDay')
    return isFull ? 'the half day in which it resumes is the last' : 'it counts on from the next half day';
  return isFull
    ? 'the day on which it resumes is the last, and rolls where it is a day off'
    : 'it counts on from the next day';
}

const sum: SentencesFor<SumParams> = {
  fromDay: ({ anchorDay, movedFrom }) => {
    const moved =
      movedFrom === undefined
        ? ''
        : `${instantText(movedFrom)} is out of office hours, so the procedure counts from the next working day. `;
    return (
      `Start: ${moved}${dayText(anchorDay)} is not counted; counting begins on the day after ` +
      '(Civil Code, article 201).'
    );
  },
  fromInstant: ({ anchor, anchorDay }) =>
    `Start: hours are counted from ${instantTextOn(anchor, anchorDay)} (Civil Code, article 201).`,
  fromOfficeTime: ({ anchor, anchorDay, halfDay }) =>
    `Start: office hours are counted from ${instantTextOn(anchor, anchorDay)}; half a day is ` +
    `${amountText('minute', halfDay)}.`,
  fromHalf: ({ anchor, anchorDay }) =>
    `Start: the half day that holds ${instantTextOn(anchor, anchorDay)} is not counted; counting ` +
    'begins with the next one. Time out of office hours belongs to the next opening, the midday break to the ' +
    'afternoon.',
  limit: ({ limit, extensions, whole }) =>
    extensions.length === 0
      ? `Limit: ${limitText(limit)}.`
      : `Limit: ${limitText(limit)}, extended by ${extensions.map(limitText).join(' and by ')}, ` +
        `${limitText(whole)} in all.`,
  earlierOf: ({ limit, other, otherDue, isTie }) => {
    const end = otherDue === undefined ? '' : ` (${dueInstantText(otherDue)})`;
    return isTie
      ? `Earlier of two: ${limitText(other)}${end} end at the same time; ${limitText(limit)} are counted.`
      : `Earlier of two: ${limitText(limit)} end before ${limitText(other)}${end}, so they hold.`;
  },
  months: ({ limit, corresponding, isMissing, days }) =>
    `Months: the corresponding day after ${limitText(limit)} is ${dayText(corresponding)}` +
    `${isMissing ? ', the last of its month, which has no such day' : ''} (Civil Code, article 202), that is ` +
    `${numberOf(days, 'calendar day')}.`,
  officeHours: ({ businessHours }) =>
    `Office hours: ${businessHours.map(each => businessHoursText(each, businessHours.length === 1)).join('; ')}. ` +
    'Other time is not counted.',
  count: ({ measure, total, left }) => `Count: ${amountText(measure, total)}.${leftText(left, measure)}`,
  countBeforePause: ({ measure, counted, remaining, left }) =>
    `Count: ${amountText(measure, counted)} before the pause, ${amountText(measure, remaining)} left.` +
    leftText(left, measure),
  dueUnknown: ({ since, sinceDay, measure, isFull }) =>
    `Due: the clock has been paused since ${instantTextOn(since, sinceDay)}, and nobody knows until when. ` +
    `The last day is set when it resumes: ${resumptionText(measure, isFull)}. Meanwhile no warning is given and ` +
    'nothing is late.',
  dueAt: ({ at }) => `Due: ${dueInstantText(at)}.`,
  dueOnDay: ({ day, counted, endMinute }) => {
    const moved = counted === undefined ? '' : `${dayText(counted)} is moved to ${dayText(day)}. `;
    return `Due: ${moved}The last day is ${dayText(day)}; it ends ${endText(endMinute)}.`;
  },
  dueOnDate: ({ day, endMinute }) =>
    `Due: the fixed date is ${dayText(day)}; it is not rolled, paused or extended, and ends ${endText(endMinute)}.`,
  projected: () =>
    'Projected: a pause is open, and the last day is computed by the limit of that pause. Meanwhile no warning is ' +
    'given and nothing is late.',
  provisional: ({ provisional }) => `Provisional: ${provisionalText(provisional)}.`,
  calendar: ({ title, version }) => `Calendar: ${title} (version ${version}).`,
};

/** A step of the sum in a sentence. */
export const sumStepText = (step: SumStep): string => render(sum, step);
