import { z } from 'zod';
import { expect, test } from 'vitest';
import { compileCalendar } from '../../domain/calendar/calendar.ts';
import { formatInstant, parseInstant } from '../../domain/calendar/day.ts';
import { demonstration } from '../../domain/calendar/published.ts';
import { approval, onDate, procedure, workingDays } from '../../domain/procedure.ts';
import { previewOf } from '../../domain/procedure/preview.ts';
import type { AnyProcedure } from '../../domain/procedure/procedure.ts';
import { restaurantOpening } from '../../workflows/procedures/restaurant-opening.v1.ts';
import { enterpriseAppeal1231 } from '../../workflows/procedures/enterprise-appeal-1231.v1.ts';
import { jointCompletion } from '../../workflows/procedures/joint-completion.v1.ts';

const calendar = compileCalendar(demonstration);
const received = parseInstant('2027-03-24T10:00');
const shown = (of: AnyProcedure, accepted = received) =>
  previewOf(of, calendar, received, accepted).limits.map(({ clock, choices, dateField, explanation }) => [
    clock,
    choices.map(({ field, value }) => `${field}=${value}`).join(),
    dateField ?? formatInstant(explanation!.due.at).slice(0, 16),
  ]);

test('a limit that depends on the form has a row for each value of the field', () => {
  expect(shown(jointCompletion).filter(([clock]) => clock === 'promise')).toEqual([
    ['promise', 'kind=government', '2027-04-08T17:30'],
    ['promise', 'kind=social', '2027-04-08T17:30'],
    ['promise', 'kind=industrial', '2027-04-02T17:30'],
  ]);
});

test('promise and statutory limit count from the acceptance; silence accepts when the acceptance is due', () => {
  expect(shown(restaurantOpening, parseInstant('2027-03-25T09:00'))).toEqual([
    ['acceptance', '', '2027-03-25T17:30'],
    ['promise', '', '2027-04-01T17:30'],
    ['statutory', '', '2027-04-23T17:30'],
  ]);
  expect(previewOf(restaurantOpening, calendar, received)).toMatchObject({
    acceptedAt: received,
    deemedAcceptedAt: parseInstant('2027-03-25T17:30'),
  });
});

test('an issue has no acceptance: its limits and milestones count from intake, whatever is said of one', () => {
  const preview = previewOf(enterpriseAppeal1231, calendar, received, parseInstant('2027-04-20T09:00'));
  expect(preview).toMatchObject({ acceptedAt: received });
  expect(preview.deemedAcceptedAt).toBeUndefined();
  expect(preview.limits.every(({ explanation }) => explanation?.anchor === received)).toBe(true);
  expect(preview.limits.filter(({ kind }) => kind === 'milestone').length).toBeGreaterThan(2);
});

test('a limit that the form dates is not known beforehand; a filing at night counts by the policy', () => {
  const fair = procedure({
    name: 'fair',
    version: 1,
    title: '展销会登记',
    kind: 'registration',
    lead: 'market-regulation',
    form: z.object({ opens: z.iso.date() }),
    example: { opens: '2027-06-01' },
    limits: { statutory: 'none', promised: onDate('opens') },
    policies: { acceptance: { within: workingDays(1) }, filedOffHours: 'nextWorkday' },
    steps: { check: approval('审查', { by: 'market-regulation', within: workingDays(1) }) },
    permits: { fair: '登记证' },
    *run({ steps, grant }) {
      yield* steps.check();
      return grant('fair');
    },
  });
  expect(
    previewOf(fair, calendar, parseInstant('2027-03-26T20:00')).limits.map(({ clock, dateField, explanation }) => [
      clock,
      dateField,
      explanation && formatInstant(explanation.due.at).slice(0, 10),
    ]),
  ).toEqual([
    ['acceptance', undefined, '2027-03-30'],
    ['promise', 'opens', undefined],
  ]);
});
