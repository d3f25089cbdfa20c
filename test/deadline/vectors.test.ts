import { expect, test } from 'vitest';
import { type ClockFacts, dueOf } from '../../domain/clock/clock.ts';
import { formatDay, formatInstant } from '../../domain/calendar/day.ts';
import type { Limit } from '../../domain/clock/limit.ts';
import { calendar, facts, pause } from './cases.ts';
import file from './vectors.json' with { type: 'json' };

interface Vector {
  readonly id: string;
  readonly anchor: string;
  readonly limit: Exclude<Limit, { unit: 'DATE' }>;
  readonly pauses?: readonly { readonly from: string; readonly to: string }[];
  readonly extension?: number;
  readonly dueOn?: string;
  readonly dueAt?: string;
}

// A JSON import types `unit` as string; the conformance file is the authority on its own shape.
const vectors = file.vectors as readonly Vector[];

const factsOf = ({ anchor, limit, pauses = [], extension = 0 }: Vector): ClockFacts =>
  facts(anchor, limit, {
    pauses: pauses.map(({ from, to }) => pause(from, to)),
    extensions: extension === 0 ? [] : [{ unit: limit.unit, n: extension }],
  });

test('there are 103 vectors, and each has an answer', () => {
  expect(vectors).toHaveLength(103);
  expect(vectors.filter(({ dueOn, dueAt }) => (dueOn === undefined) === (dueAt === undefined))).toEqual([]);
});

test.each(vectors)('$id: $limit.n $limit.unit from $anchor ends where the vector says', (vector) => {
  const due = dueOf(calendar, factsOf(vector));
  const answer = vector.dueOn === undefined ? formatInstant(due.at).slice(0, 16) : formatDay(due.day);
  expect(answer).toBe(vector.dueOn ?? vector.dueAt);
});
