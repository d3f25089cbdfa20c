import { expect, test } from 'vitest';
import { z } from 'zod';
import {
  above,
  approval,
  atLeast,
  atMost,
  before,
  below,
  both,
  either,
  is,
  not,
  procedure,
  required,
  workingDays,
} from '../../domain/procedure.ts';
import { check, formatCondition, materialsAsked } from '../../domain/procedure/procedure.ts';
import { holds, type Condition } from '../../domain/procedure/language/condition.ts';
import { answersOf } from '../../domain/procedure/guide/answers.ts';
import { formsOf } from '../../domain/procedure/check/walk/variation.ts';
import { caseOf } from '../../domain/testing.ts';
import { head, step } from './support/throw-away.ts';

const form = { area: 300, opens: '2027-05-01', big: true, kind: 'a' };

test.each<[Condition, string, boolean, object]>([
  [atLeast('area', 300), 'area >= 300', true, { area: 299.99 }],
  [below('area', 300), 'area < 300', false, { area: 299.99 }],
  [above('area', 300), 'area > 300', false, { area: 300.01 }],
  [atMost('area', 300), 'area <= 300', true, { area: 300.01 }],
  [before('opens', '2027-05-01'), 'opens < 2027-05-01', false, { opens: '2027-04-30' }],
  [not(is('big')), 'not (big)', false, { big: false }],
  [either(is('kind', 'b', 'c'), atLeast('area', 300)), '(kind = b | c) or (area >= 300)', true, { area: 1 }],
  [both(is('big'), below('area', 301)), '(big) and (area < 301)', true, { area: 301 }],
])('%j holds on one side of its threshold and not on the other', (condition, text, expected, other) => {
  expect(formatCondition(condition)).toBe(text);
  expect([holds(condition, form), holds(condition, { ...form, ...other })]).toEqual([expected, !expected]);
});

test('a number or a date that is left out is on no side', () => {
  for (const condition of [
    atLeast('area', 1),
    below('area', 1),
    above('area', 0),
    atMost('area', 1),
    before('opens', '2027-05-01'),
  ])
    expect(holds(condition, {})).toBe(false);
});

const hall = procedure({
  ...head,
  form: z.object({ area: z.int().min(1), opens: z.iso.date() }),
  example: { area: 40, opens: '2027-06-01' },
  materials: { survey: required('测绘报告', { when: atLeast('area', 300) }) },
  steps: {
    look: step(),
    fire: approval('消防', {
      by: 'fire-rescue',
      within: workingDays(1),
      when: either(atLeast('area', 300), before('opens', '2027-05-01')),
    }),
  },
  *run({ steps, grant }) {
    yield* steps.look();
    yield* steps.fire();
    return grant('licence');
  },
});

test('the walk goes on both sides of every threshold, so a step behind one is found and is no fault', () => {
  expect(check(hall)).toEqual([]);
  const forms = formsOf(hall) as readonly { readonly area: number; readonly opens: string }[];
  expect([...new Set(forms.map(({ area }) => area))].toSorted((a, b) => a - b)).toEqual([40, 299, 300]);
  expect([...new Set(forms.map(({ opens }) => opens))].toSorted()).toEqual(['2027-04-30', '2027-05-01', '2027-06-01']);
});

test('a step that breaks on one side of a threshold alone is found', () => {
  const broken = procedure({
    ...head,
    form: z.object({ area: z.number() }),
    example: { area: 40 },
    steps: { look: approval('', { by: 'office', within: workingDays(1), when: atLeast('area', 300) }) },
    *run({ steps, grant }) {
      const look = yield* steps.look();
      if (look.answer !== 'notApplicable') throw new Error('unfinished');
      yield* steps.look();
      return grant('licence');
    },
  });
  expect(check(broken).map(({ message }) => message)).toContainEqual(expect.stringContaining('unfinished'));
});

test('a case asks by the number of its form', () => {
  expect(materialsAsked(hall, { area: 299, opens: '2027-06-01' })).toEqual([]);
  const asked = (area: number, opens: string) => {
    const one = caseOf(hall).receive({ form: { area, opens } }).accept();
    one.answer('look', { answer: 'agree' });
    return one.openSteps;
  };
  expect(asked(299, '2027-05-01')).toEqual([]);
  expect(asked(300, '2027-05-01')).toEqual(['fire']);
  expect(asked(299, '2027-04-30')).toEqual(['fire']);
});

test('a threshold under its cut is walked on both sides, and the guide tells what lies between two', () => {
  const stage = procedure({
    ...head,
    form: z.object({ metres: z.number().min(0) }),
    example: { metres: 3 },
    materials: { report: required('评估报告', { when: above('metres', 2) }) },
    steps: {
      look: step(),
      small: approval('备案', { by: 'office', within: workingDays(1), when: atMost('metres', 0.5) }),
    },
    *run({ steps, grant }) {
      yield* steps.look();
      yield* steps.small();
      return grant('licence');
    },
  });
  expect(check(stage)).toEqual([]);
  const forms = formsOf(stage) as readonly { readonly metres: number }[];
  expect(forms.map(({ metres }) => metres).toSorted((a, b) => a - b)).toEqual([0.5, 0.51, 1.5, 2, 2.01, 3]);
  expect(answersOf(stage).get('metres')).toEqual([
    { condition: atMost('metres', 0.5), value: 0.5 },
    { condition: both(above('metres', 0.5), atMost('metres', 2)), value: 1.5 },
    { condition: above('metres', 2), value: 3 },
  ]);
  const asked = (metres: number) => materialsAsked(stage, { metres }).map(({ name }) => name);
  expect([asked(2), asked(2.01)]).toEqual([[], ['report']]);
});
