/** What is told to a party or an addressee, as data: its words are made where it is sent, in the reader's language. */
export interface Notice {
  readonly to: string;
  /** The type of the event that gave rise to it. */
  readonly kind: string;
  /** What is told. */
  readonly code: string;
  /** Of what its words are made: the case by its number, never a name. */
  readonly params: object;
}
