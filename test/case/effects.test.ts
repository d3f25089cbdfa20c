import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { effect, procedure, workingDays } from '../../domain/procedure.ts';
import { check, issuesInRegistered } from '../../domain/procedure/procedure.ts';
import { agree, caseOf, clerk, officer, paper } from '../../domain/testing.ts';
import { engine } from '../../domain/values.ts';
import { implementations } from '../../effects/index.ts';
import { head as base } from '../procedure/support/throw-away.ts';
import { paying } from './bundle.ts';
import { refusal } from './refusal.ts';

const shared = { digest: 'b'.repeat(64), kind: 'eLicence', suppliedBy: 'sharedData', material: 'licence' } as const;
const reviewed = () =>
  caseOf(paying)
    .receive({ at: '2027-03-24 10:00', papers: ['plan'] })
    .accept()
    .answer('review', agree);
const calls = (one: Pick<ReturnType<typeof reviewed>, 'entries'>) =>
  one.entries.flatMap(({ calls: made = [] }) => made);
const paid = { type: 'completeEffect', step: 'pay', result: { number: 'ZF-1' } } as const;

describe('An effect', () => {
  test('is called once, with what the flow gives, and belongs to the unit that is named', () => {
    expect(check(paying)).toEqual([]);
    const one = reviewed();
    expect(calls(one).filter(({ kind }) => kind === 'effect')).toEqual([
      { kind: 'effect', calls: 'payment', of: 'pay', input: { fen: 100 } },
    ]);
    expect(one.view.steps.at(-1)).toMatchObject({ step: 'pay', unit: 'urban-management', state: 'ready' });
    expect(one.clock('step:pay')).toMatchObject({ unit: 'urban-management', state: 'running' });
  });

  test('is given whom the case is for, whatever their form says', () => {
    const rated = procedure({
      ...base,
      form: z.object({ party: z.string() }),
      example: { party: 'p-somebody-else' },
      steps: {
        grade: effect('信用核验', {
          calls: 'credit-grade',
          takes: z.object({ party: z.string() }),
          result: z.object({ grade: z.enum(['A', 'none']) }),
          within: workingDays(1),
        }),
      },
      *run({ applicant, steps, grant, deny }) {
        const found = yield* steps.grade({ input: { party: applicant } });
        return !found.lapsed && found.grade === 'A' ? grant('licence') : deny([{ text: '信用等级不足' }]);
      },
    });
    expect(check(rated)).toEqual([]);
    const one = caseOf(rated).receive({ at: '2027-03-24 10:00' }).accept();
    expect(calls(one)).toContainEqual({
      kind: 'effect',
      calls: 'credit-grade',
      of: 'grade',
      input: { party: 'p-applicant' },
    });
  });

  test('goes on with what it answered, in the name of the engine', () => {
    const one = reviewed().act(engine, paid);
    expect(one.status).toBe('settled');
    expect(one.view.reasons).toEqual([{ text: 'ZF-1' }]);
    expect(one.events.find(({ type }) => type === 'settled')?.actor).toEqual(engine);
    expect(one.view.steps.at(-1)).toMatchObject({ outcome: { lapsed: false, number: 'ZF-1' } });
  });

  test('is given over to a person when its time runs out; nobody is summoned for it', () => {
    const one = reviewed().until('2027-03-26 18:00');
    expect(one.openSteps).toEqual(['payByHand']);
    const opened = one.instruments.filter(({ instrument }) => instrument.includes('step:pay'));
    expect(opened.map(({ level }) => level)).toEqual(['L0']);
    expect(refusal(() => one.act(engine, paid))).toBe('step.answered');
    expect(one.answer('payByHand', {}).view.reasons).toEqual([]);
  });

  test('takes no answer that its step does not declare, none of a person, and none twice', () => {
    const one = reviewed();
    const before = one.events.length;
    expect(refusal(() => one.act(engine, { ...paid, result: { number: 7 } }))).toBe('step.invalid');
    expect(refusal(() => one.act(engine, { ...paid, result: { lapsed: true } }))).toBe('step.invalid');
    expect(refusal(() => one.act(engine, { ...paid, step: 'payByHand' }))).toBe('step.notOpen');
    expect(refusal(() => one.act(officer('urban-management'), paid))).toBe('actor.wrongRole');
    const byHand = { type: 'answer', step: 'pay', answer: { lapsed: false, number: 'ZF-2' } } as const;
    expect(refusal(() => one.act(officer('urban-management'), byHand))).toBe('step.notForPeople');
    expect(one.events).toHaveLength(before);
    one.act(engine, paid);
    expect(refusal(() => one.act(engine, paid))).toBe('step.answered');
  });

  test('that is called with what it does not take breaks the flow, which does not load', () => {
    const wrong = procedure({
      ...base,
      form: z.object({ fen: z.int() }),
      example: { fen: 0 },
      steps: {
        pay: effect('支付', {
          calls: 'payment',
          takes: z.object({ fen: z.int().min(1) }),
          result: z.object({}),
          within: workingDays(1),
        }),
      },
      *run({ form, steps, grant }) {
        yield* steps.pay({ input: { fen: form.fen } });
        return grant('licence');
      },
    });
    const [issue] = check(wrong);
    expect(issue).toMatchObject({ rule: 'throws', message: expect.stringContaining('does not take what the flow') });
  });
});

describe('A material of shared data', () => {
  test('is asked of its source at receipt, and of nobody else', () => {
    const one = caseOf(paying).receive({ papers: ['plan'] });
    const form = { fen: 100 };
    expect(calls(one)).toEqual([
      {
        kind: 'source',
        calls: 'shared-catalogue',
        of: 'licence',
        input: { applicant: 'p-applicant', material: 'licence', title: '营业执照', form },
      },
    ]);
    expect(one.accept().status).toBe('inReview');
  });

  test('is filed when it is found, once, and by the engine alone', () => {
    const one = caseOf(paying).receive({ papers: ['plan'] });
    const file = { type: 'fileShared', paper: shared } as const;
    expect(refusal(() => one.act(clerk, file))).toBe('actor.wrongRole');
    expect(refusal(() => one.act(engine, { ...file, paper: { ...shared, material: 'plan' } }))).toBe(
      'material.unknown',
    );
    one.act(engine, { ...file, paper: { ...shared, suppliedBy: 'applicant' } });
    expect(one.view.papers).toEqual([paper('plan'), shared]);
    expect(refusal(() => one.act(engine, file))).toBe('material.unknown');
  });

  test('that is on file already is asked of no source', () => {
    const one = caseOf(paying).receive({ papers: ['plan', shared], by: clerk });
    expect(calls(one)).toEqual([]);
  });
});

describe('A definition is refused at start', () => {
  const told = (registered: Parameters<typeof issuesInRegistered>[1]) =>
    issuesInRegistered(paying, registered).map(({ at, message }) => `${at}: ${message}`);

  test('that names what no implementation is registered for', () => {
    expect(told(implementations)).toEqual([]);
    expect(told({ effects: {}, sources: { catalogue: {} } })).toEqual([
      'steps.pay.calls: found "payment", which no implementation is registered for: none is',
      'materials.licence.source: found "shared-catalogue", which no implementation is registered for: catalogue',
    ]);
  });

  test('whose implementation takes other input, or answers otherwise', () => {
    const { sources } = implementations;
    const takes = z.object({ fen: z.int(), account: z.string() });
    expect(told({ effects: { payment: { takes, result: z.object({ receipt: z.string() }) } }, sources })).toEqual([
      'steps.pay.takes: payment does not take it: account: Invalid input: expected string, received undefined',
      'steps.pay.result: payment answers otherwise: number: Invalid input: expected string, received undefined',
    ]);
  });
});
