import { defined } from '../defined.ts';
import type { Issue } from '../issue.ts';
import { expectedText as expectedInEnglish, issueText as issueInEnglish } from './en/issues.ts';
import type { Language } from '../language.ts';
import { expectedText as expectedInChinese, issueText as issueInChinese } from './zh-CN/issues.ts';

const words = {
  en: { issueText: issueInEnglish, expectedText: expectedInEnglish },
  'zh-CN': { issueText: issueInChinese, expectedText: expectedInChinese },
} as const;

/** An issue as people read it: a sentence, and what would be accepted there. */
export const tellIssue = (
  issue: Issue,
  language: Language,
): { readonly message: string; readonly expected?: string } => ({
  message: words[language].issueText(issue),
  ...defined({ expected: words[language].expectedText(issue) }),
});
