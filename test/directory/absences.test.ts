import { expect, test } from 'vitest';
import { parseDay, parseInstant } from '../../domain/calendar/day.ts';
import { addresseesOf, type Directory } from '../../domain/directory/directory.ts';
import { defined } from '../../domain/defined.ts';

const from = parseInstant('2026-03-02T00:00');
const to = parseInstant('2026-03-07T00:00');
const away = (person: string, deputy?: string) => ({ person, from, to, ...defined({ deputy }) });
const directory = (...absences: Directory['absences']): Directory => ({
  units: [{ id: 'fire', title: '消防大队', kind: 'department' }],
  people: [],
  holdings: [{ person: 'p-1', unit: 'fire', post: 'principal', from: parseDay('2026-01-01') }],
  absences,
});
const found = (...absences: Directory['absences']) =>
  addresseesOf(directory(...absences), 'fire', 'principal', parseInstant('2026-03-04T10:00'))[0];

// (S7)
test('of absences that overlap any that names a deputy who is there wins', () => {
  const standsIn = { post: 'principal', unit: 'fire', person: 'p-2', standsInFor: 'p-1' };
  expect(found(away('p-1'), away('p-1', 'p-2'))).toEqual(standsIn);
  expect(found(away('p-1', 'p-3'), away('p-3'), away('p-1', 'p-2'))).toEqual(standsIn);
  expect(found(away('p-1', 'p-3'), away('p-3'), away('p-3', 'p-2'))).toEqual(standsIn);
});

// (S7)
test('where every deputy is away the holder is named, also where deputies name each other', () => {
  const holder = { post: 'principal', unit: 'fire', person: 'p-1' };
  expect(found(away('p-1'))).toEqual(holder);
  expect(found(away('p-1', 'p-2'), away('p-2', 'p-1'))).toEqual(holder);
});
