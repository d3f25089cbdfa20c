import { expect, test } from 'vitest';
import { activePollers } from '../../telemetry/pollers.ts';

const hour = 3_600_000;
const there = Date.UTC(2026, 10, 25, 8);
const poller = (identity: string, silentFor: number) => ({
  identity,
  lastAccessTime: { seconds: Math.floor((there - silentFor) / 1_000) },
});
const pollers = [
  poller('asked just now', 1_000),
  poller('asked a minute ago', 60_000),
  poller('silent for three minutes', 180_000),
];
const found = (now: number) => activePollers(pollers, now).map(each => each.identity);

test("who asked for work within 90 seconds is at work, also where our clock is hours ahead of Temporal's", () => {
  expect(found(there)).toEqual(['asked just now', 'asked a minute ago']);
  expect(found(there + hour)).toEqual(['asked just now', 'asked a minute ago']);
});

test('a clock that is behind takes nobody for gone: Temporal itself forgets them after five minutes', () => {
  expect(found(there - hour)).toHaveLength(3);
});

test('when all are silent nobody is at work', () => {
  expect(found(there + 120_000)).toEqual([]);
  expect(activePollers([], there)).toEqual([]);
});
