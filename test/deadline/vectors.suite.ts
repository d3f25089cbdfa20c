import { expect, test } from 'vitest';
import { dueOf, thresholdsOf } from '../../domain/clock/clock.ts';
import { formatDay, formatInstant } from '../../domain/calendar/day.ts';
import { calendar } from './cases.ts';
import { factsOf, factsOfRuling, type RulingVector, type Vector } from './vector.ts';
import rulings from './ruling-vectors.json' with { type: 'json' };
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

const rulingVectors = rulings.vectors as unknown as readonly RulingVector[];

test.each(rulingVectors)('$id ends, and reminds, where its sum by hand says', vector => {
  const facts = factsOfRuling(vector);
  const due = dueOf(calendar, facts);
  const answer = vector.dueOn === undefined ? formatInstant(due.at).slice(0, 16) : formatDay(due.day);
  expect(answer).toBe(vector.dueOn ?? vector.dueAt);
  const blue = thresholdsOf(calendar, facts).find(({ threshold }) => threshold === 'blue');
  expect(blue ? formatInstant(blue.at).slice(0, 16) : 'none').toBe(
    vector.blue ?? (blue ? formatInstant(blue.at).slice(0, 16) : 'none'),
  );
});
