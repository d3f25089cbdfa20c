import fc from 'fast-check';
import { dayOf, type Instant } from '../../domain/calendar/day.ts';
import type { Directory, Unit } from '../../domain/directory/directory.ts';
import { posts } from '../../domain/directory/posts.ts';
import { defined } from '../../domain/defined.ts';

const hourMs = 3_600_000;
const kinds = ['department', 'window', 'serviceAuthority', 'government'] as const;

/** Units in a tree, people with posts and absences around an instant. Ids are `u-0`, `p-0` and so on. */
export const anyDirectory = (now: Instant): fc.Arbitrary<Directory> => {
  const today = dayOf(now);
  const index = (count: number) => fc.nat({ max: count - 1 });
  return fc
    .record({ units: fc.integer({ min: 2, max: 6 }), people: fc.integer({ min: 1, max: 6 }) })
    .chain(({ units, people }) =>
      fc.record({
        units: fc.tuple(
          ...Array.from({ length: units }, (_, at) =>
            fc.record({ kind: fc.constantFrom(...kinds), parent: fc.nat({ max: Math.max(0, at - 1) }) }),
          ),
        ),
        people: fc.constant(people),
        holdings: fc.uniqueArray(
          fc.record({
            person: index(people),
            unit: index(units),
            post: fc.constantFrom(...posts),
            from: fc.constantFrom(today - 9, today, today + 1),
            to: fc.constantFrom(undefined, undefined, today - 1, today, today + 1),
          }),
          { maxLength: 8, selector: each => `${each.person} ${each.unit} ${each.post} ${each.from}` },
        ),
        absences: fc.uniqueArray(
          fc.record({
            person: index(people),
            deputy: fc.option(index(people), { nil: undefined }),
            from: fc.constantFrom(-2, -1, 1),
            length: fc.constantFrom(1, 4),
          }),
          { maxLength: 6, selector: each => `${each.person} ${each.from}` },
        ),
        relations: fc.uniqueArray(
          fc.record({
            person: index(people),
            subject: index(people),
            kind: fc.constantFrom('kin' as const, 'interest' as const),
            from: fc.constantFrom(today - 9, today, today + 1),
            to: fc.constantFrom(undefined, today + 1),
          }),
          { maxLength: 4, selector: each => `${each.person} ${each.subject} ${each.kind} ${each.from}` },
        ),
        delegations: fc.uniqueArray(
          fc.record({
            agent: index(people),
            applicant: index(people),
            from: fc.constantFrom(-2, 1),
            revoked: fc.constantFrom(undefined, -1, 1),
          }),
          { maxLength: 3, selector: each => `${each.agent} ${each.applicant} ${each.from}` },
        ),
      }),
    )
    .map(({ units, people, holdings, absences, relations, delegations }) => ({
      units: units.map(({ kind, parent }, at): Unit => ({
        id: `u-${at}`,
        title: `单位${at}`,
        kind,
        ...(at > 0 && { parent: `u-${parent}` }),
      })),
      people: Array.from({ length: people }, (_, at) => ({ id: `p-${at}`, name: `人${at}` })),
      holdings: holdings.map(({ person, unit, post, from, to }) => ({
        person: `p-${person}`,
        unit: `u-${unit}`,
        post,
        from,
        ...(to !== undefined && to >= from && { to }),
      })),
      absences: absences.map(({ person, deputy, from, length }) => ({
        person: `p-${person}`,
        from: now + from * hourMs,
        to: now + (from + length) * hourMs + 60_000,
        ...(deputy !== undefined && deputy !== person && { deputy: `p-${deputy}` }),
      })),
      relations: relations
        .filter(each => each.person !== each.subject)
        .map(({ person, subject, to, ...each }) => ({
          ...each,
          person: `p-${person}`,
          subject: `p-${subject}`,
          ...defined({ to }),
        })),
      delegations: delegations
        .filter(each => each.agent !== each.applicant)
        .map(({ agent, applicant, from, revoked }) => ({
          id: `d-${agent}-${applicant}-${from}`,
          agent: `p-${agent}`,
          applicant: `p-${applicant}`,
          from: now + from * hourMs,
          ...(revoked !== undefined && { revokedAt: now + revoked * hourMs }),
        })),
    }));
};
