import type { z } from 'zod';
import { enumName } from '../schema/enum-names.ts';
import type { Issue } from './errors.ts';

type ZodIssue = z.core.$ZodIssue;

/** zod's issues as places of the input, with what would be accepted there. */
export const issuesOf = (error: z.ZodError, under: readonly string[] = []): readonly Issue[] =>
  error.issues.map(issue => {
    const expected = expectedBy(issue);
    return {
      path: [...under, ...issue.path.map(String)],
      message: messageOf(issue),
      ...(expected !== undefined && { expected }),
    };
  });

function expectedBy(issue: ZodIssue): string | undefined {
  switch (issue.code) {
    case 'too_small':
      return `${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}${ofWhat(issue.origin, issue.minimum)}`;
    case 'too_big':
      return `${issue.inclusive ? 'at most' : 'less than'} ${issue.maximum}${ofWhat(issue.origin, issue.maximum)}`;
    case 'invalid_type':
      return issue.expected;
    case 'invalid_value':
      return `one of ${issue.values.map(String).join(', ')}`;
    case 'invalid_format':
      return issue.pattern === undefined ? issue.format : `${issue.format} ${issue.pattern}`;
    case 'not_multiple_of':
      return `a multiple of ${issue.divisor}`;
    case 'invalid_union':
      return optionsOf(issue)?.join(', ');
    case 'unrecognized_keys':
      return `no ${issue.keys.join(', ')}`;
    default:
      return undefined;
  }
}

/**
 * The values that would tell which member of a union it is, as the API spells them: an answer that the step does not
 * take.
 */
const optionsOf = (issue: ZodIssue): readonly string[] | undefined =>
  issue.code === 'invalid_union' && 'options' in issue && Array.isArray(issue.options)
    ? issue.options.map(each => enumName(String(each)))
    : undefined;

const messageOf = (issue: ZodIssue): string => {
  const options = optionsOf(issue);
  return options ? `Found none of ${options.join(', ')}` : issue.message;
};

function ofWhat(origin: string, size: number | bigint): string {
  const one = origin === 'string' ? ' character' : origin === 'array' || origin === 'set' ? ' item' : '';
  return one === '' || size === 1 ? one : `${one}s`;
}
