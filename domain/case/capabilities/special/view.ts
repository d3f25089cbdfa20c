/** The course of a special procedure: its result came, its time ran out before, or it was begun by mistake. */
export const specialStates = ['running', 'ended', 'expired', 'annulled'] as const;

/** A special procedure of a step (特殊程序), with the clock that counts its own time. */
export interface SpecialView {
  readonly special: string;
  readonly title: string;
  readonly notice: string;
  readonly clock: string;
  readonly state: (typeof specialStates)[number];
  /** Its time ran out, and the result is still to come: it then changes no clock. */
  readonly awaitsResult: boolean;
}
