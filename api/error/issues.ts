import type { z } from 'zod';
import type { Issue } from './errors.ts';

type ZodIssue = z.core.$ZodIssue;

/** zod's issues as places of the input, with what would be accepted there. */
export const issuesOf = (error: z.ZodError, under: readonly string[] = []): readonly Issue[] =>
  error.issues.map(issue => {
    const expected = expectedBy(issue);
    return { path: [...under, ...issue.path.map(String)], message: issue.message, ...(expected !== undefined && { expected }) };
  });

function expectedBy(issue: ZodIssue): string | undefined {
  switch (issue.code) {
    case 'too_small': return `${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}${ofWhat(issue.origin)}`;
    case 'too_big': return `${issue.inclusive ? 'at most' : 'less than'} ${issue.maximum}${ofWhat(issue.origin)}`;
    case 'invalid_type': return issue.expected;
    case 'invalid_value': return `one of ${issue.values.map(String).join(', ')}`;
    case 'invalid_format': return issue.pattern === undefined ? issue.format : `${issue.format} ${issue.pattern}`;
    case 'not_multiple_of': return `a multiple of ${issue.divisor}`;
    case 'unrecognized_keys': return `no ${issue.keys.join(', ')}`;
    default: return undefined;
  }
}

const ofWhat = (origin: string): string => (origin === 'string' ? ' characters' : origin === 'array' || origin === 'set' ? ' items' : '');
