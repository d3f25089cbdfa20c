import { expect, test } from 'vitest';
import { agree, caseOf, disagree } from '../../domain/testing.ts';
import { investmentFiling } from '../../workflows/procedures/investment-filing.v1.ts';

/** 24 March 2027 is a Wednesday. */
const at = '2027-03-24 10:00';
/** Everybody who is told by the platform. */
const told = ['natural-resources', 'ecology', 'housing-construction'] as const;

test('the four items of information are complete: it is on file at the moment of receipt', () => {
  const one = caseOf(investmentFiling).receive({ at, modes: ['instantAuto'] });
  expect(one.view).toMatchObject({ status: 'granted', effectiveAt: one.events[0]!.at });
  expect(one.due('promise'), '1 working day: 25').toBe('2027-03-25 17:30');
  expect(one.clock('promise').verdict).toBe('met');
  for (const unit of told) one.complete(`push@${unit}`, { number: 'TS-1' });
  expect(one.openSteps).toEqual(['inspect']);
});

test('a project that may be none to be filed goes to people, and is filed within 1 working day', () => {
  const one = caseOf(investmentFiling)
    .receive({ at, form: { policy: 'unsure' }, modes: ['instantAuto'] })
    .accept();
  one.at('2027-03-24 16:00').answer('review', agree);
  expect(one.status).toBe('granted');
  expect(one.clock('promise').verdict).toBe('met');
});

test('nobody looks at it for 2 working days: the promise of 1 is breached, and the office held the time', () => {
  const one = caseOf(investmentFiling)
    .receive({ at, form: { policy: 'unsure' } })
    .accept();
  one.at('2027-03-26 09:00').answer('review', agree);
  expect(one.clock('promise')).toMatchObject({ verdict: 'late', colour: 'red' });
  expect(one.heldBy, '25 26').toEqual({ 'development-reform': 2 });
});

test('it was prohibited after all: what is not put right in 15 working days is taken back', () => {
  const one = caseOf(investmentFiling).receive({ at, modes: ['instantAuto'] });
  for (const unit of told) one.complete(`push@${unit}`, { number: 'TS-1' });
  one.at('2027-03-25 10:00').answer('inspect', disagree('属于核准目录'));
  expect(one.due('step:correct'), '26 29 30 31 Apr 1 2 6 7 8 9 12 13 14 15 16').toBe('2027-04-16 24:00');
  one.until('2027-04-17 00:00');
  expect(one.status).toBe('revoked');
});
