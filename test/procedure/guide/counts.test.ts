import { expect, test } from 'vitest';
import { z } from 'zod';
import {
  applicant,
  approval,
  calendarDays,
  fee,
  halfDays,
  is,
  procedure,
  reasonsAgainst,
  required,
  upper,
  wait,
  workingDays,
} from '../../../domain/procedure.ts';
import type { Limit } from '../../../domain/clock/limit.ts';
import { guideOf } from '../../../domain/procedure/guide/guide.ts';
import { previousOf } from '../../../domain/procedure/guide/reductions.ts';
import { savingOf } from '../../../domain/procedure/guide/saving.ts';
import { warnings } from '../../../domain/procedure/procedure.ts';
import { guideText } from '../../../domain/words/guide/guide.ts';
import { base } from '../support/granting.ts';

const promising = (promised: Limit, statutory: Limit) =>
  procedure({
    ...base,
    limits: { statutory, promised },
    steps: { a: approval('步骤', { by: 'office', within: halfDays(1) }) },
  });

test('a promise saves a third of the law in any units, or is remarked on with the figures', () => {
  const savings = (
    [
      [workingDays(5), workingDays(20)],
      [workingDays(14), workingDays(20)],
      [halfDays(1), workingDays(1)],
      [workingDays(1), workingDays(1)],
      [workingDays(20), calendarDays(60)],
      [workingDays(35), calendarDays(60)],
      [calendarDays(1), calendarDays(1)],
    ] as const
  ).map(([promised, statutory]) => savingOf(promising(promised, statutory), {}));
  expect(savings.map(each => [each?.share, each?.isThird, each?.atMost])).toEqual([
    [0.75, true, workingDays(13)],
    [expect.closeTo(0.3), false, workingDays(13)],
    [0.5, true, halfDays(1)],
    [0, false, halfDays(1)],
    [undefined, true, calendarDays(40)],
    [undefined, false, calendarDays(40)],
    [0, false, undefined],
  ]);
  const tight = promising(workingDays(15), workingDays(20));
  expect(warnings(tight)).toMatchObject([
    { at: 'limits.promised', message: 'found 15WD of 20WD in law: saves 25 %, less than a third; 13WD would save one' },
  ]);
  expect(guideText(guideOf(tight), () => undefined, 'zh-CN')).toContain(
    '承诺 15 个工作日，法定 20 个工作日，压缩 25%，不足三分之一（应不超过 13 个工作日）',
  );
});

const permitV1 = procedure({
  name: 'kiosk',
  version: 1,
  title: '报刊亭设置',
  lead: 'office',
  form: z.object({ isLit: z.boolean() }),
  example: { isLit: true },
  materials: {
    plan: required('平面图'),
    deed: required('产权证明'),
    licence: required('营业执照', { source: 'licences' }),
  },
  limits: { statutory: workingDays(20), promised: workingDays(10) },
  steps: {
    review: approval('审查', { by: 'office', within: workingDays(2) }),
    above: approval('上级意见', { by: upper('office'), within: workingDays(3) }),
    pay: fee('缴费', { amount: 12_050, basis: '收费目录 3', within: workingDays(5), when: is('isLit') }),
    rest: wait('公示等待', workingDays(1)),
  },
  permits: { kiosk: '设置许可', lights: '灯箱许可' },
  *run({ steps, form, grant, deny }) {
    const against = reasonsAgainst({ review: yield* steps.review(), above: yield* steps.above() });
    if (against) return deny(against);
    const paid = yield* steps.pay();
    if ('lapsed' in paid && paid.lapsed) return deny([{ text: '逾期未缴费' }]);
    yield* steps.rest();
    return form.isLit ? grant('kiosk', 'lights') : grant('kiosk');
  },
});

const permitV2 = procedure({
  name: 'kiosk',
  version: 2,
  title: '报刊亭设置',
  lead: 'office',
  form: z.object({ street: z.string() }),
  example: { street: '中山路' },
  materials: { plan: required('平面图') },
  limits: { statutory: workingDays(20), promised: halfDays(9) },
  steps: {
    review: approval('审查', { by: 'office', within: workingDays(2) }),
    consent: applicant('确认', { within: workingDays(2) }),
  },
  permits: { kiosk: '设置许可' },
  *run({ steps, grant, deny }) {
    const against = reasonsAgainst(yield* steps.review());
    if (against) return deny(against);
    yield* steps.consent();
    return grant('kiosk');
  },
});

test('the five counts come from the definition, and stand beside those of the version before', () => {
  const procedures = new Map([permitV2, permitV1].map(each => [each.id, each]));
  expect(previousOf(permitV1, procedures)).toBeUndefined();
  const previous = previousOf(permitV2, procedures);
  expect(guideOf(permitV2, { previous }).reductions).toEqual([
    { counter: 'items', now: 1, before: 2, change: 'fewer' },
    { counter: 'levels', now: 1, before: 2, change: 'fewer' },
    { counter: 'materials', now: 1, before: 2, change: 'fewer' },
    { counter: 'steps', now: 2, before: 3, change: 'fewer' },
    { counter: 'time', now: halfDays(9), before: workingDays(10), change: 'fewer' },
  ]);
  const text = guideText(guideOf(permitV2, { previous }), () => undefined, 'zh-CN');
  expect(text).toContain('材料：1（上一版 2，减少）');
  expect(text).toContain('时限：4.5 个工作日（上一版 10 个工作日，减少）');
});

test('a fee is told by its amount and basis, for whom it is, and with the answer that brings it', () => {
  const guide = guideOf(permitV1);
  expect(guide.fees).toEqual([{ step: 'pay', title: '缴费', amount: 12_050, basis: '收费目录 3', when: is('isLit') }]);
  expect(guide.follows.map(({ isGiven, fees, permits }) => [isGiven, fees.removed, permits.removed])).toEqual([
    [true, [], []],
    [false, ['pay'], ['lights']],
  ]);
  expect(guideText(guide, () => undefined, 'en')).toContain('缴费: CNY 120.50 (收费目录 3) (isLit is yes)');
  expect(guideText(guideOf(permitV1, { form: { isLit: false } }), () => undefined, 'zh-CN')).toContain('不收费');
});

test('a first version stands beside what was promised before it, and refuses to promise more than that', () => {
  const first = (promised: Limit, formerly: Limit) =>
    procedure({
      ...base,
      limits: { statutory: workingDays(20), promised, formerly },
      steps: { a: approval('步骤', { by: 'office', within: halfDays(1) }) },
    });
  expect(guideOf(first(workingDays(1), workingDays(3))).reductions.at(-1)).toEqual({
    counter: 'time',
    now: workingDays(1),
    before: workingDays(3),
    change: 'fewer',
  });
  expect(() => first(workingDays(5), workingDays(3))).toThrow(
    'limits.promised: found 5WD, longer than the former promise, 3WD',
  );
});
