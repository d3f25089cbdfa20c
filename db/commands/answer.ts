import type { Refusal } from '../../domain/refusal.ts';

/**
 * What became of a command. `seq` is the event that carries its key; `revision` what the case had reached when it was
 * written.
 */
export type Answer =
  | { readonly accepted: true; readonly seq: number; readonly revision: number }
  | { readonly accepted: false; readonly refused: Refusal };
