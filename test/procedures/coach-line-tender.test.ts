import { expect, test } from 'vitest';
import { agree, caseOf, officer, reference } from '../../domain/testing.ts';
import { coachLineTender } from '../../workflows/procedures/coach-line-tender.v1.ts';

/** 24 March 2027 is a Wednesday; 清明节 is off from Saturday 3 to Monday 5 April. */
const accepted = () => caseOf(coachLineTender).receive({ at: '2027-03-24 10:00' }).accept();
type One = ReturnType<typeof accepted>;
const start = (one: One, unit: string, step: string, special: string, n: number) =>
  one.act(officer(unit), {
    type: 'startSpecial',
    step,
    special,
    takes: { unit: 'WD', n },
    notice: reference('特殊程序告知书-1'),
  });
/** Thirty working days of tender and five of the notary are told in writing. */
const awarded = () => {
  const one = start(accepted(), 'resource-trading', 'tender', 'tender', 30).at('2027-04-28 10:00');
  one.answer('tender', { isAwarded: true, report: 'ZB-1' });
  start(one, 'notary-office', 'notarise', 'notary', 5).at('2027-04-30 10:00');
  return one.answer('notarise', { isTrue: true, certificate: 'GZ-1' });
};

test('tender and notary are told in writing and not counted: the promise of 8 working days is kept', () => {
  const one = awarded();
  expect(one.clock('promise').state, 'counts again').toBe('running');
  one.answer('review', agree);
  expect([one.status, one.clock('promise').verdict]).toEqual(['granted', 'met']);
});

test('a tender that nobody begins runs on the promise of the lead', () => {
  const one = accepted().until('2027-04-12 10:00');
  expect(one.clock('promise').colour).toBe('red');
});

test('who was not awarded the line is refused with the reason, and so is a result that no notary confirms', () => {
  const lost = start(accepted(), 'resource-trading', 'tender', 'tender', 30).answer('tender', {
    isAwarded: false,
    report: 'ZB-1',
  });
  expect(lost.view).toMatchObject({ status: 'denied', reasons: [{ text: '未中标' }] });
});

test('a review on the ninth counted day breaks the promise, and the lead alone held the days that count', () => {
  const one = awarded().at('2027-05-20 10:00').answer('review', agree);
  expect(one.clock('promise').verdict).toBe('late');
  expect(one.heldBy['transport']).toBeGreaterThan(8);
});
