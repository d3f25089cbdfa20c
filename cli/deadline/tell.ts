import { parseDay, parseInstant } from '../../domain/calendar/day.ts';
import { dueInstantText, instantText, instantTextOn } from '../../domain/words/times.ts';
import { amountText, weekdayName } from '../../domain/words/zh-CN/phrases.ts';
import { measures, type Measure } from '../../domain/clock/explain/explanation.ts';
import type { Shown, ShownLine } from './shown.ts';

const shownAtMost = 80;
const atEachEnd = 30;

/** Chinese characters and their punctuation take two columns of a terminal. */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u;
const widthOf = (text: string): number =>
  Array.from(text).reduce((width, character) => width + (wide.test(character) ? 2 : 1), 0);
const padded = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - widthOf(text)));

const dayText = (day: string): string => `${day} ${weekdayName(parseDay(day))}`;
const known = (due: string | null): string => (due === null ? '待定' : dueInstantText(parseInstant(due)));
const timeText = (instant: string): string => instantText(parseInstant(instant));
const timeTextOn = (instant: string, day: string): string => instantTextOn(parseInstant(instant), parseDay(day));

function whenText({ effect, firstDay, lastDay, begins, ends }: ShownLine): string {
  if (begins === null || ends === null)
    return firstDay === lastDay ? dayText(firstDay) : `${dayText(firstDay)} 至 ${dayText(lastDay)}`;
  if ((effect === 'ANCHOR' || effect === 'NOW') && begins === ends)
    return `${dayText(firstDay)} ${timeTextOn(begins, firstDay).slice(11)}`;
  const end = dueInstantText(parseInstant(ends));
  return begins.slice(0, 10) === end.slice(0, 10)
    ? `${dayText(firstDay)} ${timeText(begins).slice(11)}–${end.slice(11)}`
    : `${timeText(begins)} 至 ${end}`;
}

const effects: Readonly<Record<string, string>> = {
  ANCHOR: '起算',
  COUNTED: '计入',
  OFF: '不计',
  PAUSED: '暂停',
  ROLLED: '顺延',
  LAST: '末日',
  NOW: '截至',
};

/** An explanation for a terminal, in aligned columns; of a long one its ends, unless `all` is asked. */
export function tell(shown: Shown, all: boolean): string {
  const { lines, measure: name } = shown;
  const measure =
    measures.find(each => each.replace(/[A-Z]/g, letter => `_${letter}`).toUpperCase() === name) ?? 'none';
  const notices = [...new Set(lines.flatMap(({ notice }) => notice ?? []))];
  const rows = lines.map(line => rowOf(line, measure, notices));
  const widths = [0, 1, 2, 3].map(column => Math.max(...rows.map(row => widthOf(row[column]!)), 0));
  const table = rows.map(row =>
    `  ${row.map((cell, column) => (column === 4 ? cell : padded(cell, widths[column]!))).join('  ')}`.trimEnd(),
  );
  const left = table.length - 2 * atEachEnd;
  const shortened =
    all || table.length <= shownAtMost
      ? table
      : [...table.slice(0, atEachEnd), `  …… 中间略去 ${left} 行，--all 全部列出 ……`, ...table.slice(-atEachEnd)];
  return [
    ...(shown.of === undefined ? [] : [shown.of]),
    lastDayText(shown),
    '',
    ...shown.sentences.map(sentence => `  ${sentence}`),
    '',
    ...shortened,
    ...(shortened.length > 0 ? [''] : []),
    ...notices.map((notice, index) => `  [${index + 1}] ${notice}`),
    ...(notices.length > 0 ? [''] : []),
    ...pauseLines(shown),
    ...historyLines(shown),
  ]
    .join('\n')
    .replace(/\n*$/, '\n');
}

/** The last day and its end: 24:00 where the instant is already the next day's. */
function lastDayText({ due, dueOn, projected }: Shown): string {
  if (due === null || dueOn === null) return '到期  待定';
  return (
    `${projected ? '预计到期' : '到期'}  ${dayText(dueOn)} ` +
    `${due.slice(0, 10) === dueOn ? timeText(due).slice(11) : '24:00'}`
  );
}

function rowOf(line: ShownLine, measure: Measure, notices: readonly string[]): readonly string[] {
  const { effect, amount, through, why, notice } = line;
  const counts = effect === 'COUNTED';
  return [
    whenText(line),
    effects[effect] ?? effect,
    counts ? amountText(measure, amount) : '',
    counts || effect === 'NOW' ? `累计 ${amountText(measure, through)}` : '',
    `${why}${notice === null ? '' : ` [${notices.indexOf(notice) + 1}]`}`,
  ];
}

function pauseLines({ pauses, limit, due }: Shown): readonly string[] {
  const without = pauses
    .filter(({ effective }) => !effective)
    .map(
      ({ from, fromOn, to, toOn }) =>
        `  暂停 ${timeTextOn(from, fromOn)} 至 ${to === null ? '今' : timeTextOn(to, toOn ?? to.slice(0, 10))} ` +
        `不影响到期日（${limit.unit === 'DATE' ? '固定日期不暂停' : due !== null && from >= due ? '到期之后启动' : '其间没有应计的时间'}）`,
    );
  return without.length === 0 ? [] : [...without, ''];
}

function historyLines({ recomputations = [], holder, soFar, attribution }: Shown): readonly string[] {
  const changes = recomputations.map(
    ({ at, on, text, told, dueBefore, due, projected }) =>
      `  ${timeTextOn(at, on)}  ${known(dueBefore)} → ${known(due)}${projected ? '（预计）' : ''}  ` +
      `${text}${told === null ? '' : `：${told}`}`,
  );
  return [
    ...(changes.length === 0 ? [] : ['  到期日的变更', ...changes, '']),
    ...(soFar == null ? [] : [`  ${soFar.text}`]),
    ...(attribution == null || attribution.units.length === 0
      ? []
      : [
          `  已计入的 ${attribution.counted} 天由谁占用：${attribution.units
            .map(
              ({ unit, days, shared, afterDue }) =>
                `${unit.title} ${days} 天${notes([
                  [shared, '共同'],
                  [afterDue, '逾期'],
                ])}`,
            )
            .join('、')}`,
        ]),
    ...(holder == null ? [] : [`  当前占用时间：${holderText(holder)}（${holder.text}）`]),
  ];
}

const holderKinds: Readonly<Record<string, string>> = {
  UNIT: '单位',
  APPLICANT: '申请人',
  SPECIAL: '特殊程序',
  NOBODY: '无',
};
const holderText = ({ kind, units }: NonNullable<Shown['holder']>): string =>
  [holderKinds[kind] ?? kind, units.map(({ title }) => title).join('、')].filter(Boolean).join(' ');

const notes = (counts: readonly (readonly [number, string])[]): string => {
  const told = counts.filter(([count]) => count > 0).map(([count, what]) => `${what} ${count} 天`);
  return told.length === 0 ? '' : `（其中${told.join('、')}）`;
};
