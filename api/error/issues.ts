import { defined } from '../../domain/defined.ts';
import type { Issue } from '../../domain/issue.ts';
import type { ToldIssue } from './errors.ts';

/** The issues of the domain in English, for whoever reads them; programs take code, path and params. */
export const tellIssues = (issues: readonly Issue[]): readonly ToldIssue[] =>
  issues.map(issue => {
    const expected = expectedBy(issue);
    const found = foundBy(issue);
    const message = issue.text ?? (expected === undefined ? found : `${found}; expected ${expected}`);
    return { ...issue, message, ...defined({ expected }) };
  });

function expectedBy({ code, params }: Issue): string | undefined {
  const { expected, minimum, maximum, inclusive, divisor } = params;
  switch (code) {
    case 'tooSmall':
      return `${inclusive === false ? 'more than' : 'at least'} ${String(minimum)}${unitOf(params, minimum)}`;
    case 'tooBig':
      return `${inclusive === false ? 'less than' : 'at most'} ${String(maximum)}${unitOf(params, maximum)}`;
    case 'notOneOf':
      return listOf(expected);
    case 'missing':
    case 'wrongType':
      return Array.isArray(expected) ? listOf(expected) : (types[String(expected)] ?? String(expected));
    case 'badFormat':
      return typeof params['pattern'] === 'string' ? `${String(expected)} ${params['pattern']}` : String(expected);
    case 'notMultipleOf':
      return `a multiple of ${String(divisor)}`;
    case 'blank':
      return 'more than blanks';
    case 'notStorable':
      return 'text without NUL and lone surrogates, and finite numbers';
    default:
      return undefined;
  }
}

function foundBy({ code, params }: Issue): string {
  const { found, size } = params;
  switch (code) {
    case 'missing':
      return 'Found none';
    case 'unknownField':
      return 'Found a field that is not asked';
    case 'blank':
      return 'Found only blanks';
    case 'tooSmall':
    case 'tooBig':
      return typeof size === 'number'
        ? `Found ${size}${unitOf(params, size)}`
        : `Found too ${code === 'tooSmall' ? 'little' : 'much'}`;
    case 'wrongType':
      return `Found ${kinds[String(found)] ?? 'another type'}`;
    case 'notOneOf':
      return 'Found none of them';
    case 'ruleBroken':
      return 'Found what breaks a rule';
    default:
      return 'Found what does not fit';
  }
}

const kinds: Readonly<Record<string, string>> = {
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
};
const listOf = (values: unknown): string => (Array.isArray(values) ? values.map(String).join(', ') : String(values));

function unitOf({ of }: Issue['params'], size: unknown): string {
  if (of === 'value' || typeof of !== 'string') return '';
  return ` ${size === 1 ? of.replace(/s$/, '') : of}`;
}
