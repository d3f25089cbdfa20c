/** A special procedure (特殊程序) of a step, from its written notice on. A step has one at a time. */
export interface SpecialUse {
  /** Of the list of the procedure. */
  readonly special: string;
  /** The number of its written notice, which it shares with no other of its step. */
  readonly notice: string;
  /** Its own clock: `special:fire`, of a second one `special#2:fire`. */
  readonly clock: string;
  /** Its time ran out before a result was told: one that comes later changes no clock. */
  readonly awaitsResult?: true;
  /** It was begun by mistake: its days count. */
  readonly isAnnulled?: true;
}
