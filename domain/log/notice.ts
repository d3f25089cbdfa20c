/** A text for a party or an addressee: the case by its number, never a name. */
export interface Notice {
  readonly to: string;
  /** The type of the event that gave rise to it. */
  readonly kind: string;
  readonly text: string;
}
