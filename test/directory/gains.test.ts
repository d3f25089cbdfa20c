import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayOf, instantAt, parseInstant } from '../../domain/calendar/day.ts';
import { heldAt } from '../../domain/directory/acting.ts';
import {
  type DirectoryActing,
  endAbsence,
  endPost,
  enterAbsence,
  giveDelegation,
  givePost,
  removePerson,
  setPerson,
  setUnit,
} from '../../domain/directory/acts.ts';
import { withChanges } from '../../domain/directory/changes.ts';
import type { Directory } from '../../domain/directory/directory.ts';
import { withoutGain } from '../../domain/directory/gains.ts';
import { refusal } from '../case/refusal.ts';
import { people, small, units } from './small-office.ts';
import { posts } from '../../domain/directory/posts.ts';
import { long } from '../support/tags.ts';

const now = parseInstant('2027-03-24T10:00');
const today = dayOf(now);
const hourMs = 3_600_000;
/** They administer, and handle cases of the lead. */
const person = 'p-market-regulation-1';
const office: Directory = {
  ...small,
  holdings: [...small.holdings, { person, unit: 'service-authority', post: 'administrator', from: 19_000 }],
};
const asking = { person, role: 'administrator' };
const unitOf = (id: string) => office.units.find(each => each.id === id)!;
const code = (acting: DirectoryActing, directory = office): string =>
  refusal(() => withoutGain(acting, person)(directory, now));

test('nobody becomes the deputy of others by what they enter, also not later', () => {
  const absence = { person: 'p-fire-rescue-2', from: now, to: now + hourMs, deputy: person };
  expect(code(enterAbsence(absence, asking))).toBe('directory.notTheirs');
  const later = { ...absence, from: now + 48 * hourMs, to: now + 72 * hourMs };
  expect(code(enterAbsence(later, asking))).toBe('directory.notTheirs');
  expect(code(enterAbsence({ ...absence, deputy: 'p-fire-rescue-1' }, asking))).toBe('accepted');
});

test('nobody gets a post by an absence that they enter for whoever stands before them', () => {
  const deputies: Directory = {
    ...office,
    absences: [
      { person: 'p-fire-rescue-2', from: now - hourMs, to: now + 9 * hourMs, deputy: 'p-fire-rescue-1' },
      { person: 'p-fire-rescue-1', from: now + 2 * hourMs, to: now + 8 * hourMs, deputy: person },
    ],
  };
  const earlier = { person: 'p-fire-rescue-1', from: now, to: now + hourMs, deputy: 'p-fire-rescue-2' };
  expect(code(enterAbsence(earlier, asking), deputies)).toBe('accepted');
  expect(code(enterAbsence({ ...earlier, deputy: person }, asking), deputies)).toBe('directory.notTheirs');
});

test('nobody changes what a unit of theirs stands for, nor takes its part from another unit', () => {
  const lead = unitOf('market-regulation');
  for (const change of [
    { ...lead, role: 'fire-rescue' },
    { ...lead, kind: 'supervisionOffice' as const },
    { ...lead, parent: 'fire-rescue' },
    { ...lead, region: '110101' },
  ])
    expect(code(setUnit(change))).toBe('directory.notTheirs');
  expect(code(setUnit({ ...lead, title: '市场监督管理局' }))).toBe('accepted');
  expect(code(setUnit({ ...unitOf('tobacco'), role: 'fire-rescue' }))).toBe('accepted');
  const shared: Directory = { ...office, units: office.units.map(each => ({ ...each, role: 'desk' })) };
  const { role: _, ...without } = shared.units.find(each => each.id === 'tobacco')!;
  expect(code(setUnit(without), shared)).toBe('directory.notTheirs');
});

test('whoever comes back gets their own posts, and whoever leaves is taken out by anybody', () => {
  const away: Directory = { ...office, absences: [{ person, from: now - hourMs, to: now + 9 * hourMs }] };
  expect(code(endAbsence(person, undefined, asking), away)).toBe('accepted');
  expect(code(removePerson('p-market-regulation-2'))).toBe('accepted');
  expect(code(endPost({ person: 'p-tobacco-1', unit: 'tobacco', post: 'handler', to: today - 1 }))).toBe('accepted');
  expect(code(setPerson({ id: 'p-new', name: '新人' }))).toBe('accepted');
});

test('who is away gains by no change either: they would come back to it by their own word', () => {
  const away: Directory = { ...office, absences: [{ person, from: now - hourMs, to: now + 96 * hourMs }] };
  const post = { unit: 'district-government', post: 'handler', from: today } as const;
  expect(code(givePost({ person, ...post }), away)).toBe('directory.notTheirs');
  expect(code(givePost({ person: 'p-spare', ...post }), away)).toBe('accepted');
});

test('a deputy head enters no absence of the principal head, who is no subordinate of theirs', () => {
  const deputy = { person: 'p-deputy-mayor', role: 'unit-head', unit: 'district-government' };
  const enter = (away: string, post: 'deputy-head' | 'principal', who = deputy.person) =>
    refusal(() =>
      enterAbsence({ person: away, from: now, to: now + hourMs }, { ...deputy, person: who, post })(office, now),
    );
  expect(enter('p-mayor', 'deputy-head')).toBe('directory.notTheirs');
  expect(enter('p-deputy-mayor', 'principal', 'p-mayor')).toBe('accepted');
});

test('a delegation is given from now on at the earliest, so that it ties nobody to what they did before', () => {
  const delegation = { id: 'd', agent: 'p-spare', applicant: 'p-applicant', from: now - 900 * 24 * hourMs };
  expect(giveDelegation(delegation)(office, now)).toMatchObject([{ after: { from: now } }]);
  expect(giveDelegation({ ...delegation, from: now + hourMs })(office, now)).toMatchObject([
    { after: { from: now + hourMs } },
  ]);
});

const days = fc.constantFrom(-1, 0, 3);
const anyActing: fc.Arbitrary<DirectoryActing> = fc.oneof(
  fc
    .tuple(fc.constantFrom(...people), fc.constantFrom(...people), days)
    .map(([away, deputy, day]) =>
      enterAbsence({ person: away, deputy, from: now + day * 24 * hourMs, to: now + 96 * hourMs }, asking),
    ),
  fc
    .tuple(fc.constantFrom(...people), fc.constantFrom(...units), fc.constantFrom(...posts), days)
    .map(([who, unit, post, day]) => givePost({ person: who, unit, post, from: today + day })),
  fc
    .tuple(fc.constantFrom(...units), fc.constantFrom(...units))
    .map(([id, parent]) => (id === parent ? () => [] : setUnit({ ...unitOf(id), parent }))),
);

test('after any change that is let through, nobody who asked for it acts as more than before', long, () => {
  fc.assert(
    fc.property(fc.array(anyActing, { minLength: 1, maxLength: 6 }), actings => {
      const acts = (directory: Directory, at: number) =>
        heldAt(directory, person, at)
          .filter(each => each.standsInFor === undefined || people.includes(each.standsInFor))
          .map(each => `${each.unit} ${each.post}`);
      let directory = office;
      for (const acting of actings) {
        if (code(acting, directory) === 'accepted') directory = withChanges(directory, acting(directory, now));
        // Whoever is absent by their own word acts as less.
        for (const at of [now, now + 30 * hourMs, instantAt(today + 3, 0), instantAt(today + 5, 0)])
          for (const each of acts(directory, at)) expect(acts(office, at)).toContain(each);
      }
    }),
  );
});
