import { expect, test } from 'vitest';
import { foundIn, productFiles } from './sources.ts';

/**
 * A text or a value taken for an event without being read: old shapes would not be lifted, and a later build's would be
 * taken for ours. `readEvent` is the one way from a stored text to an event, `writeEvent` the one to a text.
 */
const castToEvent = /\bas\s+(?:unknown\s+as\s+)?(?:readonly\s+)?(?:CaseEvent|EventOf\b)/;

const castsIn = (source: string): readonly string[] => source.split('\n').filter(line => castToEvent.test(line));

test('no source takes a text or a value for an event: readEvent is the only place where one comes to be', () => {
  const files = productFiles();
  expect(files.length).toBeGreaterThan(300);
  expect(foundIn(files, castsIn)).toEqual([]);
});

test('the rule finds each way of writing such a cast', () => {
  for (const cast of [
    'const event = JSON.parse(text) as CaseEvent;',
    'return rows.map(row => ({ seq: row.seq, event: JSON.parse(row.data) as CaseEvent }));',
    '} as unknown as CaseEvent;',
    'const events = found as readonly CaseEvent[];',
    "const { data } = event as EventOf<'received'>;",
  ])
    expect(castsIn(cast), cast).toHaveLength(1);
  expect(castsIn("import type { CaseEvent } from './event.ts';\nconst event: CaseEvent = readEvent(text);")).toEqual(
    [],
  );
});
