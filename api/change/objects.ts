import type { KnownCase } from '../case/objects.ts';

/** A change of a case as somebody is told it; without a case it only says how far they are. */
export interface ToldChange {
  readonly cursor: string;
  readonly caseId?: string;
  /** Absent where they do not see the case any more. */
  readonly record?: KnownCase;
}

export interface ChangeObjects {
  Change: ToldChange;
}
