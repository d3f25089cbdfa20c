/** A refusal as it is kept and told: see `Refused` of the domain. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly basis?: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

/**
 * What became of a command. `seq` is the event that carries its key; `revision` what the case had reached when it was
 * written.
 */
export type Answer =
  | { readonly accepted: true; readonly seq: number; readonly revision: number }
  | { readonly accepted: false; readonly refused: Refusal };
