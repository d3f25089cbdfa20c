import type { GivenDocument, GivenPaper } from '../act/papers.ts';

/**
 * What the input of a start mutation comes to. Its form, papers and modes are the procedure's own: `start` checks them.
 */
export interface StartInput {
  readonly commandId: string;
  readonly channel: 'online' | 'window' | 'post';
  readonly receivedOn?: number | null | undefined;
  readonly form?: unknown;
  readonly papers?: readonly GivenPaper[] | null | undefined;
  readonly modes?: readonly string[] | null | undefined;
  readonly commitmentLetter?: GivenDocument | null | undefined;
  readonly from?: string | null | undefined;
  readonly onBehalfOf?: string | null | undefined;
  readonly place?: string | null | undefined;
  readonly developmentTime?: number | null | undefined;
}
