import { folds } from './capabilities/index.ts';
import type { EventConsequences } from './capability.ts';
import type { CaseEvent } from './event.ts';
import type { NumberedCase } from './document-builders.ts';
import type { DocumentState } from './state.ts';

/** The written documents that a transition makes: each with a number in the case, in the order in which they arise. */
export function documentsOf(state: NumberedCase, event: CaseEvent): readonly DocumentState[] {
  // The record is of the event's own type: the records are spreads that the compiler checks.
  const fold: EventConsequences<never> = folds[event.type];
  return fold.documents(event as never, state);
}
