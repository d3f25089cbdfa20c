import { expect, test } from 'vitest';
import type { CaseEvent } from '../../domain/case/event.ts';
import { supervisor } from '../../domain/testing.ts';
import { local, restaurant } from './restaurant.ts';

const line = (event: CaseEvent): string => {
  const about =
    event.type === 'instrumentOpened' || event.type === 'instrumentOverdue' || event.type === 'instrumentClosed'
      ? ` ${event.data.instrument}`
      : 'clock' in event.data
        ? ` ${event.data.clock}`
        : '';
  const threshold = event.type === 'thresholdPassed' ? ` ${event.data.threshold}` : '';
  return `${local(event.at)} ${event.type}${about}${threshold}`;
};

/**
 * The hand calculation: received Wednesday 24 March 2027 10:00, nobody acts; 清明节 off April 3 to 5.
 *   acceptance 1 WD → Mar 25 17:30, deemed as of Mar 24, so promise 5 WD → 25(1) 26(2) 29(3) 30(4) 31(5) → Mar 31
 * statutory 20 WD → 25 … 31(5) Apr 1 2 6 7 8(10) 9 12 13 14 15(15) 16 19 20 21 22(20) → Apr 22; half of it the end of
 * day 10, Apr 8;
 * yellow at the later of 50 % (day 10) and the earlier of 90 % (day 18) and the day before (day 19) → day 18, Apr 20
 *   promise yellow: 90 % of 5 → day 5, one day before → day 4, 50 % → day 3 → end of day 4, Mar 30
 *   acceptance red → 提示函 Mar 25, 1 WD → Mar 26 unanswered → 督办单, 3 WD → 29 30 31 → 通报 Mar 31, waits for its signature
 * licence opens Mar 25 17:30, 1 WD → Mar 26; yellow at noon of the due day, Mar 26 12:00; red Mar 26 → 提示函, 1 WD → Mar
 * 29 → 督办单,
 *     3 WD → Apr 1 → 通报. The yellow reminder is unanswered for half a day at noon of Mar 29; its 提示函 was opened before.
 * promise: reminder Mar 30 17:30; half a day after the opening of Mar 31: Mar 31 17:30 → 提示函 (1 WD, Apr 1 → 督办单 is
 * there);
 *     red Mar 31 17:30 → 督办单, 3 WD → Apr 1 2 6 → Apr 6 通报
 * statutory: blue Apr 8, yellow Apr 20, half a day after the opening of Apr 21 → Apr 21 17:30 提示函, 1 WD → Apr 22 督办单;
 * dark red Apr 22 → 约谈 3 WD ahead,
 *     Apr 23(1) 26(2) 27(3) → Apr 27; 督办单 3 WD → Apr 27 → 通报
 */
// (S2)
test('time does its work when nobody does anything: each colour and instrument once, at its due instant', () => {
  const one = restaurant('2027-03-24T10:00', {
    form: { name: '老街面馆', seats: 40, hasSignboard: false, sellsTobacco: false },
    papers: ['layoutPlan', 'safetyRules'],
  });
  one.until('2027-06-01T00:00');
  expect(one.events.map(line)).toEqual([
    '2027-03-24T10:00 received',
    '2027-03-25T17:30 deemedAccepted',
    '2027-03-25T17:30 instrumentOpened L1:acceptance',
    '2027-03-26T12:00 thresholdPassed step:licence yellow',
    '2027-03-26T12:00 instrumentOpened L0:step:licence',
    '2027-03-26T17:30 instrumentOverdue L1:acceptance',
    '2027-03-26T17:30 instrumentOpened L2:acceptance',
    '2027-03-26T17:30 breached step:licence',
    '2027-03-26T17:30 instrumentOpened L1:step:licence',
    '2027-03-29T12:00 instrumentOverdue L0:step:licence',
    '2027-03-29T17:30 instrumentOverdue L1:step:licence',
    '2027-03-29T17:30 instrumentOpened L2:step:licence',
    '2027-03-30T17:30 thresholdPassed promise yellow',
    '2027-03-30T17:30 instrumentOpened L0:promise',
    '2027-03-31T17:30 instrumentOverdue L2:acceptance',
    '2027-03-31T17:30 instrumentOpened L3:acceptance',
    '2027-03-31T17:30 instrumentOverdue L0:promise',
    '2027-03-31T17:30 instrumentOpened L1:promise',
    '2027-03-31T17:30 breached promise',
    '2027-03-31T17:30 instrumentOpened L2:promise',
    '2027-04-01T17:30 instrumentOverdue L2:step:licence',
    '2027-04-01T17:30 instrumentOpened L3:step:licence',
    '2027-04-01T17:30 instrumentOverdue L1:promise',
    '2027-04-06T17:30 instrumentOverdue L2:promise',
    '2027-04-06T17:30 instrumentOpened L3:promise',
    '2027-04-08T17:30 thresholdPassed statutory blue',
    '2027-04-08T17:30 instrumentOpened L0.blue:statutory',
    '2027-04-20T17:30 thresholdPassed statutory yellow',
    '2027-04-20T17:30 instrumentClosed L0.blue:statutory',
    '2027-04-20T17:30 instrumentOpened L0:statutory',
    '2027-04-21T17:30 instrumentOverdue L0:statutory',
    '2027-04-21T17:30 instrumentOpened L1:statutory',
    '2027-04-22T17:30 instrumentOverdue L1:statutory',
    '2027-04-22T17:30 instrumentOpened L2:statutory',
    '2027-04-22T17:30 breached statutory',
    '2027-04-22T17:30 instrumentOpened L4:statutory',
    '2027-04-27T17:30 instrumentOverdue L2:statutory',
    '2027-04-27T17:30 instrumentOpened L3:statutory',
  ]);
  expect(one.view).toMatchObject({ acceptance: 'deemed', colour: 'darkRed', unlawful: true, status: 'inReview' });
  const talk = one.view.instruments.find(each => each.instrument === 'L4:statutory')!;
  expect(talk.state).toBe('draft');
  expect(local(talk.talkAt!)).toBe('2027-04-27T17:30');
  expect(talk.authority).toBe('district-government');

  one.at('2027-06-01T09:00').act(
    { person: 'engine', role: 'engine' },
    {
      type: 'addressInstrument',
      instrument: 'L4:statutory',
      number: { authority: 'district-government', level: 'L4', year: 2027, number: 1 },
      addressees: [{ post: 'principal', unit: 'market-regulation', person: 'p-market-regulation-principal' }],
      resolvedAt: talk.openedAt,
    },
  );
  one.at('2027-06-01T09:30').act(supervisor('district-government'), {
    type: 'signInstrument',
    instrument: 'L4:statutory',
  });
  one.at('2027-06-10T09:30').act(supervisor('district-government'), {
    type: 'closeInstrument',
    instrument: 'L4:statutory',
    conclusion: '已约谈，责令限期办结',
  });
  expect(one.view.instruments.find(each => each.instrument === 'L4:statutory')).toMatchObject({
    state: 'closed',
    signedBy: 'p-district-government-section-head',
  });
});
