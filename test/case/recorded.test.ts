import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { shippedProcedures } from '../support/shipped.ts';
import { shippedEnvironment } from '../../bin/compose/shipped-environment.ts';
import { folderOf, readSums, releases } from '../../bin/compose/released.ts';
import { formatInstant } from '../../domain/calendar/day.ts';
import { evolve, fold, viewOf, type CaseState } from '../../domain/case/case.ts';
import { factsOf } from '../../domain/case/clocks.ts';
import { readEvent, type CaseEvent } from '../../domain/case/event.ts';
import type { RecordedCase } from '../../domain/host/recorded.ts';
import { slowDueOf } from '../deadline/oracle/oracle.ts';
import { long } from '../support/tags.ts';

const procedures = await shippedProcedures();
const recorded: { readonly type: string; readonly file: string; readonly events: readonly CaseEvent[] }[] = [];
for (const type of await releases()) {
  for (const file of (await readSums(type))!.keys()) {
    if (!file.endsWith('.json')) continue;
    const { entries } = JSON.parse(await readFile(new URL(file, folderOf(type)), 'utf8')) as RecordedCase;
    recorded.push({ type, file, events: entries.map(({ text }) => readEvent(text)) });
  }
}

describe.each(recorded)('the recorded case $file of $type', ({ type, events }) => {
  // (C1, P14)
  test('recomputed from its log is, after every event, what was kept: state, view and dues by hand', long, () => {
    const environment = shippedEnvironment(procedures.get(type)!);
    let kept: CaseState | undefined;
    events.forEach((event, index) => {
      kept = evolve(kept, event, environment);
      const state = fold(events.slice(0, index + 1), environment);
      expect(state).toEqual(kept);
      const view = viewOf(state, environment);
      expect(view).toEqual(viewOf(kept, environment));
      for (const clock of state.clocks) {
        const byHand = slowDueOf(environment.calendar(clock.calendar).data, factsOf(clock)).at;
        expect(`${clock.clock} ${formatInstant(view.clocks.find(each => each.clock === clock.clock)!.due!)}`).toBe(
          `${clock.clock} ${formatInstant(byHand)}`,
        );
        expect(
          clock.breachedAt === undefined || clock.breachedAt >= byHand,
          `${clock.clock}: no breach before due`,
        ).toBe(true);
      }
    });
    expect(events.length).toBeGreaterThan(3);
  });
});

test('there are recorded cases, and a pause and a breach among them', () => {
  const types = new Set(recorded.flatMap(({ events }) => events.map(({ type }) => type)));
  for (const type of ['breached', 'specialStarted', 'deemedAccepted'] as const) expect(types).toContain(type);
});
