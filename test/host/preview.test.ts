import fc from 'fast-check';
import { z } from 'zod';
import { expect, test } from 'vitest';
import { compileCalendar } from '../../domain/calendar/calendar.ts';
import { formatInstant, parseInstant } from '../../domain/calendar/day.ts';
import { demonstration } from '../../domain/calendar/published.ts';
import { approval, procedure, workingDays } from '../../domain/procedure.ts';
import { previewOf } from '../../domain/procedure/preview.ts';
import { caseOf } from '../../domain/testing.ts';
import { times } from '../support/examples.ts';

const calendar = compileCalendar(demonstration);
const minuteMs = 60_000;
const from = parseInstant('2027-01-01T00:00');

const anyLimit = (most: number) =>
  fc.record({ unit: fc.constantFrom('WD' as const, 'ND' as const), n: fc.integer({ min: 1, max: most }) });
const anyPolicies = fc.record({
  acceptance: fc.record({ within: fc.oneof(anyLimit(5), fc.constant('sameVisit' as const)) }),
  filedOffHours: fc.constantFrom('keepDate' as const, 'nextWorkday' as const),
  endOfDay: fc.record({ agency: fc.constantFrom('close' as const, 'midnight' as const) }),
});
/** Limits long enough that no definition is refused for their order: a promise of days, a law of many more. */
const anyPromise = fc.integer({ min: 1, max: 10 }).map(n => workingDays(n));
const anyProcedure = fc.record({ policies: anyPolicies, promised: anyPromise }).map(({ policies, promised }) =>
  procedure({
    name: 'any',
    version: 1,
    title: '许可',
    lead: 'market-regulation',
    form: z.object({}),
    example: {},
    limits: { statutory: workingDays(60), promised },
    policies,
    steps: { check: approval('审查', { by: 'market-regulation', within: { unit: promised.unit, n: 1 } }) },
    permits: { any: '许可证' },
    *run({ steps, grant }) {
      yield* steps.check();
      return grant('any');
    },
  }),
);

test('the preview and the case tell the same dates, accepted or by silence, whatever the policies', () => {
  fc.assert(
    fc.property(
      anyProcedure,
      fc.integer({ min: 0, max: 3 * 365 * 1440 }),
      fc.option(fc.integer({ min: 0, max: 12 * 1440 }), { nil: undefined }),
      (any, minute, later) => {
        const receivedAt = from + minute * minuteMs;
        const asked = later === undefined ? undefined : receivedAt + later * minuteMs;
        const { limits, deemedAcceptedAt } = previewOf(any, calendar, receivedAt, asked);
        const one = caseOf(any).receive({ at: receivedAt });
        const isAccepted = asked !== undefined && asked <= deemedAcceptedAt!;
        if (isAccepted) one.at(asked).accept();
        else one.until(deemedAcceptedAt!);
        expect(limits.map(({ clock, explanation }) => [clock, formatInstant(explanation!.due.at)])).toEqual(
          one.view.clocks
            .filter(({ kind }) => ['acceptance', 'promise', 'statutory'].includes(kind))
            .map(({ clock, due }) => [clock, formatInstant(due!)]),
        );
        expect(one.state!.acceptance).toBe(isAccepted ? 'accepted' : 'deemed');
      },
    ),
    times(1_000),
  );
});
