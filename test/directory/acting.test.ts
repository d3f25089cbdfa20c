import { expect, test } from 'vitest';
import { heldAt } from '../../domain/directory/acting.ts';
import type { Absence, Directory, Holding } from '../../domain/directory/directory.ts';
import { defined } from '../../domain/defined.ts';

const at = Date.UTC(2026, 2, 4, 2);
const away = (person: string, deputy?: string): Absence => ({
  person,
  from: at - 1,
  to: at + 1,
  ...defined({ deputy }),
});
const post = (person: string, unit: string, held: Holding['post']): Holding => ({
  person,
  unit,
  post: held,
  from: 20_000,
});
const directory = (holdings: readonly Holding[], ...absences: readonly Absence[]): Directory => ({
  units: [
    { id: 'top', title: '区政府', kind: 'government' },
    { id: 'bureau', title: '市场监管局', kind: 'department', parent: 'top' },
    { id: 'station', title: '监管所', kind: 'department', parent: 'bureau' },
  ],
  people: ['mayor', 'chief', 'deputy', 'clerk', 'other'].map(id => ({ id, name: id })),
  holdings,
  absences,
});
const all = [
  post('mayor', 'top', 'principal'),
  post('chief', 'bureau', 'principal'),
  post('clerk', 'station', 'handler'),
];
const station = { unit: 'station', kind: 'department', standsInFor: 'station' };

test('a head acts for a unit below only while nobody of it is there', () => {
  expect(heldAt(directory(all), 'chief', at)).toEqual([{ unit: 'bureau', kind: 'department', post: 'principal' }]);
  expect(heldAt(directory(all, away('clerk')), 'chief', at)).toContainEqual({ ...station, post: 'principal' });
  expect(heldAt(directory(all, away('clerk', 'other')), 'chief', at)).not.toContainEqual({
    ...station,
    post: 'principal',
  });
  expect(heldAt(directory(all, away('clerk', 'other')), 'other', at)).toEqual([
    { unit: 'station', kind: 'department', post: 'handler', standsInFor: 'clerk' },
  ]);
});

test('the nearest head who is there acts, and who has the head post for an absent one is that head', () => {
  expect(heldAt(directory(all, away('clerk'), away('chief')), 'mayor', at)).toEqual([
    { unit: 'top', kind: 'government', post: 'principal' },
    { unit: 'bureau', kind: 'department', post: 'principal', standsInFor: 'bureau' },
    { ...station, post: 'principal' },
  ]);
  expect(heldAt(directory(all, away('clerk')), 'mayor', at)).toHaveLength(1);
  expect(heldAt(directory(all, away('clerk'), away('chief', 'deputy')), 'deputy', at)).toContainEqual({
    ...station,
    post: 'principal',
  });
});

test('who administers or looks on is nobody of the unit, and no head of another tree acts for it', () => {
  const holdings = [all[0]!, post('clerk', 'station', 'administrator'), post('chief', 'bureau', 'contact')];
  expect(heldAt(directory(holdings), 'mayor', at)).toContainEqual({ ...station, post: 'principal' });
  expect(heldAt(directory(holdings), 'chief', at)).toHaveLength(1);
});
