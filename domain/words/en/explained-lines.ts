import type { Measure } from '../../clock/explain/explanation.ts';
import type { LineParams, LineReason, NamedDay, PauseParams, PauseReason } from '../../clock/explain/reasons.ts';
import { render, type SentencesFor } from '../sentences.ts';
import { amountText } from './phrases.ts';
import { holidayTitle, suspensionGroundTitles } from './titles.ts';

const documentText = (number: string | undefined): string => (number === undefined ? '' : ` (document ${number})`);

const pauses: SentencesFor<PauseParams> = {
  suspended: ({ ground, reason, notice }) =>
    `the case is suspended: ${reason ?? suspensionGroundTitles[ground]}${documentText(notice)}`,
  special: ({ step, special, isCausedByApplicant, notice }) =>
    `${isCausedByApplicant ? 'waiting for the applicant' : 'special procedure'} “${step}: ${special}”` +
    documentText(notice),
  applicantStep: ({ step }) => `waiting for the applicant “${step}”`,
  outsideStep: ({ step }) => `waiting for “${step}”`,
  document: ({ number }) => number,
};
/** The reasons of a pause in one line. */
export const pauseText = (reasons: readonly PauseReason[]): string =>
  reasons.map(each => render(pauses, each)).join('; ');

function namedDayText({ kind, name }: NamedDay): string {
  switch (kind) {
    case 'working':
      return 'working day';
    case 'weekend':
      return 'weekend';
    case 'makeUp':
      return 'make-up workday, counts as a working day';
    case 'holiday':
      return name === undefined ? 'holiday' : `holiday (${holidayTitle(name)})`;
  }
}

/** What is left of a limit, or how late it is. */
export const restText = (measure: Measure, remaining: number): string =>
  remaining < 0 ? `${amountText(measure, -remaining)} late` : `${amountText(measure, remaining)} left`;

const lines: SentencesFor<LineParams> = {
  anchorDay: () => 'the day from which it counts, not counted',
  anchorHalf: () => 'the half day from which it counts, not counted',
  halvesBegin: () => 'the instant from which it counts',
  hoursBegin: () => 'the instant from which it counts',
  counted: ({ day }) => namedDayText(day),
  wholeDay: ({ day }) => `${namedDayText(day)}, all office hours`,
  bothHalves: ({ day }) => `${namedDayText(day)}, morning and afternoon`,
  morning: () => 'morning',
  afternoon: () => 'afternoon',
  calendarDay: () => 'calendar day',
  clockTime: () => 'counted without a break',
  countedOff: ({ day }) => `${namedDayText(day)}, counted; as the last day it rolls to the next working day`,
  off: ({ day }) => `${namedDayText(day)}, not counted`,
  paused: ({ reasons }) => `paused${reasons.length === 0 ? '' : ` (${pauseText(reasons)})`}, not counted`,
  rolled: ({ day }) => `${namedDayText(day)}, the last day rolls over it`,
  rolledTo: ({ day }) => `${namedDayText(day)}, the last day after rolling`,
  movedToDay: () => 'the day on which the pause ended, the last day moves to it',
  movedAfterPause: ({ day }) =>
    `${namedDayText(day)}, the pause lasted to the end of a day, the last day moves to the working day after it`,
  movedToHalf: () => 'the half day in which the pause ended, the last half moves to it',
  now: ({ isStopped, measure, remaining }) =>
    `${isStopped ? 'the clock stopped' : 'as of now'}, ${restText(measure, remaining)}`,
};

/** Why a line of the sum counts or does not. */
export const lineText = (why: LineReason): string => render(lines, why);
