import type { Viewer } from '../../../api/viewer/viewer.ts';
import { dayOf } from '../../../domain/calendar/day.ts';
import type { Absence, Directory, Holding, Relation } from '../../../domain/directory/directory.ts';
import type { Caller } from './callers.ts';
import { defined } from '../../../domain/defined.ts';

/** Whoever asks with a post, an absence, a relation or a transfer of their own, and whose marks they have. */
export interface Persona {
  /** What their token says. */
  readonly viewer: Viewer;
  /** The column of the table that holds for them; undefined: they are refused at the door, whatever they ask. */
  readonly like?: Caller;
  /** The types for which that is so; all, where nothing is said. */
  readonly only?: readonly string[];
  /** Days for which the token holds. */
  readonly days?: number;
  /** They come by the cookie of a session, and what became of it. */
  readonly session?: SessionFate;
  /** The code at the door. */
  readonly refused?: 'POST_NOT_HELD' | 'UNAUTHENTICATED';
}

/** A session that holds, was logged out of, came to its greatest age, or was not used for too long. */
export type SessionFate = 'open' | 'ended' | 'aged' | 'unused';

const lead = 'market-regulation';
const officer = (person: string, unit = lead): Viewer => ({ person, role: 'officer', unit });

export const personas: Readonly<Record<string, Persona>> = {
  'a deputy of an absent officer': { viewer: officer('p-stand-in'), like: 'o' },
  'an officer who declared kin': { viewer: officer(`p-${lead}-vice-head`), like: 'o' },
  'an officer who was transferred, in the new unit': { viewer: officer('p-moved', 'tobacco'), like: 't' },
  'an officer with two posts, in the other unit': { viewer: officer('p-two-posts', 'tobacco'), like: 't' },
  'a head for a unit below in which nobody is': {
    viewer: { person: 'p-district-government-principal', role: 'unit-head', unit: 'urban-management' },
    like: 'h',
    // The unit has no part in the cases of the story.
    only: ['Mutation'],
  },
  'an officer who was transferred, in the former unit': { viewer: officer('p-moved'), refused: 'POST_NOT_HELD' },
  'an officer whose post ended': { viewer: officer('p-ended'), refused: 'POST_NOT_HELD' },
  'an officer whose post is to begin': { viewer: officer('p-to-begin'), refused: 'POST_NOT_HELD' },
  'an absent officer': { viewer: officer(`p-${lead}-section-head`), refused: 'POST_NOT_HELD' },
  'an absent head of a unit in which nobody is': {
    viewer: { person: 'p-urban-management-principal', role: 'unit-head', unit: 'urban-management' },
    refused: 'POST_NOT_HELD',
  },
  'a deputy whose absent one is back': { viewer: officer('p-was-deputy'), refused: 'POST_NOT_HELD' },
  'somebody who chooses what they never were': {
    viewer: { person: 'p-moved', role: 'administrator' },
    refused: 'POST_NOT_HELD',
  },
  'a person who left': { viewer: officer('p-left'), refused: 'UNAUTHENTICATED' },
  'a person who was signed out': { viewer: officer('p-signed-out'), refused: 'UNAUTHENTICATED' },
  'an officer by a session': { viewer: officer(`p-${lead}-officer`), session: 'open', like: 'o' },
  'an officer who logged out': { viewer: officer(`p-${lead}-officer`), session: 'ended', refused: 'UNAUTHENTICATED' },
  'an officer by a session that is too old': {
    viewer: officer(`p-${lead}-officer`),
    session: 'aged',
    refused: 'UNAUTHENTICATED',
  },
  'an officer by a session that nobody used': {
    viewer: officer(`p-${lead}-officer`),
    session: 'unused',
    refused: 'UNAUTHENTICATED',
  },
  'an officer by a session, whose post ended': {
    viewer: officer('p-ended'),
    session: 'open',
    refused: 'POST_NOT_HELD',
  },
  'somebody signed out, by their session': {
    viewer: officer('p-signed-out'),
    session: 'open',
    refused: 'UNAUTHENTICATED',
  },
  'an officer with a token that has expired': {
    viewer: officer(`p-${lead}-officer-2`),
    days: -1,
    refused: 'UNAUTHENTICATED',
  },
};

/** People of the personas who are in no other story. */
const strangers = ['p-stand-in', 'p-moved', 'p-two-posts', 'p-ended', 'p-to-begin', 'p-was-deputy', 'p-signed-out'];

/** The story's directory with what the personas hold. */
export function withPersonas(directory: Directory, now: number): Directory {
  const today = dayOf(now);
  const hourMs = 3_600_000;
  const holds = (person: string, unit: string, days: readonly [number, number?]): Holding => ({
    person,
    unit,
    post: 'handler',
    from: today + days[0],
    ...(days[1] !== undefined && { to: today + days[1] }),
  });
  const isAway = (person: string, deputy?: string, until = now + 24 * hourMs): Absence => ({
    person,
    from: now - 2 * hourMs,
    to: until,
    ...defined({ deputy }),
  });
  const kin: Relation = { person: `p-${lead}-vice-head`, subject: 'p-applicant', kind: 'kin', from: today };
  const ofBelow = directory.holdings.filter(each => each.unit === 'urban-management').map(each => each.person);
  return {
    ...directory,
    people: [...directory.people, ...[...strangers, 'p-left'].map(id => ({ id, name: '王小二' }))],
    holdings: [
      ...directory.holdings,
      holds('p-moved', lead, [-30, -1]),
      holds('p-moved', 'tobacco', [0]),
      holds('p-two-posts', lead, [-30]),
      holds('p-two-posts', 'tobacco', [-30]),
      holds('p-ended', lead, [-30, -1]),
      holds('p-to-begin', lead, [1]),
      holds('p-left', lead, [-30]),
      holds('p-signed-out', lead, [-30]),
    ],
    absences: [
      ...directory.absences,
      isAway(`p-${lead}-section-head`, 'p-stand-in'),
      isAway(`p-${lead}-contact`, 'p-was-deputy', now - hourMs),
      ...ofBelow.map(person => isAway(person)),
    ],
    relations: [...(directory.relations ?? []), kin],
  };
}
