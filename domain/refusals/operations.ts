import type { Nothing } from './case.ts';

/** What commands, lists and the work of operators refuse. */
export interface OperationRefusals {
  'command.differs': { used: 'act' | 'publication' | 'repair' | 'directory'; found?: string };
  'command.givenUp': { reason: string };
  /** `narrowBy`: the arguments that would leave fewer to look at. */
  'list.tooWide': { most: number; narrowBy: readonly string[] };
  'page.cursor': Nothing;
  /** Without `found`: both ends of the list were asked for. */
  'page.size': { found?: number; most: number };
  'procedure.faults': {
    procedure: string;
    faults: readonly { readonly rule: string; readonly at: string; readonly message: string }[];
  };
  'build.lacksProcedures': {
    build: string;
    lacking: readonly { readonly procedure: string; readonly cases: number; readonly numbers: readonly string[] }[];
  };
  'build.unknown': { found: string; known: readonly { readonly build: string; readonly hasWorker: boolean }[] };
  'build.noneCurrent': { found: string | null };
  'schedule.unknown': { found: string; expected: readonly string[] };
  /** A day that is none of the schedule's, or that has not come; `expected` is its next date. */
  'schedule.date': { found: string; expected: string };
  'time.notAhead': { found: number };
  /** With `last`: it is more than `most` above the last number that was given. */
  'repair.notANumber': { found: string; last?: number; most?: number };
  'repair.nothingMissing': { case: string };
  'repair.doesNotFollow': { case: string; revision: number; first: number | null; last: number | null };
  'repair.receivedAgain': { case: string; number: string };
  'repair.runs': { case: string };
  'repair.notADeadLetter': { key: string; found: 'none' | 'answered' | 'inProgress' };
}
