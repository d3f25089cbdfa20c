import { expect, test } from 'vitest';
import {
  agree,
  applicant,
  clerk,
  head,
  officer,
  paper,
  reference,
  supervisor,
  type VirtualCase,
} from '../../domain/testing.ts';
import { accepted, agreedBy, inParallel, local, restaurant } from '../case/restaurant.ts';
import { unaddressed } from '../../domain/case/case.ts';
import { toldOf } from '../support/told.ts';
import { levels, type Level } from '../../domain/case/vocabulary.ts';
import { instrumentText, readRecordNumber, recordNumberText } from '../../domain/words/zh-CN/instruments.ts';
import { refusal } from '../case/refusal.ts';

const fire = officer('fire-rescue');
const engine = { person: 'engine', role: 'engine' } as const;
const reason = { text: '群众反映强烈' };
const opened = (one: VirtualCase): readonly string[] =>
  one.events.flatMap(event =>
    event.type === 'instrumentOpened' ? [`${local(event.at)} ${event.data.instrument}`] : [],
  );
const stateOf = (one: VirtualCase, instrument: string): string | undefined =>
  one.view.instruments.find(each => each.instrument === instrument)?.state;
/** The engine numbers an instrument and names nobody in particular. */
const address = (one: VirtualCase, time: string, instrument: string): unknown =>
  one.at(time).act(engine, {
    type: 'addressInstrument',
    instrument,
    number: { authority: 'service-authority', level: instrument.slice(0, 2) as Level, year: 2027, number: 1 },
    addressees: [{ post: 'principal', unit: 'market-regulation' }],
    resolvedAt: one.state!.at,
  });

test('an order is not missed once the case is decided: nobody is named in a circular for what was done', () => {
  const one = inParallel();
  one.at('2027-03-25T10:00').act(officer('urban-management'), agreedBy('signboard'));
  one.at('2027-03-25T11:00').act(officer('tobacco'), agreedBy('tobacco'));
  one.until('2027-03-31T17:30');
  expect(stateOf(one, 'L2:promise')).toBe('served');
  one.at('2027-04-01T10:00').answer('fire', agree);
  expect(one.view.status).toBe('granted');
  one.until('2027-04-15T00:00');
  expect(stateOf(one, 'L3:promise')).toBeUndefined();
});

// (S3)
test('what silence itself ended is still to be answered: the letter on a missed acceptance leads on', () => {
  const one = restaurant('2027-03-24T10:00');
  one.until('2027-03-26T17:30');
  expect(opened(one)).toEqual(
    expect.arrayContaining(['2027-03-25T17:30 L1:acceptance', '2027-03-26T17:30 L2:acceptance']),
  );
});

// (S5)
test('an instrument waits while its subject is lawfully paused', () => {
  const one = inParallel();
  one.until('2027-03-26T17:30');
  expect(opened(one), 'yellow of 3 WD: the end of day 2').toContain('2027-03-26T17:30 L0:step:fire');
  one.at('2027-03-29T09:00').act(officer('urban-management'), agreedBy('signboard'));
  one.at('2027-03-29T09:30').act(officer('tobacco'), agreedBy('tobacco'));
  one.at('2027-03-29T09:40').act(supervisor(), { type: 'startInstrument', level: 'L2', clock: 'promise', reason });
  one.at('2027-03-29T10:00').act(fire, {
    type: 'startSpecial',
    step: 'fire',
    special: 'inspection',
    takes: { unit: 'WD', n: 8 },
    notice: reference('检-1'),
  });
  one.until('2027-04-07T17:30');
  expect(stateOf(one, 'L2:promise'), '3 WD from Mar 29 would have been Apr 1').toBe('served');
  one.at('2027-04-08T10:00').act(fire, { type: 'endSpecial', step: 'fire', result: '合格' });
  const due = one.view.instruments.find(each => each.instrument === 'L2:promise')!.replyDue!;
  expect(local(due), 'Mar 30 to Apr 8 do not count: 9(1) 12(2) 13(3)').toBe('2027-04-13T17:30');
  one.until('2027-04-13T17:30');
  expect(opened(one)).toContain('2027-04-13T17:30 L3:promise');
});

// (S4, S6)
test('an unsigned circular leads nowhere; signed and ignored, it leads to the talk, also after the end', () => {
  const one = inParallel();
  one.at('2027-03-25T09:00').act(supervisor(), { type: 'startInstrument', level: 'L3', clock: 'promise', reason });
  expect(
    refusal(() => one.at('2027-03-25T09:30').act(supervisor(), { type: 'signInstrument', instrument: 'L3:promise' })),
  ).toBe('instrument.notDrafted');
  address(one, '2027-03-25T09:31', 'L3:promise');
  one.at('2027-03-25T10:00').act(applicant, { type: 'withdraw' });
  one.until('2027-04-20T00:00');
  expect(stateOf(one, 'L3:promise')).toBe('draft');
  one.at('2027-04-20T10:00').act(supervisor(), { type: 'signInstrument', instrument: 'L3:promise' });
  one.until('2027-04-27T17:30');
  expect(opened(one), '5 WD from Apr 20: 21 22 23 26 27').toContain('2027-04-27T17:30 L4:promise');
  expect(one.view).toMatchObject({ status: 'withdrawn', closed: false });
  one.at('2027-04-28T10:00').act(supervisor(), {
    type: 'closeInstrument',
    instrument: 'L3:promise',
    conclusion: '已整改',
  });
  expect(one.view.closed).toBe(false);
  one.at('2027-04-28T10:00').act(supervisor('district-government'), {
    type: 'closeInstrument',
    instrument: 'L4:promise',
    conclusion: '已约谈',
  });
  expect(one.view.closed, 'records without a number are left').toBe(false);
  for (const { instrument } of unaddressed(one.state!)) address(one, '2027-04-28T10:01', instrument);
  expect(one.view.closed).toBe(true);
});

test('a decision that others set free is no act of the unit: its order is not answered by it', () => {
  const one = restaurant('2027-03-24T10:00', { papers: ['layoutPlan', 'safetyRules'] });
  one.at('2027-03-24T11:00').act(clerk, {
    type: 'acceptTolerantly',
    missing: ['signboardSketch'],
    promise: reference('诺-1'),
  });
  one.at('2027-03-24T14:00').act(officer('market-regulation'), agreedBy('licence'));
  one.at('2027-03-24T15:00').act(officer('urban-management'), agreedBy('signboard'));
  one.at('2027-03-24T15:10').act(officer('tobacco'), agreedBy('tobacco'));
  one.at('2027-03-24T15:20').answer('fire', agree);
  one.at('2027-03-25T09:00').act(supervisor(), { type: 'startInstrument', level: 'L2', clock: 'step:fire', reason });
  one.at('2027-03-25T10:00').act(applicant, { type: 'cure', papers: [paper('signboardSketch')] });
  expect(one.view.status).toBe('granted');
  expect(stateOf(one, 'L2:step:fire')).toBe('served');
  one.at('2027-03-25T11:00').act(head('fire-rescue'), {
    type: 'replyToInstrument',
    instrument: 'L2:step:fire',
    reply: '已核查',
  });
  expect(stateOf(one, 'L2:step:fire')).toBe('replied');
});

test('an instrument closed during the look-up of its addressee keeps its number and writes to nobody', () => {
  const one = accepted();
  one.until('2027-03-25T17:30');
  one.at('2027-03-25T18:00').act(applicant, { type: 'withdraw' });
  address(one, '2027-03-25T18:00:01', 'L1:step:licence');
  expect(one.view.instruments.find(each => each.instrument === 'L1:step:licence')).toMatchObject({
    state: 'closed',
    number: { authority: 'service-authority', level: 'L1', year: 2027, number: 1 },
  });
  expect(toldOf(one.events.at(-1)!, one.state!, one.environment)).toEqual([]);
});

test('a circular goes to the principals of as many departments as a city has', () => {
  const one = accepted();
  one.at('2027-03-25T09:00').act(supervisor(), { type: 'startInstrument', level: 'L3', clock: 'promise', reason });
  const addressees = Array.from({ length: 400 }, (_, index) => ({
    post: 'principal',
    unit: `department-${index}`,
    person: `p-${index}`,
  }));
  one.at('2027-03-25T09:01').act(engine, {
    type: 'addressInstrument',
    instrument: 'L3:promise',
    number: { authority: 'supervision-office', level: 'L3', year: 2027, number: 1 },
    addressees,
    resolvedAt: one.state!.at,
  });
  expect(one.view.instruments.find(each => each.instrument === 'L3:promise')?.addressees).toHaveLength(400);
});

// (C18)
test('instruments passed while everything was down come in the order of their instants, each with its own', () => {
  const one = accepted();
  one.until('2027-05-10T00:00');
  const times = one.events.map(event => event.at);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(opened(one).filter(each => each.endsWith('step:licence'))).toEqual([
    '2027-03-25T12:00 L0:step:licence',
    '2027-03-25T17:30 L1:step:licence',
    '2027-03-26T17:30 L2:step:licence',
    '2027-03-31T17:30 L3:step:licence',
  ]);
});

test('a record says what held when it was drawn up: the reminder before the end says nothing of it', () => {
  const one = inParallel();
  one.until('2027-03-31T17:30');
  const contentOf = (instrument: string): string =>
    instrumentText(one.view.instruments.find(each => each.instrument === instrument)!.content);
  expect(contentOf('L0:promise')).toMatch(/）承诺时限将到。请及时办理。$/);
  expect(contentOf('L1:step:fire'), 'three limits run at once: each letter names its own').toContain(
    '就“消防安全检查”时限的前一次督促逾期未答复，',
  );
  expect(contentOf('L2:promise')).toContain('已超过承诺时限，该时限已于2027-03-31 17:30届满。');
});

test("a record's number that a person types is read as it is written, of every level, and nothing else is", () => {
  for (const level of levels)
    expect(readRecordNumber(recordNumberText({ level, year: 2027, number: 12 }))).toEqual({
      level,
      year: 2027,
      number: 12,
    });
  expect(['督办单〔2027〕', '督办单2027年12号', '感谢信〔2027〕12号', ''].map(readRecordNumber)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});
