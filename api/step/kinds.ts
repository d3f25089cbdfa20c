import type { Kind } from '../../domain/procedure/language/step.ts';

/**
 * Steps that a person answers with a mutation of their own; approvals share one, the rest is answered by time or by the
 * engine.
 */
export const byPeople: ReadonlySet<Kind> = new Set<Kind>([
  'task',
  'decision',
  'applicant',
  'event',
  'conference',
  'publicNotice',
]);
