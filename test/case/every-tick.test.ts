import { describe, expect, test } from 'vitest';
import { formatInstant } from '../../domain/calendar/day.ts';
import { fold } from '../../domain/case/case.ts';
import type { ClockKind } from '../../domain/case/vocabulary.ts';
import { ticks } from './ticks-table.ts';

const minuteMs = 60_000;
const rows = Object.entries(ticks) as [ClockKind, (typeof ticks)[ClockKind]][];

describe('every kind of clock that runs out', () => {
  test.each(rows)('%s does what its row says, at its due and not before', (_, { given, clock, does, status }) => {
    const one = given();
    const due = one.view.clocks.find(each => each.clock === clock)!.due!;
    one.until(formatInstant(due - minuteMs));
    const before = one.events.length;
    one.until(formatInstant(due));
    const found = one.events.slice(before).find(({ type }) => type === does);
    expect([found?.at, found?.actor.role]).toEqual([due, 'engine']);
    expect(one.status).toBe(status);
    expect(fold(one.events, one.environment)).toEqual(one.state);
  });

  test.each(rows)('%s is not over a minute before: the act is done', (_, row) => {
    const one = row.given();
    const due = one.view.clocks.find(each => each.clock === row.clock)!.due!;
    one.until(formatInstant(due - minuteMs));
    expect(one.tryAct(...row.act)).toBeUndefined();
  });

  test.each(rows)('%s that is over: the act is late, or is refused with its code', (_, row) => {
    const one = row.given();
    const due = one.view.clocks.find(each => each.clock === row.clock)!.due!;
    one.until(formatInstant(due + minuteMs));
    const events = one.events.length;
    expect(one.tryAct(...row.act)?.code).toBe(row.refused);
    expect(one.events.length > events).toBe(row.refused === undefined);
  });
});
