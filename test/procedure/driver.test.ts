import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { approval, is, procedure, race, reasonsAgainst, personal, workingDays } from '../../domain/procedure.ts';
import { answer, Diverged, flow } from '../../domain/procedure/procedure.ts';
import { fold } from '../../domain/procedure/runtime/flow.ts';
import { bundle as batch } from '../case/bundle.ts';
import { done, gone, no, Play, yes } from './support/play.ts';
import { branches, bundle, first, gate, head, nested, none, step } from './support/throw-away.ts';
import { long } from '../support/tags.ts';

describe('the log is an ordered list', () => {
  test('all waits for every branch, in whatever order they answer, and names the results', () => {
    expect(new Play(gate).open).toEqual(['one', 'two']);
    expect(new Play(gate).give('two', yes).open).toEqual(['one']);
    expect(new Play(gate).give('two', yes).give('one', yes).state.ending).toEqual({
      end: 'granted',
      permits: ['licence'],
    });
  });
  test('a branch that ends badly cancels nobody', () => {
    const play = new Play(gate).give('one', no('甲'));
    expect(play.open).toEqual(['two']);
    expect(play.give('two', no('乙')).state.ending).toEqual({
      end: 'denied',
      reasons: [{ text: '甲' }, { text: '乙' }],
    });
  });
  test('branches that ask the same step keep their names whichever answers first', () => {
    const play = new Play(branches, { items: [{ id: 'a' }, { id: 'b' }] })
      .give('look@b', no())
      .give('look@a', no())
      .give('mend@a', done);
    expect(play.open).toEqual(['mend@b', 'look@a#2']);
  });
  test('a variable that branches share is as the order of the log left it', () => {
    const items = { items: [{ id: 'a' }, { id: 'b' }] };
    expect(new Play(branches, items).give('look@a', yes).give('look@b', yes).state.ending?.end).toBe('granted');
    expect(new Play(branches, items).give('look@b', yes).give('look@a', yes).open).toEqual(['close@a']);
  });
  test('an empty each goes on at once, a nested one joins its keys', () => {
    expect(new Play(branches, { items: [] }).state.ending?.end).toBe('granted');
    expect(new Play(nested).open).toEqual(['look@x/x1', 'look@x/x2', 'look@y/y1', 'look@y/y2']);
  });
  test('who acts is the unit that the flow names, else the one declared, and lead is resolved', () => {
    expect(new Play(gate).state.open.map(each => each.by)).toEqual(['office', 'lead-office']);
    expect(new Play(first).state.open.find(each => each.id === 'work')?.by).toBe('court');
  });
});

describe('a race', () => {
  test('is won by the first in the log; the open steps of the rest are cancelled', () => {
    const result = new Play(first).attempt('work', { found: 'x' });
    expect(result).toMatchObject({
      cancelled: ['outside', 'beside'],
      reached: ['over'],
      opened: [],
      after: { ending: { end: 'settled', result: 'work' } },
    });
  });
  test('an arm of several steps wins when all of it is over, and its deeds stay', () => {
    const play = new Play(first).give('outside', {});
    expect(play.open).toEqual(['work', 'beside']);
    expect(play.give('work', { found: 'x' }).state).toMatchObject({
      cancelled: ['beside'],
      ending: { result: 'work' },
    });
  });
  test('an arm that need not wait wins at once', () => {
    const p = procedure({
      ...head,
      form: z.object({ big: z.boolean() }),
      example: { big: true },
      steps: { slow: step(), maybe: approval('', { by: 'x', within: workingDays(1), when: is('big') }), last: step() },
      *run({ steps, grant, deny }) {
        const won = yield* race({ slow: steps.slow(), maybe: steps.maybe() });
        yield* steps.last();
        return won.first === 'maybe' ? grant('licence') : deny([{ text: '慢' }]);
      },
    });
    expect(new Play(p, { big: false }).open).toEqual(['last']);
    expect(new Play(p, { big: false }).give('last', yes).state.ending?.end).toBe('granted');
  });
});

describe('an outcome for a step that is not open is refused with why', () => {
  test('not asked, answered, cancelled, invalid', () => {
    expect(new Play(gate).attempt('three', yes)).toMatchObject({ refused: 'notOpen' });
    expect(new Play(gate).give('one', yes).attempt('one', yes)).toMatchObject({ refused: 'answered' });
    const over = procedure({
      ...head,
      steps: { a: step(), b: step(), c: step() },
      *run({ steps, grant }) {
        yield* race({ a: steps.a(), b: steps.b() });
        yield* steps.c();
        return grant('licence');
      },
    });
    expect(new Play(over).give('a', yes).attempt('b', yes)).toMatchObject({ refused: 'cancelled' });
    expect(new Play(gate).attempt('one', { answer: 'disagree', reasons: [] })).toMatchObject({ refused: 'invalid' });
    expect(new Play(gate).attempt('one', { answer: 'forwardUp', to: '省厅' })).toMatchObject({ refused: 'invalid' });
  });
  test('in a fold it means that another flow wrote the log: Diverged names the place', () => {
    const log = [
      { id: 'one', value: yes },
      { id: 'three', value: yes },
    ];
    expect(() => flow(gate, none, log)).toThrow(Diverged);
    expect(() => flow(gate, none, log)).toThrow(expect.objectContaining({ index: 1, outcome: 'three' }));
  });
});

describe('children, notices, effects, personal data', () => {
  const form = { paid: true };
  test('an effect opens with its input and may lapse; a child opens with its form and ends as it itself does', () => {
    const play = new Play(bundle, form).give('notice', { objections: [] });
    expect(play.state.open).toMatchObject([{ id: 'own', form: {} }]);
    expect(play.attempt('own', { end: 'granted', permits: ['other'] })).toMatchObject({ refused: 'invalid' });
    expect(play.give('own', { end: 'granted', permits: ['licence'] }).state.open).toMatchObject([
      { id: 'pay', input: { sum: 100 }, within: { unit: 'WD', n: 1 } },
    ]);
    expect(play.give('pay', gone).state.ending?.end).toBe('granted');
  });
  test('a child may be withdrawn; an objection may deny', () => {
    expect(
      new Play(bundle, form).give('notice', { objections: [] }).give('own', { end: 'withdrawn' }).state.ending,
    ).toEqual({ end: 'denied', reasons: [{ text: 'withdrawn' }] });
    const objection = { text: '异议', isUpheld: true, reasons: [{ text: '属实' }] };
    expect(new Play(bundle, form).give('notice', { objections: [objection] }).state.ending).toEqual({
      end: 'denied',
      reasons: [{ text: '属实' }],
    });
  });
  test('the flow sees a reference where a personal field is', () => {
    const seen: unknown[] = [];
    const p = procedure({
      ...head,
      form: z.object({ applicant: personal(z.string()), paid: z.boolean() }),
      example: { applicant: '张三', paid: true },
      steps: { a: step() },
      *run({ form: given, steps, grant }) {
        seen.push(given);
        reasonsAgainst(yield* steps.a());
        return grant('licence');
      },
    });
    flow(p, { ...none, form }, []);
    expect(seen).toEqual([{ paid: true, applicant: { personal: 'applicant' } }]);
  });
});

test('a long flow goes on from its last run only where the log follows it, and comes to the same', long, () => {
  const facts = { ...none, form: { parts: 60 } };
  const ending = (nth: number) => ({
    end: nth % 3 === 0 ? 'withdrawn' : 'granted',
    ...(nth % 3 > 0 && { permits: ['share'] }),
  });
  const whole = Array.from({ length: 60 }, (_, nth) => ({ id: `part@${nth + 1}`, value: ending(nth) }));
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(60), fc.boolean(), fc.boolean()), { minLength: 2, maxLength: 30 }), turns => {
      for (const [length, isReversed, isTried] of turns) {
        const log = (isReversed ? whole.toReversed() : whole).slice(0, length);
        const candidate = log.at(-1);
        const found =
          isTried && candidate
            ? (answer(batch, facts, log.slice(0, -1), candidate) as { readonly after: object }).after
            : flow(batch, facts, log);
        expect(found).toEqual(fold(batch, facts, log).state());
      }
    }),
    { numRuns: 30 },
  );
});
