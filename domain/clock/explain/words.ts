import type { Provisional } from '../../calendar/calendar.ts';
import { civilFromDays } from '../../calendar/civil.ts';
import {
  addMonths,
  type Day,
  dayOf,
  formatDay,
  formatInstant,
  type Instant,
  minutesPerDay,
  weekdayOf,
} from '../../calendar/day.ts';
import { formatLimit, type Limit } from '../limit.ts';
import type { Terms } from '../facts.ts';
import type { DayKind, Explanation, Measure } from './explanation.ts';

const weekdays = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'];
const units: Readonly<Record<Exclude<Measure, 'none' | 'minute'>, string>> = {
  workingDay: '个工作日',
  calendarDay: '个自然日',
  halfDay: '个半日',
};

export const weekdayName = (day: Day): string => weekdays[weekdayOf(day)]!;
const dayText = (day: Day): string => `${formatDay(day)}（${weekdayName(day)}）`;
/** `2026-03-19 17:30`; an applicant's last day ends at its 24:00. Seconds are told where there are some. */
export const instantText = (instant: Instant): string =>
  formatInstant(instant).slice(0, -6).replace('T', ' ').replace(/:00$/, '');
const minuteText = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** An amount in its measure: `20 个工作日`, `7 小时 30 分`. */
export function amountText(measure: Measure, amount: number): string {
  if (measure === 'none') return '';
  if (measure !== 'minute') return `${amount} ${units[measure]}`;
  // A clock may have begun within a minute.
  const [hours, minutes] = [Math.floor(amount / 60), Math.round((amount % 60) * 1000) / 1000];
  return [hours === 0 ? '' : `${hours} 小时`, minutes === 0 && hours > 0 ? '' : `${minutes} 分`]
    .filter(Boolean)
    .join(' ');
}

export const kindText = (kind: DayKind, name: string): string =>
  kind === 'working'
    ? '工作日'
    : kind === 'weekend'
      ? '周末'
      : kind === 'makeUp'
        ? '调休上班，按工作日'
        : `${name}放假`;

const provisionalOf = (provisional: Provisional): string =>
  provisional.code === 'yearUnpublished'
    ? `${provisional.year} 年放假安排尚未公布，暂按周一至周五计算`
    : '暂停何时结束尚不可知，恢复计时后确定到期日';

/** How the anchor is taken. */
const anchorSentence = ({
  anchor,
  anchorDay,
  limit,
  measure,
  businessHours,
}: Pick<Explanation, 'anchor' | 'anchorDay' | 'limit' | 'measure' | 'businessHours'>): string => {
  if (limit.unit === 'DATE') return '';
  if (limit.unit === 'WH' || limit.unit === 'NH')
    return `起算：自 ${instantText(anchor)} 起按小时计算（民法典第201条第二款）。`;
  if (limit.unit === 'HALF_DAY' && measure === 'minute')
    return (
      `起算：自 ${instantText(anchor)} 起按办公时间计算，半日为 ` +
      `${amountText('minute', businessHours.reduce((sum, [from, to]) => sum + to - from, 0) / 2)}。`
    );
  if (limit.unit === 'HALF_DAY')
    return `起算：${instantText(anchor)} 所在的半日不计，自下一个半日起算；非工作时间视为下一个上班时刻，午休属于下午。`;
  const moved =
    dayOf(anchor) === anchorDay ? '' : `${instantText(anchor)} 为非工作时间，按本事项规定以下一工作日为起算日；`;
  return `起算：${moved}起算日 ${dayText(anchorDay)}不计，自次日起算（民法典第201条）。`;
};

const limitSentence = (limit: Limit, extensions: readonly Limit[], whole: Limit): string =>
  limit.unit === 'DATE' || extensions.length === 0
    ? `期限：${formatLimit(limit)}。`
    : `期限：${formatLimit(limit)}，延期 ${extensions.map(formatLimit).join('、')}，共 ${formatLimit(whole)}。`;

/** The corresponding day of a limit by months, and how many calendar days that makes (民法典 202). */
function monthSentence({ limit, anchorDay }: Terms, total: number): string {
  if (limit.unit !== 'MONTH') return '';
  const corresponding = addMonths(anchorDay, limit.n);
  const missing = civilFromDays(corresponding).day !== civilFromDays(anchorDay).day;
  return (
    `按月：${formatLimit(limit)}后的对应日为 ${dayText(corresponding)}${missing ? '，该月无对应日，取月末日' : ''}（民法典第202条），即 ` +
    `${total} 个自然日。`
  );
}

function countSentence({
  lines,
  measure,
  total,
  openPause,
}: Pick<Explanation, 'lines' | 'measure' | 'total' | 'openPause'>): string {
  if (measure === 'none') return '';
  const counted = lines.at(-1)?.through ?? 0;
  const days = new Map<string, number>();
  for (const { effect, why, firstDay, lastDay } of lines)
    if (effect === 'off' || effect === 'paused') days.set(why, (days.get(why) ?? 0) + lastDay - firstDay + 1);
  const left = [...days].map(([why, count]) =>
    measure === 'minute' || measure === 'halfDay' ? why : `${why} ${count} 天`,
  );
  const sum = openPause
    ? `暂停前计入 ${amountText(measure, counted)}，尚余 ${amountText(measure, total - counted)}`
    : `计入 ${amountText(measure, total)}`;
  return `计数：${sum}${left.length === 0 ? '' : `；其间：${left.join('；')}`}。`;
}

/** How a clock counts on that stands still without an end in sight. */
function openSentence(
  { lines, measure, total }: Pick<Explanation, 'lines' | 'measure' | 'total'>,
  since: Instant,
): string {
  const full = lines.at(-1)?.through === total;
  const [last, then] =
    measure === 'minute'
      ? ['', '自恢复之时起接着计算']
      : measure === 'halfDay'
        ? ['恢复所在的半日为末日', '自恢复后的下一半日起接着计算']
        : ['恢复之日为末日，遇休息日顺延', '自恢复次日起接着计算'];
  return `到期：自 ${instantText(since)} 起暂停，何时结束尚不可知，恢复计时后确定到期日：${full ? last : then}；暂停期间不亮牌、不逾期。`;
}

/** How the last day ends, and where it was rolled or moved. */
function endSentence({ limit, endMinute }: Terms, { due }: Pick<Explanation, 'due'>, counted: Day | undefined): string {
  if (limit.unit === 'WH' || limit.unit === 'NH' || limit.unit === 'HALF_DAY') return `到期：${instantText(due.at)}。`;
  const end =
    endMinute < minutesPerDay
      ? `${minuteText(endMinute)} 停止业务活动时（民法典第203条第二款）`
      : '24:00（民法典第203条第二款）';
  if (limit.unit === 'DATE') return `到期：固定日期 ${dayText(due.day)}，不顺延、不暂停、不延期，止于 ${end}。`;
  const moved =
    counted === undefined || counted === due.day ? '' : `末日 ${dayText(counted)}，顺延至 ${dayText(due.day)}；`;
  return `到期：${moved}最后一日 ${dayText(due.day)}，止于 ${end}。`;
}

/** The sum in sentences, in the order in which it is done. */
export function sentencesOf(
  terms: Terms,
  explanation: Omit<Explanation, 'sentences'>,
  counted: Day | undefined,
): readonly string[] {
  const { limit, extensions, total, due, businessHours, calendar, openPause } = explanation;
  const byHours = limit.unit === 'WH' || limit.unit === 'HALF_DAY';
  return [
    anchorSentence(explanation),
    limitSentence(limit, extensions, terms.limit),
    monthSentence(terms, total),
    byHours
      ? `办公时间：${businessHours.map(([from, to]) => `${minuteText(from)}–${minuteText(to)}`).join('、')}，其余时间不计。`
      : '',
    countSentence(explanation),
    due.openSince !== undefined ? openSentence(explanation, due.openSince) : endSentence(terms, explanation, counted),
    due.projected && !openPause ? '预计：暂停尚未结束，到期日按暂停自身的期限推算；暂停期间不亮牌、不逾期。' : '',
    due.provisional === undefined || openPause ? '' : `暂定：${provisionalOf(due.provisional)}。`,
    `日历：${calendar.title}（版本 ${calendar.version}）。`,
  ].filter(Boolean);
}
