import type { Issue } from '../../issue.ts';
import { titleOf } from './phrases.ts';

/** What would be accepted at the place of an issue; undefined where no rule says it. */
export function expectedText({ code, params }: Issue): string | undefined {
  const { expected, divisor } = params;
  switch (code) {
    case 'tooSmall':
    case 'tooBig':
      return rangeText(code, params);
    case 'notOneOf':
      return `下列之一：${listText(expected)}`;
    case 'missing':
    case 'wrongType':
      return Array.isArray(expected) ? `下列之一：${listText(expected)}` : titleOf(types, String(expected));
    case 'badFormat':
      return typeof params['pattern'] === 'string' ? `格式 ${params['pattern']}` : titleOf(formats, String(expected));
    case 'notMultipleOf':
      return `${String(divisor)}的倍数`;
    case 'unknownUnit':
      return '单位编号';
    case 'unknownOfficial':
      return '工作人员编号';
    case 'blank':
      return '不只是空格的文字';
    case 'notStorable':
      return '不含空字符和残缺字符的文字，以及有限的数值';
    case 'badName':
      return '1至40个字母、数字或“.”“_”“-”';
    case 'badTime':
      return '时间，如“09:00”';
    case 'noNotice':
      return '通知的文号或者网址；尚未公布安排的年份不填';
    case 'noYears':
      return '按年份列明的安排，如 {"2027": {"notices": […], "off": {…}, "work": […]}}';
    case 'both':
      return `${listText(expected)}中的一项`;
    case 'twice':
      return '各填一次';
    default:
      return undefined;
  }
}

function rangeText(code: 'tooSmall' | 'tooBig', params: Issue['params']): string {
  const { minimum, maximum, inclusive } = params;
  const unit = unitText(params);
  if ('minimum' in params && 'maximum' in params) return `${String(minimum)}至${String(maximum)}${unit}`;
  return code === 'tooSmall'
    ? `${inclusive === false ? '大于' : '不少于'}${String(minimum)}${unit}`
    : `${inclusive === false ? '小于' : '不超过'}${String(maximum)}${unit}`;
}

function foundText({ code, params }: Issue): string {
  const { found, size } = params;
  switch (code) {
    case 'missing':
      return '未填写';
    case 'unknownField':
      return '填写了不要求的项目';
    case 'unknownUnit':
      return '机构名录中没有这个单位';
    case 'unknownOfficial':
      return '机构名录中没有这名工作人员';
    case 'blank':
      return '只有空格';
    case 'tooSmall':
    case 'tooBig':
      return typeof size === 'number'
        ? `现为${size}${unitText(params)}`
        : code === 'tooSmall'
          ? '数值或者长度不足'
          : '数值或者长度超限';
    case 'wrongType':
      return `现为${titleOf(kinds, String(found))}`;
    case 'notOneOf':
      return '不在可选范围内';
    case 'both':
      return '同时填写了两项';
    case 'twice':
      return `${listText(found)}重复`;
    case 'ruleBroken':
      return '不符合规定';
    default:
      return '内容不符合要求';
  }
}

const kinds: Readonly<Record<string, string>> = {
  nothing: '空',
  null: '空值',
  text: '文字',
  number: '数字',
  boolean: '是或否',
  list: '列表',
  object: '对象',
};
const types: Readonly<Record<string, string>> = {
  string: '文字',
  number: '数字',
  int: '整数',
  boolean: '是或否',
  array: '列表',
  object: '对象',
  applicant: '代其办理的申请人',
  daysOrInstants: 'fromDay 和 toDay，或者 from 和 to',
};
const formats: Readonly<Record<string, string>> = {
  commandId: '1至64个字母、数字或“.”“_”“-”，每次办理另取',
  email: '电子邮箱地址',
  name: '名称，至多100个字',
  creditCode: '18位统一社会信用代码（校验码相符）',
  identityNumber: '18位公民身份号码（校验码相符）',
  telephone: '电话号码',
  existingDate: '存在的日期，如2026-01-31',
  instant: '时刻，如2026-01-31T09:00+08:00',
};

const listText = (values: unknown): string => (Array.isArray(values) ? values.map(String).join('、') : String(values));

const units: Readonly<Record<string, string>> = { characters: '个字', items: '项' };
const unitText = ({ of }: Issue['params']): string => (typeof of === 'string' ? (units[of] ?? '') : '');

/** What was found and what is expected; of a rule that an author wrote, their own sentence. */
export function issueText(issue: Issue): string {
  const expected = expectedText(issue);
  return issue.text ?? (expected === undefined ? foundText(issue) : `${foundText(issue)}，应为${expected}`);
}

/** An issue with its place: `form.seats：现为0，应为不少于1`. */
const issueLine = (issue: Issue): string =>
  issue.path.length === 0 ? issueText(issue) : `${issue.path.join('.')}：${issueText(issue)}`;

/** All issues in one line. */
export const issuesText = (issues: readonly Issue[]): string => issues.map(issueLine).join('；');
