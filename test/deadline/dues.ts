// Prints the dues, thresholds and spent time of fixed clocks and the process's own offset, for zone.test.ts.
import { dueOf, spentOf, thresholdsOf } from '../../domain/clock/clock.ts';
import { formatInstant } from '../../domain/calendar/day.ts';
import { calendar, counted, facts, pause } from './cases.ts';

const answers = counted.flatMap(unit =>
  ['2018-12-27T23:30', '2020-01-16T07:59', '2024-03-10T00:00', '2026-02-13T16:00'].map(anchor => {
    const clock = facts(anchor, { unit, n: 3 }, { pauses: [pause(anchor, `${anchor.slice(0, 7)}-28T23:59`)] });
    const due = dueOf(calendar, clock);
    return [formatInstant(due.at), thresholdsOf(calendar, clock), spentOf(calendar, clock, due.at)];
  }),
);
console.log(JSON.stringify({ offset: new Date(1_773_000_000_000).getTimezoneOffset(), answers }));
