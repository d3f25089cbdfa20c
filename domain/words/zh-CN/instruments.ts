import type { InstrumentContent, InstrumentNumber } from '../../case/view.ts';
import { levels, type Level } from '../../case/vocabulary.ts';
import { clockTitle, levelTitles } from './titles.ts';
import { dueInstantText } from '../times.ts';
import { dateText, limitInLetters, withoutStop } from './phrases.ts';

type RecordNumber = Omit<InstrumentNumber, 'authority'>;

/** A record's number (文号) as it is written: `督办单〔2027〕12号`. */
export const recordNumberText = ({ level, year, number }: RecordNumber): string =>
  `${levelTitles[level]}〔${year}〕${number}号`;

/** Reads a number of a record that a person typed as it is written; undefined when it is none of the ladder's. */
export function readRecordNumber(written: string): RecordNumber | undefined {
  const [, title, year, number] = /^(.+)〔(\d{4})〕(\d+)号$/.exec(written) ?? [];
  const level = levels.find(each => levelTitles[each] === title);
  return level && { level, year: Number(year), number: Number(number) };
}

/** Why an instrument opened, of the limit that it is about. */
const whys: Readonly<Record<InstrumentContent['why'], (limit: string) => string>> = {
  blue: limit => `${limit}已过半`,
  yellow: limit => `${limit}将到`,
  unanswered: limit => `就${limit}的前一次督促逾期未答复`,
  red: limit => `已超过${limit}`,
  dateMissed: limit => `就${limit}的督办单所定日期已过`,
  ignored: limit => `就${limit}的通报后逾期未整改`,
  statutoryRed: limit => `已超过${limit}`,
  motion: limit => `督查机构就${limit}决定督办`,
};

/** What each level asks of the unit. */
const asks: Readonly<Record<Level, (content: InstrumentContent) => string>> = {
  L0: () => '请及时办理。',
  L1: ({ within }) => `请在${limitInLetters(within)}内书面答复办理情况。`,
  L2: ({ within }) => `请在${limitInLetters(within)}内办结，并公开超期理由。`,
  L3: ({ within }) => `现予通报，请在${limitInLetters(within)}内完成整改并列入整改台账。`,
  L4: ({ talkAt }) => `请于${talkAt === undefined ? '另行通知之日' : dateText(talkAt)}到场接受约谈。`,
};

/** What a record of the ladder says. */
export function instrumentText(content: InstrumentContent): string {
  const { number, procedure, clock, why, breachedAt, reason, level } = content;
  const called = clockTitle(clock);
  const limit = called.endsWith('时限') ? called : `“${called}”时限`;
  const breached = breachedAt === undefined ? '' : `，该时限已于${dueInstantText(breachedAt)}届满`;
  const because = reason === undefined ? '' : `理由：${withoutStop(reason)}。`;
  return `办件${number}（${procedure}）${whys[why](limit)}${breached}。${because}${asks[level](content)}`;
}
