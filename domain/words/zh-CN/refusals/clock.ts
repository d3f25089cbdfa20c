import type { ClockRefusals, VectorPlace } from '../../../refusals/clock.ts';
import type { SentencesFor } from '../../sentences.ts';
import { askedLimitText, listOf, minuteText, titleOf } from '../phrases.ts';
import { unitTitles } from '../titles.ts';

const vectorPlaces: Readonly<Record<VectorPlace, readonly [place: string, expected: string]>> = {
  vector: ['算例', '含 id、calendar、anchor、limit 的对象'],
  field: ['字段', '已知的字段'],
  calendar: ['日历', '日历的名称或者版本，如“cn”'],
  anchor: ['起算点', '形如“2026-03-02”的日期或者“2026-03-02T16:30”的时刻'],
  pause: ['暂停', '含 "from"、"to" 的对象，均为日期或者时刻'],
  limit: [
    '期限',
    '含 "unit"、"n" 的对象，固定日期为 { "unit": "DATE", "date" }，两者取早为 { "unit": "EARLIER_OF", "of" }',
  ],
  pauses: ['暂停列表', '{ "from", "to" } 的列表'],
  extension: ['延期', '与期限同单位的数字，两者取早的为两个数字'],
};

const isByHours = (unit: string): boolean => unit === 'WH' || unit === 'NH';
const parties: Readonly<Record<string, string>> = { agency: '行政机关（agency）', applicant: '申请人（applicant）' };

export const clockRefusals: SentencesFor<ClockRefusals> = {
  'limit.notPositive': ({ found }) =>
    `期限“${askedLimitText(found)}”有误，应为` +
    `${isByHours(found.unit) ? '大于零且折合整分钟的小时数' : '正整数（半个工作日以半日为单位）'}，请更正。`,
  'limit.invalid': ({ found }) =>
    `期限“${found}”有误，应为数字加单位，如 20WD、15ND、1MONTH、4WH、48NH、3HALF_DAY，形如 20WD/30ND 的` +
    '两个期限，或者形如 2026-03-02 的日期。',
  'limit.notCounted': ({ found }) =>
    `“${askedLimitText(found)}”不能作为取早的期限之一，应为按数量计算的单个期限，如 20WD，请更正。`,
  'extension.unit': ({ limit, extension }) =>
    extension === undefined
      ? '固定日期不得延期，请改用按数量计算的期限。'
      : `延期以${titleOf(unitTitles, extension.unit)}为单位，而期限以${titleOf(unitTitles, limit.unit)}为单位，` +
        '两者应当一致，请更正。',
  'pause.endsBeforeStart': ({ from, to }) =>
    `暂停自 ${minuteText(from)} 起，却止于此前的 ${minuteText(to)}，止期不得早于起期，请更正。`,
  'pause.mixed': ({ from, to }) =>
    `暂停自 ${from} 至 ${to} 的写法有误，起止应同为日期或者同为时刻，否则无法判断当日是否计入，请更正。`,
  'pause.invalid': ({ found }) => `暂停“${found}”有误，应写明起止，如 2026-03-05/2026-03-26。`,
  'party.invalid': ({ found, expected }) =>
    `当事方“${found}”有误，应为${expected.map(each => titleOf(parties, each)).join('或者')}。`,
  'clock.unknown': ({ found, expected }) => `本件没有时限“${found}”，现有时限：${listOf(expected)}。`,
  'vector.invalid': ({ place, found = '无', field, expected }) => {
    const [name, form] = vectorPlaces[place];
    const named = field === undefined ? name : `${name}“${field}”`;
    return `${named}的值 ${found} 有误，应为${expected === undefined ? form : `下列之一：${listOf(expected)}`}。`;
  },
};
