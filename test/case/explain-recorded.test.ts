import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compileCalendar } from '../../domain/calendar/calendar.ts';
import { shippedCalendars } from '../../domain/calendar/published.ts';
import { readEvent } from '../../domain/case/event.ts';
import { explainClock } from '../../domain/case/explain/explain.ts';
import { historyOf } from '../../domain/case/explain/history.ts';
import type { RecordedCase } from '../../domain/host/recorded.ts';
import { shippedProcedures } from '../support/shipped.ts';
import { redo } from '../deadline/explain/redo.ts';
import { local } from './restaurant.ts';

const released = new URL('../../workflows/procedures/released/', import.meta.url);
const recorded = readdirSync(released).flatMap(procedure =>
  readdirSync(new URL(`${procedure}/`, released))
    .filter(file => file.endsWith('.json'))
    .map(file => [procedure, file] as const),
);

test('there are recorded cases', () => {
  expect(recorded.length).toBeGreaterThan(1);
});

test.each(recorded)(
  '%s %s: whoever reads the explanation of any of its clocks comes to the due that was recorded',
  async (procedure, file) => {
    const { entries, view } = JSON.parse(
      readFileSync(new URL(`${procedure}/${file}`, released), 'utf8'),
    ) as RecordedCase;
    const calendars = new Map(shippedCalendars.map(data => [data.version, compileCalendar(data)]));
    const environment = {
      procedure: (await shippedProcedures()).get(procedure)!,
      calendar: (version: string) => calendars.get(version)!,
    };
    const history = historyOf(
      entries.map(({ text }) => readEvent(text)),
      environment,
    );
    for (const { clock, due } of view.clocks)
      expect([clock, local(redo(explainClock(history, clock, environment)))]).toEqual([clock, local(due!)]);
    expect(view.clocks.length).toBeGreaterThan(0);
  },
);
