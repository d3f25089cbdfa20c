import { expect, test } from 'vitest';
import { z } from 'zod';
import { compileCalendar } from '../../domain/calendar/calendar.ts';
import { formatDay, parseDay } from '../../domain/calendar/day.ts';
import { demonstration } from '../../domain/calendar/published.ts';
import {
  calendarDays,
  months,
  personal,
  procedure,
  required,
  workingDays,
  workingHours,
} from '../../domain/procedure.ts';
import { check, datesOf, type Every } from '../../domain/procedure/procedure.ts';
import { caseOf, applicant, clerk } from '../../domain/testing.ts';
import { refusal } from '../case/refusal.ts';
import { monthly } from '../api/sorted.ts';
import { base } from './support/granting.ts';
import { step } from './support/throw-away.ts';

const calendar = compileCalendar(demonstration);
const dates = (every: Every, from: string, after: string, upTo: string) =>
  datesOf({ every, from: parseDay(from) }, { after: parseDay(after), upTo: parseDay(upTo) }, calendar).map(formatDay);

test('the dates of a schedule are counted from its first day, so that the 31st comes back', () => {
  const every = months(1) as Every;
  expect(dates(every, '2027-01-31', '2027-01-31', '2027-05-01')).toEqual(['2027-02-28', '2027-03-31', '2027-04-30']);
  expect(dates(every, '2027-01-31', '2027-03-31', '2027-05-31')).toEqual(['2027-04-30', '2027-05-31']);
  expect(dates(calendarDays(7) as Every, '2027-03-01', '2027-03-10', '2027-03-22')).toEqual([
    '2027-03-15',
    '2027-03-22',
  ]);
});

test('a schedule by working days leaves out days off', () => {
  // 3 to 5 April 2027 are 清明节; the 2nd is a Friday, the 6th the next working day.
  expect(dates(workingDays(1) as Every, '2027-04-01', '2027-04-01', '2027-04-07')).toEqual([
    '2027-04-02',
    '2027-04-06',
    '2027-04-07',
  ]);
});

test('a case of a schedule begins by the engine, and rests on it; nobody else begins one', () => {
  expect(check(monthly)).toEqual([]);
  const one = caseOf(monthly).receive();
  expect(one.events[0]).toMatchObject({ actor: { role: 'engine' }, basis: { code: 'rule.intake.schedule' } });
  expect(one.openSteps).toEqual(['match']);
  for (const by of [applicant, clerk]) expect(refusal(() => caseOf(monthly).receive({ by }))).toBe('actor.wrongRole');
});

test('a schedule that is no rule of dates, or asks somebody for something, does not load', () => {
  const wrong = () =>
    procedure({
      ...base,
      intake: { by: 'schedule', every: workingHours(4) },
      form: z.object({ date: z.iso.date(), name: z.string(), owner: personal(z.string()) }),
      example: { date: '2027-01-04', name: '', owner: '' },
      materials: { plan: required('方案'), licence: required('营业执照', { source: 'shared-catalogue' }) },
      steps: { a: step() },
    });
  expect(wrong).toThrow('breaks 4 rules');
  expect(wrong).toThrow('intake.every: expected working days, calendar days or months');
  expect(wrong).toThrow('form.name: is asked of nobody');
  expect(wrong).toThrow('form.owner: is personal');
  expect(wrong).toThrow('materials.plan: is brought by nobody');
});
