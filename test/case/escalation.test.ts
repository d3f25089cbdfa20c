import { expect, test } from 'vitest';
import { parseInstant } from '../../domain/calendar/day.ts';
import { agree, applicant, officer, supervisor } from '../../domain/testing.ts';
import { accepted, inParallel } from './restaurant.ts';
import { refusal } from './refusal.ts';

test('an act of the unit answers its reminder, so nothing escalates', () => {
  const one = accepted();
  one.at('2027-03-25T14:00').act(officer('market-regulation'), { type: 'claim', step: 'licence' });
  expect(one.view.instruments).toMatchObject([{ instrument: 'L0:step:licence', state: 'replied' }]);
  one.at('2027-03-25T16:00').act(officer('market-regulation'), { type: 'answer', step: 'licence', answer: agree });
  one.until('2027-03-26T17:00');
  expect(one.view.instruments.filter(each => each.clock === 'step:licence')).toHaveLength(1);
});

test('a supervisor may start higher once a clock, with a reason; closing the case ends L0 to L2 only', () => {
  const one = inParallel();
  const reason = { text: '群众反映强烈' };
  expect(
    refusal(() =>
      one.at('2027-03-25T09:00').act(officer('tobacco'), {
        type: 'startInstrument',
        level: 'L2',
        clock: 'promise',
        reason,
      }),
    ),
  ).toBe('actor.wrongRole');
  one.at('2027-03-25T09:00').act(supervisor(), { type: 'startInstrument', level: 'L2', clock: 'promise', reason });
  expect(
    refusal(() =>
      one.at('2027-03-25T09:01').act(supervisor(), { type: 'startInstrument', level: 'L2', clock: 'promise', reason }),
    ),
  ).toBe('instrument.once');
  one.at('2027-03-25T09:02').act(supervisor(), { type: 'startInstrument', level: 'L3', clock: 'promise', reason });
  one.at('2027-03-25T10:00').act(applicant, { type: 'withdraw' });
  expect(one.view.instruments.map(({ instrument, state }) => `${instrument} ${state}`)).toEqual([
    'L2:promise closed',
    'L3:promise draft',
  ]);
  expect(one.view.closed, 'an open instrument outlives the case').toBe(false);
});

test('an act asked in time and applied late is in time: breach and letter are withdrawn', () => {
  const one = accepted();
  one.until('2027-03-25T17:30');
  expect(one.clock('step:licence').colour).toBe('red');
  one.at('2027-03-25T17:00').answer('licence', agree);
  expect(one.lastEvents.map(event => event.type)).toEqual(['answered', 'breachWithdrawn', 'instrumentClosed']);
  expect(one.clock('step:licence')).toMatchObject({ verdict: 'met', colour: 'yellow' });
  expect(one.clock('step:fire').anchor, 'what follows is anchored at the asking').toBe(
    parseInstant('2027-03-25T17:00'),
  );
});
