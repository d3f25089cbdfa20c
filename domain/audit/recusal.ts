import { isOfficial } from '../case/refusals.ts';
import { readHead } from '../log/reader.ts';
import type { Note } from './finding.ts';
import type { StoredCase, StoredEvent, StoredInterest } from './stored.ts';

/** Whose case it is, and whom it is about. */
interface Parties {
  readonly applicant: string;
  readonly about: readonly string[];
}

/**
 * 回避: names every act of an official in a case of their own, of whom they act for, of whom either side declared as kin
 * or of interest, or that is about them. Rules that were not there yet when it happened, and what was declared
 * afterwards, count too.
 */
export function nobodyIsInterested({ events, interests }: StoredCase, { applicant, about }: Parties, note: Note): void {
  for (const event of events) {
    const { actor, type } = readHead(event.text);
    if (event.key === null || !isOfficial(actor.role)) continue;
    const tie =
      actor.person === applicant
        ? 'own'
        : about.includes(actor.person)
          ? 'about'
          : tieOf(interests, actor.person, event);
    if (tie !== undefined)
      note(
        'interested',
        `event ${event.seq}`,
        `${type} by ${actor.person}, tied to it (${tie})`,
        'an act of somebody without a tie',
      );
  }
}

const tieOf = (interests: readonly StoredInterest[], person: string, { at }: StoredEvent) =>
  interests.find(each => each.person === person && each.from <= at && (each.to === null || at < each.to))?.interest;
