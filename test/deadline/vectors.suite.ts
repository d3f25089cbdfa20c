import { expect, test } from 'vitest';
import { dueOf } from '../../domain/clock/clock.ts';
import { formatDay, formatInstant } from '../../domain/calendar/day.ts';
import { calendar } from './cases.ts';
import { factsOf, type Vector } from './vector.ts';
import file from './vectors.json' with { type: 'json' };

// A JSON import types `unit` as string; the conformance file is the authority on its own shape.
const vectors = file.vectors as readonly Vector[];

test('there are 103 vectors, and each has an answer', () => {
  expect(vectors).toHaveLength(103);
  expect(vectors.filter(({ dueOn, dueAt }) => (dueOn === undefined) === (dueAt === undefined))).toEqual([]);
});

test.each(vectors)('$id: $limit.n $limit.unit from $anchor ends where the vector says', vector => {
  const due = dueOf(calendar, factsOf(vector));
  const answer = vector.dueOn === undefined ? formatInstant(due.at).slice(0, 16) : formatDay(due.day);
  expect(answer).toBe(vector.dueOn ?? vector.dueAt);
});
