import { expect, test } from 'vitest';
import { parseDay, parseInstant } from '../../domain/calendar/day.ts';
import { addresseesOf, type Directory } from '../../domain/directory/directory.ts';
import type { Post } from '../../domain/directory/posts.ts';
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

// (S7)
test('where no holder of a post is there the highest post of the unit stands in, else the head above', () => {
  const holding = (person: string, post: Post, unit = 'fire') => ({ person, unit, post, from: parseDay('2026-01-01') });
  const of = (holdings: Directory['holdings'], ...absent: readonly string[]) =>
    addresseesOf(
      {
        ...directory(...absent.map(person => away(person))),
        units: [
          { id: 'district', title: '区政府', kind: 'government' },
          { id: 'fire', title: '消防大队', kind: 'department', parent: 'district' },
        ],
        holdings,
      },
      'fire',
      'contact',
      parseInstant('2026-03-04T10:00'),
    );
  const all = [
    holding('p-contact', 'contact'),
    holding('p-handler', 'handler'),
    holding('p-section', 'section-head'),
    holding('p-deputy', 'deputy-head'),
    holding('p-principal', 'principal'),
    holding('p-mayor', 'principal', 'district'),
  ];
  const standing = (person: string) => [{ post: 'contact', unit: 'fire', person, standsInFor: 'p-contact' }];
  expect(of(all, 'p-contact')).toEqual(standing('p-principal'));
  expect(of(all, 'p-contact', 'p-principal')).toEqual(standing('p-deputy'));
  expect(of(all, 'p-contact', 'p-principal', 'p-deputy')).toEqual(standing('p-section'));
  expect(of(all, 'p-contact', 'p-principal', 'p-deputy', 'p-section')).toEqual(standing('p-mayor'));
  expect(of([...all, holding('p-second', 'contact')], 'p-contact').map(({ person }) => person)).toContain('p-second');
});
