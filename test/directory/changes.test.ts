import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  changesBetween,
  keyOfRecord,
  recordKinds,
  recordsOf,
  removalOf,
  withChanges,
} from '../../domain/directory/changes.ts';
import type { Directory } from '../../domain/directory/directory.ts';
import { faultsOfChange } from '../../domain/directory/faults.ts';
import { anyDirectory } from './any-directory.ts';
import { long } from '../support/tags.ts';

const now = Date.UTC(2026, 2, 4, 2);
const anyPair = fc.tuple(anyDirectory(now), anyDirectory(now));
/** Every record by its kind and key, whatever the order. */
const recordsIn = (directory: Directory): ReadonlyMap<string, unknown> =>
  new Map(
    recordKinds.flatMap(kind =>
      recordsOf(directory, kind).map(record => [`${kind} ${keyOfRecord(kind, record)}`, record] as const),
    ),
  );

test('what leads from one directory to another leads there, and units and people of the former stay', long, () => {
  fc.assert(
    fc.property(anyPair, ([before, after]) => {
      const reached = recordsIn(withChanges(before, changesBetween(before, after)));
      const expected = new Map([
        ...[...recordsIn(before)].filter(([key]) => /^(unit|person|delegation) /.test(key)),
        ...recordsIn(after),
      ]);
      expect(reached).toEqual(expected);
    }),
  );
});

test('between a directory and itself nothing changes', () => {
  fc.assert(
    fc.property(anyDirectory(now), directory => {
      expect(changesBetween(directory, directory)).toEqual([]);
    }),
  );
});

test('whoever is removed leaves no record that names them but delegations', () => {
  fc.assert(
    fc.property(anyDirectory(now), directory => {
      const person = directory.people[0]!;
      const { people, holdings, absences } = withChanges(directory, removalOf(directory, person));
      expect(JSON.stringify({ people, holdings, absences })).not.toContain(`"${person.id}"`);
    }),
  );
});

const small: Directory = {
  units: [
    { id: 'top', title: '区政府', kind: 'government' },
    { id: 'fire', title: '消防', kind: 'department', parent: 'top' },
  ],
  people: ['a', 'b'].map(id => ({ id, name: id })),
  holdings: [
    { person: 'a', unit: 'top', post: 'principal', from: 20_000 },
    { person: 'b', unit: 'fire', post: 'handler', from: 20_000 },
  ],
  absences: [],
};
const faultsAfter = (...changes: Parameters<typeof withChanges>[1]) =>
  faultsOfChange(small, withChanges(small, changes), changes, now);

test('a change names every unit and person that is not there, circles, spans without length and twins', () => {
  const post = { person: 'a', unit: 'top', post: 'principal' as const };
  expect(
    faultsAfter(
      { kind: 'unit', after: { id: 'top', title: '区政府', kind: 'government', parent: 'fire' } },
      { kind: 'person', after: { id: 'c', name: 'c', unit: 'gone' } },
      { kind: 'post', after: { ...post, from: 20_100 } },
      { kind: 'post', after: { person: 'x', unit: 'gone', post: 'handler', from: 2, to: 1 } },
      { kind: 'absence', after: { person: 'b', from: 5, to: 5, deputy: 'b' } },
      { kind: 'relation', after: { person: 'b', subject: 'b', kind: 'kin', from: 1 } },
      { kind: 'delegation', after: { id: 'd', agent: 'b', applicant: 'x', from: 1 } },
    ),
  ).toEqual([
    { code: 'circle', at: 'unit.parent', found: 'top' },
    { code: 'unknownUnit', at: 'person.unit', found: 'gone' },
    { code: 'overlaps', at: 'post' },
    { code: 'unknownUnit', at: 'post.unit', found: 'gone' },
    { code: 'unknownPerson', at: 'post.person', found: 'x' },
    { code: 'endsBeforeItBegins', at: 'post' },
    { code: 'endsBeforeItBegins', at: 'absence' },
    { code: 'ownDeputy', at: 'absence.deputy' },
    { code: 'ofOneself', at: 'relation.subject' },
    { code: 'unknownPerson', at: 'delegation.applicant', found: 'x' },
    { code: 'officialAgent', at: 'delegation.agent', found: 'b' },
  ]);
});

test('the top of the tree keeps a head who is there: no end of post and no absence takes the last one away', () => {
  const post = { person: 'a', unit: 'top', post: 'principal' as const, from: 20_000 };
  const away = { person: 'a', from: now + 1_000, to: now + 9_000 };
  const headless = (from: number) => [{ code: 'headless', unit: 'top', from }];
  expect(faultsAfter({ kind: 'post', before: post })).toEqual(headless(now));
  // 2026-03-05 is day 20517; the day after begins at 00:00 of UTC+8.
  expect(faultsAfter({ kind: 'post', before: post, after: { ...post, to: 20_517 } })).toEqual(
    headless(Date.UTC(2026, 2, 5, 16)),
  );
  expect(faultsAfter({ kind: 'absence', after: away })).toEqual(headless(now + 1_000));
  expect(faultsAfter({ kind: 'absence', after: { ...away, deputy: 'b' } })).toEqual([]);
  expect(
    faultsAfter(
      { kind: 'absence', after: { ...away, deputy: 'b' } },
      { kind: 'absence', after: { person: 'b', from: now + 2_000, to: now + 3_000 } },
    ),
  ).toEqual(headless(now + 2_000));
  expect(
    faultsAfter({ kind: 'post', before: post }, { kind: 'post', after: { ...post, person: 'b', post: 'deputy-head' } }),
  ).toEqual([]);
});

test('posts are lent to nobody outside of the office', () => {
  const away = { person: 'b', from: now + 1_000, to: now + 9_000 };
  const outsider = { kind: 'person', after: { id: 'c', name: 'c' } } as const;
  expect(faultsAfter(outsider, { kind: 'absence', after: { ...away, deputy: 'c' } })).toEqual([
    { code: 'noPost', at: 'absence.deputy', found: 'c' },
  ]);
  expect(faultsAfter({ kind: 'absence', after: { ...away, deputy: 'a' } })).toEqual([]);
  const lent = { ...away, deputy: 'c' };
  expect(
    faultsAfter(outsider, { kind: 'absence', before: lent, after: { ...lent, to: now + 2_000 } }),
    'ended though the deputy has no post any more',
  ).toEqual([]);
});

test('the last administrator stays: whoever has nobody else asks them to give a step to another unit', () => {
  const post = { person: 'b', unit: 'fire', post: 'administrator' as const, from: 20_000 };
  const before: Directory = { ...small, holdings: [...small.holdings, post] };
  const after = (...changes: Parameters<typeof withChanges>[1]) =>
    faultsOfChange(before, withChanges(before, changes), changes, now);
  expect(after({ kind: 'post', before: post })).toEqual([{ code: 'noAdministrator', from: now }]);
  expect(after({ kind: 'absence', after: { person: 'b', from: now + 5, to: now + 9 } })).toEqual([
    { code: 'noAdministrator', from: now + 5 },
  ]);
  expect(after({ kind: 'absence', after: { person: 'b', from: now + 5, to: now + 9, deputy: 'a' } })).toEqual([]);
});
