import { expect, test } from 'vitest';
import { agree, caseOf, officer, paper } from '../../domain/testing.ts';
import { landAndBuild } from '../../workflows/procedures/land-and-build.v1.ts';

/** 24 March 2027 is a Wednesday; 清明节 is off from Saturday 3 to Monday 5 April. */
const reviewed = (modes: readonly string[] = []) => {
  const one = caseOf(landAndBuild).receive({ at: '2027-03-24 10:00', modes }).accept();
  one.at('2027-03-29 10:00').answer('planning', agree).answer('construction', agree);
  one.answer('ecology', { answer: 'satisfiedBy', reference: '区域环评 2026-4' });
  return modes.length > 0 ? one : one.answer('civilDefence', agree);
};
const signed = (one: ReturnType<typeof reviewed>) =>
  one.act(officer('natural-resources'), {
    type: 'answer',
    step: 'landSigned',
    answer: { lapsed: false },
    papers: [paper('landContract')],
  });

test('the land is signed three months later: the drafts become four permits within 1 working day', () => {
  const one = reviewed();
  expect([one.openSteps, one.clock('promise').state]).toEqual([['landSigned'], 'paused']);
  signed(one.at('2027-06-29 10:00'));
  expect(one.due('step:convert'), '30').toBe('2027-06-30 17:30');
  one.at('2027-06-30 10:00').answer('convert', agree);
  expect(one.view).toMatchObject({ status: 'granted', permits: { length: 4 } });
  expect(one.clock('promise').verdict, '25 26 29 March and 30 June of 6').toBe('met');
});

test("a conversion of four days breaks the promise of 6 working days; the wait for the land is nobody's", () => {
  const one = signed(reviewed().at('2027-06-29 10:00'));
  one.at('2027-07-05 10:00').answer('convert', agree);
  expect(one.clock('promise').verdict).toBe('late');
  expect(one.heldBy['development-reform'], '30 June, 1 2 5 July').toBe(4);
});

test('drafts are void when the land is not signed in six months', () => {
  const one = reviewed();
  expect(one.due('step:landSigned'), '29 September 24:00').toBe('2027-09-29 24:00');
  expect(one.until('2027-09-30 00:00').status).toBe('denied');
});

test('on commitment civil defence is not waited for, and checks within 20 working days', () => {
  const one = signed(reviewed(['commitment'])).answer('convert', agree);
  expect([one.status, one.openSteps]).toEqual(['granted', ['check']]);
});
