import { formatSegment } from '../../../calendar/hours.ts';
import type { CalendarFault, CalendarRefusals, DayForm, HoursFault, InstantForm } from '../../../refusals/calendar.ts';
import type { SentencesFor } from '../../sentences.ts';
import { issuesText } from '../issues.ts';
import { listOf } from '../phrases.ts';
import { importFaultText } from './import.ts';

const dayForms: Readonly<Record<DayForm, string>> = {
  date: '形如 2026-03-02 的日期',
  year: '1900年至9999年的日期',
  existing: '实际存在的日期',
};

const instantForms: Readonly<Record<InstantForm, string>> = {
  instant: '形如 2026-03-02T09:00 的时刻，可注明时区',
  time: '00:00至23:59:59的时间',
  offset: '-14:59至+14:59的时区',
  milliseconds: '自1970年1月1日0时（世界时）起的整毫秒数',
};

const askedDay = (asked: string, firstYear: number, lastYear: number): string =>
  asked === 'before' ? `${firstYear}年以前` : asked === 'after' ? `${lastYear}年以后` : asked;

function hoursFaultText(fault: HoursFault): string {
  switch (fault.code) {
    case 'noSegment':
      return '办公日至少有一个时段，全天不办公的日期应列为放假';
    case 'notASegment':
      return `${JSON.stringify(fault.found)} 不是时段，应为当日的两个整分钟数，前者早于后者`;
    case 'adjoin': {
      const whole = formatSegment([fault.before[0], fault.after[1]]);
      return `${formatSegment(fault.before)} 与 ${formatSegment(fault.after)} 相连，请合写为 ${whole}`;
    }
    case 'overlap':
      return `${formatSegment(fault.before)} 与 ${formatSegment(fault.after)} 重叠或者顺序有误`;
    case 'noDate':
      return `“${fault.day}”不是日期`;
    case 'endsBeforeStart':
      return `止期 ${fault.to} 早于起期 ${fault.from}`;
    case 'weekdayTwice':
      return '同一星期几重复列出';
    case 'sameDays':
      return `与第${fault.entry + 1}项办公时间适用于相同的日期`;
  }
}

function faultText(fault: CalendarFault): string {
  switch (fault.code) {
    case 'noYear':
      return '没有任何年份的安排';
    case 'nothingOwn':
      return '既无年份安排，也无自己的办公时间';
    case 'idleMakeUp':
      return `${fault.day} 列为调休上班，但本来就是工作日`;
    case 'namedTwice':
      return `${fault.day} 重复列出`;
    case 'offAndWorking':
      return `${fault.day} 既列为放假又列为上班`;
    case 'beyondBase':
      return `${fault.day} 超出所依日历 ${fault.base} 的范围（${fault.firstYear}年至${fault.lastYear}年）`;
    case 'notAYear':
      return `“${fault.year}”不是1900年至9999年的年份`;
    case 'beyondNotice':
      return `${fault.day} 超出${fault.year}年通知的范围`;
    case 'notADate':
      return `${fault.year}年的“${fault.span}”不是实际存在的日期`;
    case 'notASpan':
      return `${fault.year}年的“${fault.span}”不是起止日期，或者超过${fault.most}天`;
    case 'emptyYear':
      return `${fault.year}年没有列出任何日期，尚未公布安排的年份不填`;
    case 'emptyHoliday':
      return `${fault.year}年的“${fault.holiday}”没有列出日期`;
    case 'hours':
      return `第${fault.entry + 1}项办公时间：${hoursFaultText(fault.fault)}`;
  }
}

export const calendarRefusals: SentencesFor<CalendarRefusals> = {
  'day.invalid': ({ found, form }) => `日期“${found}”有误，应为${dayForms[form]}，请更正。`,
  'instant.invalid': ({ found, form }) => `时刻“${found}”有误，应为${instantForms[form]}，请更正。`,
  'calendar.unknown': ({ found, expected = [], unit }) =>
    `没有${found === undefined ? '该名称的日历' : `日历“${found}”`}${unit === undefined ? '' : `（单位“${unit}”所用）`}，` +
    (expected.length === 0 ? '请先公布该日历，或者改用已公布的日历。' : `请改用：${listOf(expected)}。`),
  'calendar.unpublished': ({ calendar, version, firstYear, lastYear, asked }) =>
    `日历“${calendar}”（版本 ${version}）适用于${firstYear}年至${lastYear}年，不含${askedDay(asked, firstYear, lastYear)}，` +
    '请先公布相应年份的放假安排。',
  'calendar.contradiction': ({ calendar, version, faults }) =>
    `日历“${calendar}”（版本 ${version}）的放假安排有误：${faults.map(faultText).join('；')}。请更正后再公布。`,
  'calendar.notAmended': ({ year }) => `${year}年的放假安排未作调整，请选择有首次通知的年份。`,
  'calendar.duplicateOverride': ({ calendar, version, day }) =>
    `日历“${calendar}”（版本 ${version}）重复列出 ${day}，同一日期只能有一条安排，请删除多余的一条。`,
  'calendar.hours': ({ fault }) => `办公时间有误：${hoursFaultText(fault)}。请更正。`,
  'calendar.import': ({ file, faults }) => `${file} 不能导入为日历：${faults.map(importFaultText).join('；')}。`,
  'calendar.file': ({ issues }) => `日历文件有误：${issuesText(issues)}。请更正后再提交。`,
  'calendar.unreadable': ({ path, why, issues = [] }) =>
    why === undefined
      ? `文件 ${path} 不是日历：${issuesText(issues)}。应为按年份列明的放假安排，或者逐日列明的日历。`
      : `无法读取日历文件 ${path}：${why}。应为 JSON 文件。`,
  'calendar.unknownBase': ({ calendar, found }) =>
    `日历“${calendar}”以“${found}”为基础，而该日历尚未公布，请先公布“${found}”。`,
  'calendar.circle': ({ found }) => `日历相互以对方为基础：${found.join('→')}。日历不得以自身为基础，请更正。`,
  'calendar.publishing': ({ found }) => `版本 ${found} 正在公布，各版本依次公布，请待其完成后再试。`,
  'calendar.versionExists': ({ found }) => `版本 ${found} 已公布，且内容不同。已公布的版本不再变更，请使用新的版本号。`,
  'calendar.superseded': ({ found, by }) =>
    by === undefined
      ? `版本 ${found} 已被新版本取代。如需恢复其内容，请以新的版本号公布。`
      : `已公布新的日历版本 ${by}，本次调整不再执行。`,
  'calendar.inForce': ({ found }) => `版本 ${found} 随系统提供，已在使用，无须公布。`,
  'calendar.takesYears': ({ version, found, clocks }) =>
    `版本 ${version} 缺少${listOf(found)}年，而有${clocks}个计时中的时限涉及这些年份，请补充这些年份的安排。`,
  'calendar.same': ({ found }) => `本件已按日历 ${found} 计算，无须调整。`,
  'rules.unknown': ({ found, expected }) =>
    `本系统的期限计算规则最高为第 ${expected} 版，没有第 ${found} 版，请升级后再试。`,
  'rules.same': ({ found, expected }) => `本件已按第 ${expected} 版期限计算规则计算，无须改为第 ${found} 版。`,
};
