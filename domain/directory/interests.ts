import { dayOf, type Instant } from '../calendar/day.ts';
import type { Interest } from '../refusals/case.ts';
import type { Directory } from './directory.ts';

/** What ties an official to a party. */
export interface DeclaredInterest {
  readonly party: string;
  readonly interest: Interest;
}

/**
 * The parties in whose cases somebody does nothing as an official (回避): for whom they act as an agent, if they ever
 * held a post, and what either side declared.
 */
export function interestsAt(directory: Directory, person: string, at: Instant): readonly DeclaredInterest[] {
  const day = dayOf(at);
  const isOfficial = directory.holdings.some(each => each.person === person);
  const delegations = (directory.delegations ?? []).filter(
    ({ agent, from, to = Infinity, revokedAt = Infinity }) =>
      isOfficial && agent === person && from <= at && at < to && at < revokedAt,
  );
  const relations = (directory.relations ?? []).filter(
    each =>
      (each.person === person || each.subject === person) &&
      each.from <= day &&
      (each.to === undefined || day <= each.to),
  );
  return [
    ...delegations.map(each => ({ party: each.applicant, interest: 'delegation' as const })),
    ...relations.map(each => ({ party: each.person === person ? each.subject : each.person, interest: each.kind })),
  ];
}
