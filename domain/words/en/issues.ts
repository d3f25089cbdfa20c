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
      return listText(expected);
    case 'missing':
    case 'wrongType':
      return Array.isArray(expected) ? listText(expected) : titleOf(types, String(expected));
    case 'badFormat':
      return typeof params['pattern'] === 'string'
        ? `${String(expected)} ${params['pattern']}`
        : titleOf(formats, String(expected));
    case 'notMultipleOf':
      return `a multiple of ${String(divisor)}`;
    case 'unknownUnit':
      return 'the id of a unit';
    case 'unknownOfficial':
      return 'the id of an official';
    case 'blank':
      return 'more than blanks';
    case 'notStorable':
      return 'text without NUL and lone surrogates, and finite numbers';
    case 'badName':
      return '1 to 40 letters, digits, ".", "_" or "-"';
    case 'badTime':
      return 'a time such as "09:00"';
    case 'noNotice':
      return 'the notice (its number or address): a year that nobody has announced is left out';
    case 'noYears':
      return 'an object with years, such as {"2027": {"notices": […], "off": {…}, "work": […]}}';
    case 'both':
      return `one of ${listText(expected)}`;
    case 'twice':
      return 'each once';
    default:
      return undefined;
  }
}

function rangeText(code: 'tooSmall' | 'tooBig', params: Issue['params']): string {
  const { minimum, maximum, inclusive } = params;
  const most = `${String(maximum)}${unitText(params, maximum)}`;
  if ('minimum' in params && 'maximum' in params) return `${String(minimum)} to ${most}`;
  return code === 'tooSmall'
    ? `${inclusive === false ? 'more than' : 'at least'} ${String(minimum)}${unitText(params, minimum)}`
    : `${inclusive === false ? 'less than' : 'at most'} ${most}`;
}

function foundText({ code, params }: Issue): string {
  const { found, size } = params;
  switch (code) {
    case 'missing':
      return 'Found none';
    case 'unknownField':
      return 'Found a field that is not asked';
    case 'unknownUnit':
      return 'Found a unit that the directory lacks';
    case 'unknownOfficial':
      return 'Found an official whom the directory lacks';
    case 'blank':
      return 'Found only blanks';
    case 'tooSmall':
    case 'tooBig':
      return typeof size === 'number'
        ? `Found ${size}${unitText(params, size)}`
        : `Found too ${code === 'tooSmall' ? 'little' : 'much'}`;
    case 'wrongType':
      return `Found ${titleOf(kinds, String(found))}`;
    case 'notOneOf':
      return 'Found none of them';
    case 'both':
      return 'Found both';
    case 'twice':
      return `Found ${listText(found)} twice`;
    case 'ruleBroken':
      return 'Found what breaks a rule';
    default:
      return 'Found what does not fit';
  }
}

const kinds: Readonly<Record<string, string>> = {
  nothing: 'nothing',
  null: 'null',
  text: 'a text',
  number: 'a number',
  boolean: 'true or false',
  list: 'a list',
  object: 'an object',
};
const types: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  applicant: 'the applicant for whom is filed',
  daysOrInstants: 'fromDay and toDay, or from and to',
};
const formats: Readonly<Record<string, string>> = {
  commandId: '1 to 64 letters, digits, ".", "_" or "-", made anew for each act',
  name: 'a name of at most 100 characters',
  creditCode: 'a unified credit code of 18 places with its check character',
  identityNumber: 'an identity number of 18 places with its check character',
  telephone: 'a telephone number',
  existingDate: 'a date that exists, such as 2026-01-31',
  instant: 'an instant, such as 2026-01-31T09:00+08:00',
};

const listText = (values: unknown): string => (Array.isArray(values) ? values.map(String).join(', ') : String(values));

function unitText({ of }: Issue['params'], size: unknown): string {
  if (of === 'value' || typeof of !== 'string') return '';
  return ` ${size === 1 ? of.replace(/s$/, '') : of}`;
}

/** What was found and what is expected; of a rule that an author wrote, their own sentence. */
export function issueText(issue: Issue): string {
  const expected = expectedText(issue);
  return issue.text ?? (expected === undefined ? foundText(issue) : `${foundText(issue)}; expected ${expected}`);
}

/** An issue with its place: `form.seats: Found 0; expected at least 1`. */
const issueLine = (issue: Issue): string =>
  issue.path.length === 0 ? issueText(issue) : `${issue.path.join('.')}: ${issueText(issue)}`;

/** All issues in one line. */
export const issuesText = (issues: readonly Issue[]): string => issues.map(issueLine).join('; ');
