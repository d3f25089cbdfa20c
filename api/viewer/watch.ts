import type { Viewer } from './viewer.ts';

/** Somebody who stays connected and is told what happens. */
export interface Watch {
  /** Aborted when they leave, and when their token or session ends. */
  readonly signal: AbortSignal;
  /** The last event that they were told over a connection before this one. */
  readonly lastEventId?: string | undefined;
  /**
   * Asks anew who they are.
   * @throws HttpRefusal where they are not any more who they were when they came
   */
  renew(): Promise<Viewer>;
}
