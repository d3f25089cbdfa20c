import { dayEndingAt, formatDay, type Instant } from '../calendar/day.ts';
import type { Language } from '../language.ts';
import { withoutStop } from './zh-CN/phrases.ts';

/** What is to be put right, as people call it, and what is wrong with it. */
export interface ToCorrect {
  readonly title: string;
  readonly defect: string;
}

/** What an applicant has to put right, in one sentence: by when, and all of it. */
export function correctionText(defects: readonly ToCorrect[], due: Instant | undefined, language: Language): string {
  const day = due === undefined ? undefined : formatDay(dayEndingAt(due));
  const told = defects.map(({ title, defect }) => ({ title, defect: withoutStop(defect) }));
  if (language === 'en') {
    const items = told.map(({ title, defect }) => `${title} (${defect})`).join('; ');
    return `Put right all at once${day === undefined ? '' : `, by the end of ${day}`}: ${items}.`;
  }
  const items = told.map(({ title, defect }) => `${title}（${defect}）`).join('；');
  return `请${day === undefined ? '' : `于 ${day} 前（含当日）`}一次补正：${items}。`;
}
