import type { AnnullableType } from '../../case/capabilities/annulment/schema.ts';
import type { HolderParams } from '../../case/explain/holder.ts';
import type { RecomputationCauses } from '../../case/explain/recomputations.ts';
import { citationOf } from '../../law.ts';
import type { ExplanationWords } from '../explanations.ts';
import { render, type SentencesFor } from '../sentences.ts';
import { instantTextOn } from '../times.ts';
import { lineText, pauseText, restText } from './explained-lines.ts';
import { sumStepText } from './explained-sum.ts';
import { amountText, limitText, numberOf, provisionalText } from './phrases.ts';
import { clockTitle } from './titles.ts';

const annulledTitles: Readonly<Record<AnnullableType, string>> = {
  extended: 'an extension',
  specialStarted: 'a special procedure',
  suspended: 'a suspension',
  accepted: 'an acceptance',
  tolerantlyAccepted: 'a tolerant acceptance',
};

const recomputations: SentencesFor<RecomputationCauses> = {
  extension: ({ by, basis }) =>
    `extended by ${limitText(by)}${basis === undefined ? '' : ` (${citationOf(basis, 'en')})`}`,
  pause: ({ reasons }) => `paused: ${pauseText(reasons)}`,
  resume: () => 'resumed',
  annulment: ({ of, event }) => `${annulledTitles[of]} (event ${event}) annulled`,
  calendar: ({ from, to }) => `calendar updated: ${from} → ${to}`,
  rules: ({ from, to }) => `rules of counting corrected: version ${from} → ${to}`,
};

const holders: SentencesFor<HolderParams> = {
  stopped: () => 'the clock has stopped',
  suspended: ({ notice }) => `the case is suspended (document ${notice}), the clock is paused`,
  waitsForApplicant: () => 'waiting for the applicant, the clock is paused',
  specialTime: () => 'the time that a special procedure takes is not counted',
  waitsOutside: () => 'waiting for something outside, the clock is paused',
  limitOfSpecial: () => 'the special procedure has a limit of its own',
  periodRuns: () => 'waiting until a period has passed',
  limitOfApplicant: () => "the applicant's own limit",
  ownStep: () => 'the step is running',
  ownClock: () => 'the clock is running',
  openSteps: () => 'held by the steps that are open',
  noOpenStep: () => 'no step is open, so it is held by the unit that leads',
  noRunningStep: () => 'no step is running, so it is held by the unit that leads',
};

/** Explanations in English. Titles of a procedure, and what people wrote, stay as they were written. */
export const english: ExplanationWords = {
  limit: limitText,
  clockTitle,
  amount: amountText,
  provisional: provisionalText,
  sumStep: sumStepText,
  line: lineText,
  pause: pauseText,
  soFar: ({ at, on, isStopped, counted, remaining }, measure) =>
    `${isStopped ? 'Stopped at' : 'As of'} ${instantTextOn(at, on)}: ${amountText(measure, counted)} counted, ` +
    restText(measure, remaining),
  recomputation: cause => render(recomputations, cause),
  holder: why => render(holders, why),
  length: ({ workingDays, calendarDays }) =>
    `${numberOf(workingDays, 'working day')} (${numberOf(calendarDays, 'calendar day')})`,
};
