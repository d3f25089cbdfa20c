import type { Issue } from '../issue.ts';

/** Where in a file something is wrong: in a line of text, or at a path of JSON. */
export type ImportPlace = { readonly line: number } | { readonly path: readonly string[] };

/** One thing that is wrong with a file from which a year of a calendar is made. */
export type ImportFault =
  | { readonly code: 'issue'; readonly issue: Issue }
  | { readonly code: 'noDays' | 'noNotice' | 'notEnded' | 'notJson' }
  | { readonly code: 'eventNotEnded' | 'noStart' | 'noSummary' | 'repeated'; readonly place: ImportPlace }
  | {
      readonly code: 'noDate' | 'partOfDay' | 'unclear' | 'unreadable' | 'endsBeforeStart' | 'tooLong';
      readonly place: ImportPlace;
      readonly found: string;
    }
  | {
      readonly code: 'dayTwice' | 'dayBoth' | 'idleMakeUp';
      readonly place: ImportPlace;
      readonly day: string;
    }
  | { readonly code: 'otherYear'; readonly place: ImportPlace; readonly day: string; readonly year: number };
