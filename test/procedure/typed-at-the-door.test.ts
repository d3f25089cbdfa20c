import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  applicant,
  approval,
  assigned,
  onDate,
  personal,
  procedure,
  reasonText,
  task,
  unit,
  workingDays,
} from '../../domain/procedure.ts';
import { check, unitsIn, type AnyProcedure } from '../../domain/procedure/procedure.ts';
import { Refused } from '../../domain/refusal.ts';
import { applicant as party, caseOf, clerk, paper, type CaseOf } from '../../domain/testing.ts';
import { required } from '../../domain/procedure.ts';
import { refusal } from '../case/refusal.ts';
import { base } from './support/granting.ts';
import { head, step } from './support/throw-away.ts';

const day = workingDays(1);
const rules = (p: AnyProcedure): readonly string[] => check(p).map(({ rule, at }) => `${rule} ${at}`);
/** The faults by which a definition is refused, as `rule at`. */
function faultsOf(define: () => unknown): readonly string[] {
  try {
    define();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return (error.params['faults'] as readonly { rule: string; at: string }[]).map(({ rule, at }) => `${rule} ${at}`);
  }
  return [];
}

/** The unit that looks is named by the form; a second step asks about what the form says. */
const byForm = (field: z.ZodString) =>
  procedure({
    ...head,
    form: z.object({ unit: field, text: z.string().optional() }),
    example: { unit: 'tax-office' },
    materials: { plan: required('图纸') },
    steps: { first: step(), look: approval('审查', { by: assigned, within: day }) },
    *run({ form, steps, grant }) {
      yield* steps.first();
      yield* steps.look({ to: form.unit });
      return grant('licence');
    },
  });

describe('a form by which the flow breaks is refused before anything is received', () => {
  const typed = byForm(z.string());
  const receive = (form: { unit: string }, papers?: string[]): CaseOf<typeof typed> =>
    caseOf(typed).receive({ form, ...(papers && { papers }) });

  test('also where it breaks only after the first answer', () => {
    expect(refusal(() => receive({ unit: '税务 局' }))).toBe('form.defect');
    expect(refusal(() => receive({ unit: 'tax-office' }))).toBe('accepted');
  });
  test('also in a correction, and the case is as it was', () => {
    const one = receive({ unit: 'tax-office' }, []);
    one.act(clerk, { type: 'giveNotice', defects: [{ item: 'plan', defect: '缺少' }] });
    const supply = (unit: string) =>
      one.tryAct(party, { type: 'supply', papers: [paper('plan')], form: { unit } })?.code;
    expect(supply('税务 局')).toBe('form.defect');
    expect(one.status).toBe('correction');
    expect(supply('other-office')).toBeUndefined();
    expect(one.accept().status).toBe('inReview');
  });
});

describe('a definition is refused', () => {
  test('that assigns a step to a text which may be no unit', () => {
    expect(rules(byForm(z.string()))).toEqual(expect.arrayContaining(['unit steps.look']));
    expect(rules(byForm(unit()))).toEqual([]);
  });
  test('whose limit goes by a text that may be no date', () => {
    const paid = (field: z.ZodType<string, string>) => () =>
      procedure({
        ...base,
        form: z.object({ payBy: field }),
        example: { payBy: '2027-06-30' },
        steps: { pay: task('', { by: 'office', within: onDate('payBy') }) },
      });
    expect(faultsOf(paid(z.string()))).toEqual(['onDate steps.pay.within']);
    expect(faultsOf(paid(z.iso.date()))).toEqual([]);
  });
  test('whose form or result changes what was typed', () => {
    const changed = z.string().transform(value => value.length);
    const change = { ...base, steps: { a: step() } };
    expect(faultsOf(() => procedure({ ...change, form: z.object({ n: changed }), example: { n: 'x' } }))).toEqual([
      'changes form.n',
    ]);
    const a = task('', { by: 'office', within: day, result: z.object({ n: z.array(changed) }) });
    expect(faultsOf(() => procedure({ ...base, steps: { a } }))).toEqual(['changes steps.a.result.n']);
    const others: readonly (readonly [z.ZodType, unknown])[] = [
      [z.preprocess(String, z.string()), 'x'],
      [z.string().catch(''), 'x'],
      [z.coerce.number(), 5],
      [z.string().pipe(z.coerce.number()), '5'],
      [z.stringbool(), 'true'],
      [z.codec(z.string(), z.number(), { decode: Number, encode: String }), '5'],
      [z.array(z.object({ n: z.coerce.boolean() })), [{ n: true }]],
    ];
    for (const [n, typed] of others)
      expect(faultsOf(() => procedure({ ...change, form: z.object({ n }), example: { n: typed } }))).toEqual([
        'changes form.n',
      ]);
    expect(
      faultsOf(() => procedure({ ...change, form: z.object({ n: z.string().trim() }), example: { n: 'x' } })),
    ).toEqual([]);
  });
  test('whose form or result holds what no log can keep', () => {
    const change = { ...base, steps: { a: step() } };
    for (const n of [
      z.bigint(),
      z.date(),
      z.map(z.string(), z.string()),
      z.nan(),
      z.array(z.date()),
      z.promise(z.string()),
    ])
      expect(faultsOf(() => procedure({ ...change, form: z.object({ n }), example: { n: 'x' } as never }))).toEqual([
        'unkept form.n',
      ]);
    const a = task('', { by: 'office', within: day, result: z.object({ at: z.date() }) });
    expect(faultsOf(() => procedure({ ...base, steps: { a } }))).toEqual(['unkept steps.a.result.at']);
  });
  test('that records personal data from which they cannot be taken out', () => {
    const who = z.object({ found: z.union([personal(z.string()), z.literal('none')]) });
    const a = task('', { by: 'office', within: day, result: who });
    expect(faultsOf(() => procedure({ ...base, steps: { a } }))).toEqual(['personal steps.a.result.found']);
  });
});

/** A reason that the applicant types, which ends the case. */
const denying = (text: z.ZodString) =>
  procedure({
    ...head,
    results: { done: '办结' },
    steps: { say: applicant('说明', { within: day, result: z.object({ why: text, happy: z.boolean() }) }) },
    *run({ steps, deny, grant, settle }) {
      const said = yield* steps.say();
      if (said.lapsed) return grant('licence');
      return said.happy ? settle('done') : deny([{ text: said.why }]);
    },
  });

describe('a text that becomes a reason', () => {
  test('is refused by the check where it may be empty or too long, and is fit as reasonText()', () => {
    expect(rules(denying(z.string()))).toContain('throws run');
    expect(rules(denying(reasonText()))).toEqual([]);
  });
  test('that could not be kept refuses the answer, and the log stays', () => {
    const one = caseOf(denying(z.string())).receive().accept();
    const say = (why: string) => refusal(() => one.answer('say', { why, happy: false, lapsed: false }));
    const before = one.events.length;
    for (const why of ['', '样'.repeat(2001)]) expect(say(why)).toBe('step.defect');
    expect(one.events.length).toBe(before);
    expect(say('不符合')).toBe('accepted');
    expect(one.status).toBe('denied');
  });
});

test('a flow that breaks when time runs out leaves the step late, and the case alive', () => {
  const breaking = procedure({
    ...head,
    steps: { say: applicant('说明', { within: day }) },
    *run({ steps, grant }) {
      if ((yield* steps.say()).lapsed) throw new Error('unfinished');
      return grant('licence');
    },
  });
  const one = caseOf(breaking).receive({ at: '2027-03-24 10:00' }).accept().until('2027-03-30 10:00');
  expect(one.clock('step:say').colour).toBe('red');
  expect(one.openSteps).toEqual(['say']);
  one.act(party, { type: 'withdraw' });
  expect(one.status).toBe('withdrawn');
});

test('the units that a value names are found at every depth', () => {
  const schema = z.object({ one: unit().optional(), many: z.array(z.object({ at: unit(), other: z.string() })) });
  expect(unitsIn(schema, { one: 'a', many: [{ at: 'b', other: 'c' }] })).toEqual([
    { path: ['one'], unit: 'a' },
    { path: ['many', '0', 'at'], unit: 'b' },
  ]);
});
