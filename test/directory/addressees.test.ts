import { expect, test } from 'vitest';
import { parseDay, parseInstant } from '../../domain/calendar/day.ts';
import { addresseesOf, handlerOf, type Directory } from '../../domain/directory/directory.ts';
import type { Post } from '../../domain/directory/posts.ts';

const at = parseInstant('2026-03-04T10:00');
const holding = (person: string, post: Post, from = '2026-01-01', to?: string) => ({
  person,
  unit: 'fire',
  post,
  from: parseDay(from),
  ...(to !== undefined && { to: parseDay(to) }),
});
const away = (person: string, deputy: string) => ({
  person,
  deputy,
  from: parseInstant('2026-03-02T00:00'),
  to: parseInstant('2026-03-07T00:00'),
});
const directory = (holdings: Directory['holdings'], absences: Directory['absences'] = []): Directory => ({
  units: [{ id: 'fire', title: '消防大队', kind: 'department' }],
  people: [],
  holdings,
  absences,
});
const people = (found: ReturnType<typeof addresseesOf>) => found.map(({ person }) => person);

// (S7)
test('every holder of a post is addressed, who came last first; those of before and after are not', () => {
  const heads = directory([
    holding('p-1', 'deputy-head'),
    holding('p-2', 'deputy-head', '2026-02-01'),
    holding('p-3', 'deputy-head', '2025-01-01', '2026-03-03'),
    holding('p-4', 'deputy-head', '2026-03-05'),
    holding('p-5', 'handler'),
  ]);
  expect(people(addresseesOf(heads, 'fire', 'deputy-head', at))).toEqual(['p-2', 'p-1']);
  expect(addresseesOf(heads, 'fire', 'contact', at)).toEqual([{ post: 'contact', unit: 'fire' }]);
});

test('of principals the one who came last is addressed alone', () => {
  const principals = directory([holding('p-1', 'principal'), holding('p-2', 'principal', '2026-02-01')]);
  expect(people(addresseesOf(principals, 'fire', 'principal', at))).toEqual(['p-2']);
});

test('a deputy of several, or of one beside whom they hold the post, is addressed once', () => {
  const handlers = [holding('p-1', 'handler'), holding('p-2', 'handler'), holding('p-3', 'handler')];
  const found = addresseesOf(directory(handlers, [away('p-1', 'p-3'), away('p-2', 'p-3')]), 'fire', 'handler', at);
  expect(found).toEqual([{ post: 'handler', unit: 'fire', person: 'p-3' }]);
  const outside = addresseesOf(
    directory(handlers.slice(0, 2), [away('p-1', 'p-9'), away('p-2', 'p-9')]),
    'fire',
    'handler',
    at,
  );
  expect(outside).toEqual([{ post: 'handler', unit: 'fire', person: 'p-9', standsInFor: 'p-1' }]);
});

test('who claimed a step is addressed, by a deputy while away, and not once they have left the unit', () => {
  const handlers = directory(
    [holding('p-1', 'handler'), holding('p-2', 'handler'), holding('p-3', 'handler', '2026-01-01', '2026-03-03')],
    [away('p-2', 'p-1')],
  );
  expect(handlerOf(handlers, 'fire', 'p-1', at)).toEqual({ post: 'handler', unit: 'fire', person: 'p-1' });
  expect(handlerOf(handlers, 'fire', 'p-2', at)).toEqual({
    post: 'handler',
    unit: 'fire',
    person: 'p-1',
    standsInFor: 'p-2',
  });
  expect(handlerOf(handlers, 'fire', 'p-3', at)).toBeUndefined();
  expect(handlerOf(handlers, 'water', 'p-1', at)).toBeUndefined();
});

test('who claimed a step and only looks on in the unit by now is not addressed', () => {
  const onlookers = directory(
    [holding('p-1', 'observer'), holding('p-2', 'administrator'), holding('p-3', 'handler')],
    [],
  );
  expect(handlerOf(onlookers, 'fire', 'p-1', at)).toBeUndefined();
  expect(handlerOf(onlookers, 'fire', 'p-2', at)).toBeUndefined();
  expect(handlerOf(onlookers, 'fire', 'p-3', at)).toMatchObject({ person: 'p-3' });
});
