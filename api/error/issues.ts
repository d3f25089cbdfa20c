import type { Issue } from '../../domain/issue.ts';
import { tellIssue } from '../../domain/words/issues.ts';
import type { ToldIssue } from './errors.ts';

/** The issues of the domain in English, for whoever reads them; programs take code, path and params. */
export const tellIssues = (issues: readonly Issue[]): readonly ToldIssue[] =>
  issues.map(issue => ({ ...issue, ...tellIssue(issue, 'en') }));
