import { expect, test } from 'vitest';
import { agree, applicant, caseOf, clerk, head, officer, paper, reference } from '../../domain/testing.ts';
import { feasibilityApproval } from '../../workflows/procedures/feasibility-approval.v1.ts';

/** 24 March 2027 is a Wednesday; 清明节 is off from Saturday 3 to Monday 5 April. */
const received = () => caseOf(feasibilityApproval).receive({ at: '2027-03-24 10:00' });
/** The institute is asked in writing, and takes until 8 April. */
const evaluated = () =>
  received()
    .accept()
    .act(officer('evaluation-institute'), {
      type: 'startSpecial',
      step: 'evaluate',
      special: 'evaluation',
      takes: { unit: 'WD', n: 15 },
      notice: reference('notice-1'),
    })
    .at('2027-04-08 10:00')
    .answer('evaluate', { finding: 'feasible' });
const approve = { chose: 'approve', reasons: [{ text: '可行' }] } as const;

test('the evaluation is not counted: 3 working days of the offices are kept over two weeks', () => {
  const one = evaluated();
  expect(one.due('promise'), '25 March to 8 April do not count: 9 12 13').toBe('2027-04-13 17:30');
  one.at('2027-04-09 10:00').answer('land', agree).answer('funds', agree).answer('ecology', agree);
  one.at('2027-04-12 10:00').answer('review', agree);
  one.at('2027-04-13 16:00').answer('reply', approve);
  expect(one.status).toBe('granted');
  expect(one.clock('promise').verdict).toBe('met');
  expect(one.heldBy).toEqual({ 'natural-resources': 1, finance: 1, ecology: 1, 'development-reform': 2 });
});

test('finance answers a day late: the promise is broken by a day, and finance held the time', () => {
  const one = evaluated();
  one.at('2027-04-09 10:00').answer('land', agree).answer('ecology', agree);
  one.at('2027-04-13 10:00').answer('funds', agree).answer('review', agree);
  one.at('2027-04-14 10:00').answer('reply', approve);
  expect(one.clock('promise').verdict).toBe('late');
  expect(one.heldBy, '9 12 13 by finance, 14 by the lead').toEqual({
    'natural-resources': 1,
    ecology: 1,
    finance: 3,
    'development-reform': 1,
  });
});

test('the evaluation takes longer than the notice says: the clocks of the offices go on by themselves', () => {
  const one = received().accept();
  const notice = {
    type: 'startSpecial',
    step: 'evaluate',
    special: 'evaluation',
    notice: reference('notice-1'),
  } as const;
  one.act(officer('evaluation-institute'), { ...notice, takes: { unit: 'WD', n: 5 } });
  expect(one.due('special:evaluate'), '25 26 29 30 31').toBe('2027-03-31 17:30');
  expect(one.until('2027-03-31 17:30').clock('promise').state).toBe('running');
  expect(one.due('promise'), 'Apr 1 2 6').toBe('2027-04-06 17:30');
});

test('the head of the lead extends the limit by ten working days before it is over, and not after', () => {
  const extend = {
    type: 'extend',
    clock: 'statutory',
    by: { unit: 'WD', n: 10 },
    reason: { text: '案情复杂' },
  } as const;
  const one = received().accept();
  expect(one.due('statutory'), '25 … 31(5) Apr 1 2 6 7 8(10) 9 … 15(15) 16 … 22(20)').toBe('2027-04-22 17:30');
  one.at('2027-04-22 17:00').act(head('development-reform'), extend);
  expect(one.due('statutory'), '23 26 27 28 29 30 May 6 7 8 10: Saturday 8 is worked').toBe('2027-05-10 17:30');
  const late = received().accept().until('2027-04-23 09:00');
  expect(late.tryAct(head('development-reform'), extend)?.code).toBe('extension.late');
});

test('a tolerated review is cured within 3 working days, or the application is deemed withdrawn', () => {
  const papers = ['report', 'proposal', 'site', 'stability'];
  const graded = (creditGrade: 'A' | 'C') =>
    caseOf(feasibilityApproval).receive({ at: '2027-03-24 10:00', papers, creditGrade });
  const tolerated = () =>
    graded('A').act(clerk, {
      type: 'acceptTolerantly',
      missing: ['energy'],
      promise: reference('promise-1'),
    });
  expect(tolerated().due('tolerance:energy'), '25 26 29').toBe('2027-03-29 24:00');
  const cured = tolerated()
    .at('2027-03-26 10:00')
    .act(applicant, { type: 'cure', papers: [paper('energy')] });
  expect(cured.until('2027-03-30 00:00').status).toBe('inReview');
  expect(tolerated().until('2027-03-30 00:00').status).toBe('deemedWithdrawn');
  const acceptance = { missing: ['energy'], promise: reference('promise-1') };
  expect(graded('C').tryAct(clerk, { type: 'acceptTolerantly', ...acceptance })?.code, 'open from grade B on').toBe(
    'mode.guard',
  );
});
