import { expect, test } from 'vitest';
import { auditCase } from '../../domain/audit/audit.ts';
import { parseInstant } from '../../domain/calendar/day.ts';
import { nextTick } from '../../domain/case/case.ts';
import { readEvent } from '../../domain/case/event.ts';
import { noteRepair } from '../../domain/host/note-repair.ts';
import { clerk } from '../../domain/testing.ts';
import { environment, Played, stored, forged } from './played.ts';

test("a case with acts, refusals, breaches and a ladder has no finding, and its view is the log's", () => {
  expect(stored.events.length).toBeGreaterThan(30);
  expect(stored.numbers.length).toBeGreaterThan(5);
  const { findings, view } = auditCase(stored, 60_000, environment);
  expect(findings).toEqual([]);
  expect(view).toMatchObject({ status: 'withdrawn', unlawful: false });
});

test('the note of a repair stands in the log before what is overdue, changes no case and is no finding', () => {
  const one = new Played();
  one.act('2027-03-24T11:00', clerk, { type: 'accept' });
  const before = one.kept.state;
  const note = { how: 'startFromLog', found: 'no run', reason: 'restored' } as const;
  one.kept = noteRepair(one.kept, 'p-administrator', note, parseInstant('2027-03-24T12:00'), environment);
  expect(one.kept.state).toEqual({ ...before, at: parseInstant('2027-03-24T12:00'), revision: before.revision + 1 });
  // Everything was down until long after what is due next.
  const due = nextTick(one.kept.state, environment)!.at;
  one.kept = noteRepair(one.kept, 'p-administrator', note, parseInstant('2027-05-10T00:00'), environment);
  expect(one.kept.state.at).toBe(due);
  one.advance('2027-05-10T00:00');
  expect(auditCase(one.stored(), 60_000, environment).findings).toEqual([]);
  // Forged behind what time should have done before it, it is found.
  const late = one.stored();
  const noted = late.events.map(each => readEvent(each.text)).findLast(event => event.type === 'repaired')!;
  const moved = {
    ...late,
    ...forged(() => [
      ...late.events.slice(0, 3).map(each => readEvent(each.text)),
      { ...noted, at: parseInstant('2027-05-10T00:00') },
    ]),
  };
  expect(auditCase(moved, 60_000, environment).findings.map(each => each.check)).toContain('missed');
});
