import { defined } from './defined.ts';
import type { z } from 'zod';
import type { Refusal } from './refusal.ts';

/** What is wrong at a place, for programs. Our own rules beside zod's give theirs by `params: { code }`. */
export type IssueCode =
  | 'missing'
  | 'wrongType'
  | 'tooSmall'
  | 'tooBig'
  | 'notOneOf'
  | 'badFormat'
  | 'notMultipleOf'
  | 'unknownField'
  | 'noneFits'
  | 'blank'
  | 'notStorable'
  | 'unknownUnit'
  | 'unknownOfficial'
  | 'badName'
  | 'badTime'
  | 'noNotice'
  | 'noYears'
  | 'both'
  | 'twice'
  | 'ruleBroken';

/**
 * One place of an input that does not fit. `path` leads there from the input down; `params` say what is expected and
 * what kind of value was found, never the value itself: it may be anybody's data.
 */
export interface Issue {
  readonly path: readonly string[];
  readonly code: IssueCode;
  readonly params: Readonly<Record<string, unknown>>;
  /** The sentence of a rule that a procedure's author wrote. */
  readonly text?: string;
}

/** The kind of a value, as it is told in place of the value. */
type Found = 'nothing' | 'null' | 'text' | 'number' | 'boolean' | 'list' | 'object';
function kindOf(value: unknown): Found {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  switch (typeof value) {
    case 'string':
      return 'text';
    case 'number':
    case 'bigint':
      return 'number';
    case 'boolean':
      return 'boolean';
    default:
      return 'object';
  }
}

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (at, key) =>
      typeof at === 'object' && at !== null && Object.hasOwn(at, key)
        ? (at as Record<PropertyKey, unknown>)[key]
        : undefined,
    value,
  );

/** A name that a caller made up may be anything, and as long as the body: it is told only where it is plain. */
const isPlainName = (name: string): boolean => /^[_A-Za-z][_0-9A-Za-z]{0,59}$/.test(name);

/**
 * Zod's issues as ours: a code and a path for each, nothing of zod's English, nothing of the value.
 * @param value what was parsed, to tell what kind of value was found where
 * @param under the path of `value` in the caller's input
 */
export const issuesOf = (
  { issues }: Pick<z.core.$ZodError, 'issues'>,
  value: unknown,
  under: readonly string[] = [],
): readonly Issue[] =>
  issues.flatMap(issue => {
    const path = [...under, ...issue.path.map(String)];
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key): Issue => ({
        path: isPlainName(key) ? [...path, key] : path,
        code: 'unknownField',
        params: {},
      }));
    return [{ path, ...told(issue, valueAt(value, issue.path)) }];
  });

function told(issue: z.core.$ZodIssue, value: unknown): Omit<Issue, 'path'> {
  const found = kindOf(value);
  switch (issue.code) {
    case 'invalid_type':
      return found === 'nothing'
        ? { code: 'missing', params: { expected: issue.expected } }
        : { code: 'wrongType', params: { expected: issue.expected, found } };
    case 'too_small': {
      const { minimum, inclusive = true, origin } = issue;
      return {
        code: 'tooSmall',
        params: { minimum: Number(minimum), inclusive, of: sizeOf(origin), ...lengthOf(value) },
      };
    }
    case 'too_big': {
      const { maximum, inclusive = true, origin } = issue;
      return {
        code: 'tooBig',
        params: { maximum: Number(maximum), inclusive, of: sizeOf(origin), ...lengthOf(value) },
      };
    }
    case 'invalid_value':
      return found === 'nothing'
        ? { code: 'missing', params: { expected: issue.values.map(String) } }
        : { code: 'notOneOf', params: { expected: issue.values.map(String) } };
    case 'invalid_format':
      return {
        code: 'badFormat',
        params: { expected: issue.format, ...defined({ pattern: issue.pattern }) },
      };
    case 'not_multiple_of':
      return { code: 'notMultipleOf', params: { divisor: issue.divisor } };
    case 'invalid_union':
      return 'options' in issue && Array.isArray(issue.options)
        ? { code: found === 'nothing' ? 'missing' : 'notOneOf', params: { expected: issue.options.map(String) } }
        : { code: 'noneFits', params: { found } };
    case 'custom': {
      const { code, ...params } = issue.params ?? {};
      return typeof code === 'string'
        ? { code: code as IssueCode, params }
        : { code: 'ruleBroken', params: {}, ...(issue.message !== 'Invalid input' && { text: issue.message }) };
    }
    default:
      return { code: 'noneFits', params: { found } };
  }
}

/** How long a text or list is: it tells nothing of what stands in it. */
const lengthOf = (value: unknown): { readonly size?: number } =>
  typeof value === 'string' || Array.isArray(value) ? { size: value.length } : {};

/** What a size counts: the value of a number, the characters of a text, the items of a list. */
const sizeOf = (origin: string): 'value' | 'characters' | 'items' =>
  origin === 'string' ? 'characters' : origin === 'array' || origin === 'set' ? 'items' : 'value';

/** The issues that a refusal carries: of a form, of a step's result, of a command. Undefined for another refusal. */
export function issuesIn({ code, params }: Refusal): readonly Issue[] | undefined {
  const { issues } = params;
  return code.endsWith('.invalid') && Array.isArray(issues) ? (issues as readonly Issue[]) : undefined;
}
