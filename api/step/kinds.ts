import type { Kind, StepDefinition } from '../../domain/procedure/language/step.ts';

/**
 * Steps that a person answers with a mutation of their own; approvals and the parties of conferences share one, and
 * so do objections to notices. The rest is answered by time or by the engine.
 */
export const byPeople: ReadonlySet<Kind> = new Set<Kind>(['task', 'decision', 'applicant', 'event']);

/** A step that time may end instead: what a person records of it is told apart by `lapsed`. */
export const mayLapse = ({ kind, within, withinBy }: StepDefinition): boolean =>
  kind === 'applicant' || (kind === 'event' && (within !== undefined || withinBy !== undefined));
