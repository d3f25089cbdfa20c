import type { ImportFault, ImportPlace } from '../../../refusals/import.ts';
import { issuesText } from '../issues.ts';

const placeText = (place: ImportPlace): string => ('line' in place ? `第${place.line}行` : place.path.join('.'));

/** What is wrong with a file from which a year of a calendar is made, and where. */
export function importFaultText(fault: ImportFault): string {
  switch (fault.code) {
    case 'issue':
      return issuesText([fault.issue]);
    case 'notJson':
      return '既不是 JSON 也不是 iCalendar：应为 holiday-cn 的年度文件，或者以 BEGIN:VCALENDAR 开头的文件';
    case 'notEnded':
      return '没有 END:VCALENDAR，文件不完整';
    case 'noDays':
      return '未列出任何日期：尚未公布的年份不应列入';
    case 'noNotice':
      return '未注明通知：请用 --notice 写明文号或者网址';
    default:
      return `${placeText(fault.place)}：${atPlaceText(fault)}`;
  }
}

function atPlaceText(fault: Extract<ImportFault, { readonly place: ImportPlace }>): string {
  switch (fault.code) {
    case 'unreadable':
      return `“${fault.found}”不是 iCalendar 的行，应为“名称:值”`;
    case 'eventNotEnded':
      return '自此开始的日程没有 END:VEVENT';
    case 'noStart':
      return '自此开始的日程没有 DTSTART';
    case 'noSummary':
      return '自此开始的日程没有 SUMMARY';
    case 'repeated':
      return '不读取重复日程，请逐一列出日期';
    case 'noDate':
      return `“${fault.found}”不是实际存在的日期`;
    case 'partOfDay':
      return `“${fault.found}”不是整日；半天放假请写为当日的办公时间`;
    case 'unclear':
      return `“${fault.found}”未说明是放假还是调休上班`;
    case 'endsBeforeStart':
      return `止于 ${fault.found}，早于开始`;
    case 'tooLong':
      return `止于 ${fault.found}，最长60日`;
    case 'dayTwice':
      return `${fault.day} 重复列出`;
    case 'dayBoth':
      return `${fault.day} 既放假又上班`;
    case 'idleMakeUp':
      return `${fault.day} 列为调休上班，但本来就是工作日`;
    case 'otherYear':
      return `${fault.day} 超出${fault.year}年通知的范围`;
  }
}
