import { expect, test } from 'vitest';
import { z } from 'zod';
import { parseInstant } from '../../domain/calendar/day.ts';
import { all, applicantWait, approval, procedure, special, task, workingDays } from '../../domain/procedure.ts';
import { agree, caseOf, officer, reference, type CaseOf } from '../../domain/testing.ts';
import { noticeText } from '../../domain/words/zh-CN/notices.ts';
import { inParallel, local } from './restaurant.ts';
import { refusal } from './refusal.ts';

// (C14)
test('only a listed special procedure pauses, with its own limit, and not twice', () => {
  const one = inParallel();
  const notice = reference('检-1');
  expect(
    refusal(() =>
      one.at('2027-03-25T09:00').act(officer('tobacco'), {
        type: 'startSpecial',
        step: 'tobacco',
        special: 'inspection',
        takes: { unit: 'WD', n: 3 },
        notice,
      }),
    ),
  ).toBe('special.notListed');
  expect(
    refusal(() =>
      one.at('2027-03-25T09:00').act(officer('fire-rescue'), {
        type: 'startSpecial',
        step: 'fire',
        special: 'inspection',
        takes: { unit: 'WD', n: 11 },
        notice,
      }),
    ),
  ).toBe('special.tooLong');
  expect(
    refusal(() =>
      one.at('2027-03-25T09:00').act(officer('fire-rescue'), {
        type: 'startSpecial',
        step: 'fire',
        special: 'inspection',
        takes: { unit: 'ND', n: 3 },
        notice,
      }),
    ),
  ).toBe('special.tooLong');
  one.at('2027-03-25T09:00').act(officer('fire-rescue'), {
    type: 'startSpecial',
    step: 'fire',
    special: 'inspection',
    takes: { unit: 'WD', n: 3 },
    notice,
  });
  expect(
    refusal(() =>
      one.at('2027-03-25T10:00').act(officer('fire-rescue'), {
        type: 'answer',
        step: 'fire',
        answer: agree,
      }),
    ),
  ).toBe('step.paused');
  one.at('2027-03-25T11:00').act(officer('fire-rescue'), { type: 'endSpecial', step: 'fire', result: '合格' });
  expect(
    refusal(() =>
      one.at('2027-03-25T12:00').act(officer('fire-rescue'), {
        type: 'startSpecial',
        step: 'fire',
        special: 'inspection',
        takes: { unit: 'WD', n: 3 },
        notice: reference('检-2'),
      }),
    ),
  ).toBe('special.often');
});

// (C15)
test("the clocks resume when a special procedure's own limit runs out, and the office is written to", () => {
  const one = inParallel();
  one.at('2027-03-25T09:00').act(officer('fire-rescue'), {
    type: 'startSpecial',
    step: 'fire',
    special: 'inspection',
    takes: { unit: 'WD', n: 2 },
    notice: reference('检-1'),
  });
  one.at('2027-03-25T10:00').act(officer('urban-management'), { type: 'answer', step: 'signboard', answer: agree });
  one.at('2027-03-25T11:00').act(officer('tobacco'), { type: 'answer', step: 'tobacco', answer: agree });
  expect(one.view.status).toBe('special');
  one.until('2027-03-29T17:30');
  expect(one.view.status, '2 WD from Mar 25: 26, 29').toBe('inReview');
  expect(one.clock('special:fire')).toMatchObject({ colour: 'red', verdict: 'late' });
  expect(one.view.instruments.map(each => each.instrument)).toContain('L1:special:fire');
  expect(local(one.clock('promise').due), '25(1), 26 and 29 paused, 30(2) 31(3) Apr 1(4) 2(5)').toBe(
    '2027-04-02T17:30',
  );
});

// (C5)
test('a pause gives no colour and breaches nothing while it is open', () => {
  const one = inParallel();
  one.at('2027-03-24T15:00').act(officer('fire-rescue'), {
    type: 'startSpecial',
    step: 'fire',
    special: 'inspection',
    takes: { unit: 'WD', n: 9 },
    notice: reference('检-1'),
  });
  one.at('2027-03-24T15:10').act(officer('urban-management'), { type: 'answer', step: 'signboard', answer: agree });
  one.at('2027-03-24T15:20').act(officer('tobacco'), { type: 'answer', step: 'tobacco', answer: agree });
  const before = one.events.length;
  one.until('2027-04-07T17:29');
  expect(one.events.length).toBe(before);
});

const office = officer('fire-rescue');
/** Two steps: one that pauses for several procedures of the list, one that is a special procedure as a whole. */
const boiler = procedure({
  name: 'boiler',
  version: 1,
  title: '锅炉使用登记',
  lead: 'fire-rescue',
  form: z.object({}),
  example: {},
  limits: { promised: workingDays(8), statutory: workingDays(20) },
  special: {
    test: special('检验', { atMost: workingDays(5), basis: '特种设备安全法 40', times: 2 }),
    experts: special('专家评审', { atMost: workingDays(3), basis: '行政许可法 45' }),
    siteReady: applicantWait('等待申请人停炉', { atMost: workingDays(5), basis: '办事指南' }),
    hearing: special('听证', { atMost: workingDays(10), basis: '行政许可法 46' }),
  },
  steps: {
    inspect: approval('现场核查', {
      by: 'fire-rescue',
      within: workingDays(4),
      mayPauseFor: ['test', 'experts', 'siteReady'],
    }),
    hear: task('听证', { by: 'market-regulation', special: 'hearing' }),
  },
  permits: { boiler: '特种设备使用登记证' },
  *run({ steps, grant }) {
    yield* all({ inspect: steps.inspect() });
    yield* steps.hear();
    return grant('boiler');
  },
});
/** Accepted on Monday 1 March 2027 at 10:00. The promise of 8 WD is due on the 11th, the step of 4 WD on the 5th. */
const registering = (): CaseOf<typeof boiler> =>
  caseOf(boiler).receive({ at: '2027-03-01T09:00' }).at('2027-03-01T10:00').accept();
const starting = (name: string, n: number, notice: string, step = 'inspect') =>
  ({ type: 'startSpecial', step, special: name, takes: { unit: 'WD', n }, notice: reference(notice) }) as const;
const ending = (step = 'inspect') => ({ type: 'endSpecial', step, result: '合格' }) as const;

// (C15)
test('a step uses its list one at a time, each as often as it says and with a notice of its own', () => {
  const one = registering();
  one.at('2027-03-02T10:00').act(office, starting('test', 2, '检-1'));
  expect(refusal(() => one.at('2027-03-02T11:00').act(office, starting('experts', 1, '评-1')))).toBe('step.paused');
  one.at('2027-03-03T10:00').act(office, ending());
  expect(refusal(() => one.at('2027-03-03T11:00').act(office, starting('test', 2, '检-1')))).toBe('pause.noticeTwice');
  one.at('2027-03-04T10:00').act(office, starting('experts', 3, '评-1'));
  one.at('2027-03-08T10:00').act(office, ending());
  one.at('2027-03-09T10:00').act(office, starting('test', 2, '检-2'));
  one.at('2027-03-10T10:00').act(office, ending());
  expect(refusal(() => one.at('2027-03-10T11:00').act(office, starting('test', 2, '检-3')))).toBe('special.often');
  // Out: the 3rd; 5th and 8th; the 10th. Step: 2(1) 4(2) 9(3) 11(4). Promise: 2 4 9 11 12 15 16 17(8).
  expect(local(one.clock('step:inspect').due)).toBe('2027-03-11T17:30');
  expect(local(one.clock('promise').due)).toBe('2027-03-17T17:30');
  expect(
    one.view.clocks.filter(({ kind }) => kind === 'special').map(({ clock, verdict }) => [clock, verdict]),
    'each has a clock of its own',
  ).toEqual([
    ['special:inspect', 'met'],
    ['special#2:inspect', 'met'],
    ['special#3:inspect', 'met'],
  ]);
  expect(one.view.steps[0]!.specials!.map(({ special: name, notice, state }) => [name, notice, state])).toEqual([
    ['test', '检-1', 'ended'],
    ['experts', '评-1', 'ended'],
    ['test', '检-2', 'ended'],
  ]);
});

test('a special procedure that follows on another pauses on: no day between them counts, none counts twice', () => {
  const one = registering();
  one.at('2027-03-02T10:00').act(office, starting('test', 2, '检-1'));
  one
    .at('2027-03-04T10:00')
    .act(office, ending())
    .act(office, starting('siteReady', 2, '候-1'));
  one.at('2027-03-05T10:00').act(office, ending());
  // Out: 3, 4, 5. Step: 2(1) 8(2) 9(3) 10(4).
  expect(local(one.clock('step:inspect').due)).toBe('2027-03-10T17:30');
});

test('a result that comes after the limit is recorded, beside one that runs, and changes no clock', () => {
  const one = registering();
  one.at('2027-03-02T10:00').act(office, starting('test', 2, '检-1'));
  one.until('2027-03-05T09:00');
  expect(one.view.steps[0]).toMatchObject({ state: 'ready', specials: [{ state: 'expired', awaitsResult: true }] });
  one.at('2027-03-05T10:00').act(office, starting('experts', 3, '评-1'));
  const before = one.view.clocks;
  one.at('2027-03-05T11:00').act(office, { ...ending(), special: 'test' });
  expect(one.lastEvents).toMatchObject([{ type: 'specialResultRecorded', data: { clock: 'special:inspect' } }]);
  const timeless = ({ asOf: _, elapsed: _elapsed, remaining: _remaining, ...clock }: (typeof before)[number]) => clock;
  expect(one.view.clocks.map(timeless)).toEqual(before.map(timeless));
  expect(one.entries.at(-1), 'no date moved: nobody is told one').not.toHaveProperty('told');
  expect(one.view.steps[0]!.specials).toMatchObject([
    { state: 'expired', awaitsResult: false },
    { state: 'running', awaitsResult: false },
  ]);
  expect(refusal(() => one.at('2027-03-05T12:00').act(office, { ...ending(), special: 'test' }))).toBe(
    'special.notRunning',
  );
  one.at('2027-03-08T10:00').act(office, ending());
  expect(one.lastEvents).toMatchObject([{ type: 'specialEnded' }]);
});

// (C15)
test('a result that comes after the limit is recorded also when the step is answered, and the case decided', () => {
  const one = registering();
  one.at('2027-03-02T10:00').act(office, starting('test', 2, '检-1'));
  one.until('2027-03-04T18:00').answer('inspect', agree);
  const before = one.view.clocks;
  expect(
    refusal(() => one.act(officer('market-regulation'), ending())),
    'another unit',
  ).toBe('actor.wrongUnit');
  one.at('2027-03-05T10:00').act(office, ending());
  expect(one.lastEvents).toMatchObject([{ type: 'specialResultRecorded', data: { clock: 'special:inspect' } }]);
  expect(one.view.clocks.map(({ clock, due, verdict }) => [clock, due, verdict])).toEqual(
    before.map(({ clock, due, verdict }) => [clock, due, verdict]),
  );
  expect(
    refusal(() => one.act(office, ending())),
    'once',
  ).toBe('step.answered');
  const market = officer('market-regulation');
  one
    .act(market, starting('hearing', 1, '听-1', 'hear'))
    .until('2027-03-09T10:00')
    .answer('hear', {});
  expect(one.view.status).toBe('granted');
  one.act(market, { type: 'endSpecial', step: 'hear', result: '听证笔录' });
  expect(one.lastEvents.map(({ type }) => type)).toEqual(['specialResultRecorded']);
});

// (C15)
test('a step that is special as a whole counts until its written notice, and again after its end', () => {
  const one = registering();
  const market = officer('market-regulation');
  one.at('2027-03-02T10:00').answer('inspect', agree);
  expect(one.clock('promise'), 'opened, and not noticed').toMatchObject({ state: 'running' });
  expect(one.view).toMatchObject({ status: 'inReview' });
  expect(refusal(() => one.at('2027-03-03T09:00').act(market, starting('test', 2, '检-1', 'hear')))).toBe(
    'special.notListed',
  );
  expect(refusal(() => one.at('2027-03-03T09:00').act(market, starting('hearing', 11, '听-1', 'hear')))).toBe(
    'special.tooLong',
  );
  one.at('2027-03-03T10:00').act(market, starting('hearing', 3, '听-1', 'hear'));
  expect(one.view).toMatchObject({ status: 'special' });
  expect(one.clock('special:hear')).toMatchObject({ due: parseInstant('2027-03-08T17:30') });
  expect(one.notices.filter(({ kind }) => kind === 'specialStarted').map(noticeText)).toEqual([
    '办件20270301-0001：启动特殊程序，所需时间 3 个工作日，不计入办理时限（文书听-1）；' +
      '承诺时限预计于2027-03-16 17:30到期；法定时限预计于2027-04-01 17:30到期。',
  ]);
  one.until('2027-03-08T18:00');
  // 2(1) 3(2), out 4, 5 and 8, 9(3) 10 11 12 15 16(8).
  expect(one.clock('promise')).toMatchObject({ state: 'running', due: parseInstant('2027-03-16T17:30') });
  expect(one.notices.filter(({ kind }) => kind === 'specialExpired').map(noticeText)).toEqual([
    '办件20270301-0001：特殊程序结束，恢复计时；承诺时限于2027-03-16 17:30到期；法定时限于2027-04-01 17:30到期。',
  ]);
  one.at('2027-03-09T10:00').answer('hear', {});
  expect(one.view.status).toBe('granted');
});

test('a list that names an impossible number of times is refused', () => {
  const define = () =>
    procedure({
      name: 'odd',
      version: 1,
      title: '试验',
      lead: 'fire-rescue',
      form: z.object({}),
      example: {},
      limits: { promised: workingDays(8) },
      special: { test: special('检验', { atMost: workingDays(5), basis: '法', times: 0 }) },
      steps: { look: approval('核查', { by: 'fire-rescue', within: workingDays(4), mayPauseFor: ['test'] }) },
      permits: { odd: '证' },
      *run({ steps, grant }) {
        yield* steps.look();
        return grant('odd');
      },
    });
  expect(define).toThrow(/special.test.times: found 0, expected a whole number from 1/);
});
