import fc from 'fast-check';
import { z } from 'zod';
import { expect, test } from 'vitest';
import { compileCalendar } from '../../domain/calendar/calendar.ts';
import { formatInstant, parseInstant } from '../../domain/calendar/day.ts';
import { demonstration } from '../../domain/calendar/published.ts';
import type { Limit } from '../../domain/clock/limit.ts';
import {
  all,
  applicant,
  approval,
  each,
  halfDays,
  procedure,
  race,
  task,
  workingDays,
} from '../../domain/procedure.ts';
import { previewOf } from '../../domain/procedure/preview.ts';
import { caseOf } from '../../domain/testing.ts';
import { times } from '../support/examples.ts';

const calendar = compileCalendar(demonstration);
const minuteMs = 60_000;
const from = parseInstant('2027-01-01T00:00');

const limitOf = <U extends 'WD' | 'ND' | 'HALF_DAY' | 'WH' | 'MONTH'>(unit: U, min: number, max: number) =>
  fc.integer({ min, max }).map(n => ({ unit, n }));
const within = fc.oneof(
  limitOf('WD', 1, 5),
  limitOf('ND', 1, 5),
  limitOf('HALF_DAY', 1, 9),
  limitOf('WH', 1, 20),
  fc.constant('sameVisit' as const),
);
const endOfDay = fc.constantFrom('close' as const, 'midnight' as const);
const anyPolicies = fc.record({
  acceptance: fc.record({ within }),
  correction: fc.constantFrom({ onLapse: 'hold' as const }, { onLapse: 'deemedWithdrawn' as const }),
  filedOffHours: fc.constantFrom('keepDate' as const, 'nextWorkday' as const),
  endOfDay: fc.record({ agency: endOfDay, applicant: endOfDay }),
  halfDay: fc.constantFrom('byHalves' as const, 'byMinutes' as const),
});
/** Limits long enough that no definition is refused for their order: a promise of days, a law of many more. */
const anyPromise = fc.oneof(
  limitOf('WD', 4, 10),
  limitOf('ND', 9, 20),
  limitOf('HALF_DAY', 8, 20),
  limitOf('MONTH', 1, 1),
);
const anyPair = fc.tuple(limitOf('WD', 4, 10), limitOf('ND', 9, 20)).map((of): Limit => ({ unit: 'EARLIER_OF', of }));
const shape = fc.constantFrom('sequence', 'parallel', 'race', 'each');

const anyProcedure = fc
  .record({
    policies: anyPolicies,
    promised: fc.oneof({ weight: 4, arbitrary: anyPromise }, { weight: 1, arbitrary: anyPair }),
    milestone: fc.oneof(limitOf('WD', 1, 3), limitOf('WH', 8, 40), limitOf('MONTH', 1, 1)),
    shape,
  })
  .map(({ policies, promised, milestone, shape: flow }) =>
    procedure({
      name: 'any',
      version: 1,
      title: '许可',
      lead: 'market-regulation',
      form: z.object({}),
      example: {},
      limits: { statutory: workingDays(60), promised },
      milestones: { look: milestone },
      policies,
      steps: {
        look: task('踏勘', { by: 'market-regulation', until: 'look' }),
        check: approval('审查', { by: 'market-regulation', within: halfDays(1) }),
        fire: approval('消防', { by: 'fire-rescue', within: halfDays(1) }),
        mend: applicant('整改', { within: workingDays(2) }),
      },
      permits: { any: '许可证' },
      *run({ steps, grant }) {
        if (flow === 'sequence') yield* steps.check();
        if (flow === 'parallel')
          yield* all({ own: steps.check(), both: all({ fire: steps.fire(), mend: steps.mend() }) });
        if (flow === 'race') yield* race({ own: all({ check: steps.check() }), fire: steps.fire() });
        if (flow === 'each')
          yield* each(
            ['a', 'b'],
            key => key,
            () => all({ fire: steps.fire() }),
          );
        yield* all({ look: steps.look() });
        return grant('any');
      },
    }),
  );
/** The same ones in every run: a definition costs more than a hundred comparisons. */
const procedures = fc.sample(anyProcedure, { numRuns: 60, seed: 2_027 });
const compared = new Set(['acceptance', 'promise', 'statutory', 'milestone']);

test('the preview and the case tell the same dates, accepted or by silence, whatever policies and flow', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...procedures),
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
        const told = limits.map(({ clock, explanation }) => [clock, formatInstant(explanation!.due.at)]);
        const held = one.view.clocks
          .filter(({ kind }) => compared.has(kind))
          .map(({ clock, due }) => [clock, formatInstant(due!)]);
        expect(Object.fromEntries(told)).toEqual(Object.fromEntries(held));
        expect(one.state!.acceptance).toBe(isAccepted ? 'accepted' : 'deemed');
      },
    ),
    times(1_000),
  );
});
