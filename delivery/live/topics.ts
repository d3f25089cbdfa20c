import type { FeedChange } from '../../db/feed/feed.ts';

/** What a reader may follow: a case, a desk (a unit, or `*` for all cases), the cases of a party. */
export type Topic = `case/${string}` | `desk/${string}` | `party/${string}`;

export const caseTopic = (id: string): Topic => `case/${id}`;
export const deskTopic = (desk: string): Topic => `desk/${desk}`;
export const partyTopic = (party: string): Topic => `party/${party}`;

/** A change of a case, with the topics whose readers hear of it. */
export interface Change {
  readonly position: number;
  readonly caseId: string;
  readonly topics: ReadonlySet<Topic>;
  /** Of these the desks that do not have the case any more. */
  readonly left: ReadonlySet<Topic>;
}

/** Whom an event of the feed concerns: its case, the party, the desks of now, and those that it left. */
export function changeOf({ position, caseId, applicant, before, now }: FeedChange): Change {
  const desks = new Set(now.map(deskTopic));
  const left = new Set(before.map(deskTopic).filter(topic => !desks.has(topic)));
  return { position, caseId, topics: new Set([caseTopic(caseId), partyTopic(applicant), ...desks, ...left]), left };
}

/** Whether a reader of these topics hears of a change. */
export function concerns({ topics: found }: Change, topics: ReadonlySet<Topic>): boolean {
  const [few, many] = topics.size < found.size ? [topics, found] : [found, topics];
  for (const topic of few) if (many.has(topic)) return true;
  return false;
}
