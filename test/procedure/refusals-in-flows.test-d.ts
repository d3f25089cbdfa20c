/* oxlint-disable vitest/expect-expect, require-yield -- the assertions are the lines marked as errors */
import { describe, expectTypeOf, test } from 'vitest';
import { z } from 'zod';
import { all, applicant, applies, approval, assigned, decision, each, effect, event, is, months, procedure, publicNotice, race, reasonsAgainst, task, wait, whoDisagree, type Answers, type Personal, type Reasons } from '../../domain/procedure.ts';
import { day, head, yes } from './support/refused.ts';

/** Every refusal by the compiler that the language promises: each line marked is an error, or this file does not compile. */
describe('every answer is dealt with', () => {
  test('an unhandled forwardUp, returned, lapsed or choice does not compile', () => {
    procedure({
      ...head, permits: { licence: '' },
      steps: {
        up: approval('', { by: 'x', within: day, may: ['forwardUp', 'return'] }), back: task('', { by: 'x', within: day, may: ['return'], result: z.object({ found: z.string() }) }),
        fix: applicant('', { within: day, result: z.object({ text: z.string() }) }), pick: decision('', { by: 'x', within: day, of: ['one', 'two'] }),
        sign: event('', { from: 'x', expires: day, result: z.object({ contract: z.string() }) }), maybe: task('', { by: 'x', within: day, when: is('big'), result: z.object({ found: z.string() }) }),
        go: approval('', { by: assigned, within: day }), notice: publicNotice('', { lasts: day, objection: 'x' }), pay: effect('', { calls: 'payment', takes: z.object({ sum: z.int() }), result: z.object({ ok: z.boolean() }), within: day }), rest: wait('', months(1)),
      },
      *run({ steps, form: seen, grant, grantEach }) {
        const up = yield* steps.up();
        // @ts-expect-error forwardUp and returned decide nothing
        reasonsAgainst(up);
        // @ts-expect-error nor inside a join
        reasonsAgainst({ up });
        // @ts-expect-error nor for a permit
        grantEach({ licence: up });
        if (up.answer !== 'forwardUp' && up.answer !== 'returned') reasonsAgainst(up);
        const back = yield* steps.back();
        // @ts-expect-error it may have been returned
        void back.found;
        const fix = yield* steps.fix();
        // @ts-expect-error it may have lapsed
        void fix.text;
        const sign = yield* steps.sign();
        // @ts-expect-error it may have expired
        void sign.contract;
        const maybe = yield* steps.maybe();
        // @ts-expect-error it may not apply
        void maybe.found;
        if (applies(maybe)) expectTypeOf(maybe.found).toEqualTypeOf<string>();
        const { chose } = yield* steps.pick();
        // @ts-expect-error no such choice
        if (chose === 'three') return grant('licence');
        expectTypeOf(chose).toEqualTypeOf<'one' | 'two'>();
        // @ts-expect-error an assigned step without its unit
        steps.go();
        yield* steps.go({ to: 'unit', about: [{ text: '' }] });
        // @ts-expect-error empty reasons
        yield* steps.go({ to: 'unit', about: [] });
        // @ts-expect-error an effect without its input
        steps.pay();
        const pay = yield* steps.pay({ input: { sum: 1 } });
        // @ts-expect-error it may have lapsed: a person takes over
        void pay.ok;
        expectTypeOf((yield* steps.notice()).objections[0]?.text).toEqualTypeOf<string | undefined>();
        // @ts-expect-error the form cannot be changed
        seen.count = 2;
        // @ts-expect-error an outcome cannot be changed
        if (!fix.lapsed) fix.text = '';
        // @ts-expect-error nor a list in the form
        seen.items.push({ id: '' });
        // @ts-expect-error a personal field is a reference, no text
        void seen.contact.length;
        expectTypeOf(seen.contact).toEqualTypeOf<Personal>();
        const won = yield* race({ fix: steps.fix(), rest: steps.rest() });
        // @ts-expect-error a misspelt arm
        if (won.first === 'fixed') return grant('licence');
        const joined = yield* all({ a: steps.pick(), b: steps.rest() });
        // @ts-expect-error a misspelt branch
        void joined.c;
        const found = yield* each(seen.items, item => item.id, () => steps.fix());
        expectTypeOf(found['one']?.lapsed).toEqualTypeOf<boolean | undefined>();
        return grant('licence');
      },
    });
  });
  test('reasons are reasons or nothing', () => {
    const answers: Answers = {};
    expectTypeOf(reasonsAgainst(answers)).toEqualTypeOf<Reasons | undefined>();
    expectTypeOf(whoDisagree(answers)).toEqualTypeOf<readonly string[]>();
  });
});

describe('a flow waits for nothing but what the engine offers, and ends', () => {
  test('a path without an ending, await, async and a bare yield do not compile', () => {
    const rest = { ...head, steps: { yes }, permits: { licence: '' } };
    procedure({
      ...rest,
      // @ts-expect-error a path without an ending
      *run({ steps, grant }) {
        const answer = yield* steps.yes();
        if (answer.answer === 'agree') return grant('licence');
      },
    });
    procedure({
      ...rest,
      // @ts-expect-error async
      async *run({ grant }) {
        return grant('licence');
      },
    });
    procedure({
      ...rest,
      // @ts-expect-error a bare yield
      *run({ steps, grant }) {
        yield steps.yes();
        return grant('licence');
      },
    });
    procedure({
      ...rest,
      // @ts-expect-error a foreign wait
      *run({ grant }) {
        yield new Promise(() => {});
        return grant('licence');
      },
    });
    procedure({
      ...rest,
      *run({ steps, grant }) {
        // @ts-expect-error without yield* there is no answer
        void steps.yes().answer;
        return grant('licence');
      },
    });
  });
  test('afterwards knows how the case ended and closes it', () => {
    procedure({
      ...head, steps: { yes, rest: wait('', day) }, permits: { licence: '' }, results: { paid: '' },
      *run({ steps, grant }) { yield* steps.yes(); return grant('licence'); },
      *afterwards({ ending, form: seen, steps, closed, revoke, reopen }) {
        yield* steps.rest();
        if (ending.end === 'settled') return reopen({ ...seen, big: false });
        // @ts-expect-error unknown permit
        revoke(['no'], [{ text: '' }]);
        // @ts-expect-error a form with a wrong field
        reopen({ ...seen, kind: 'c' });
        // @ts-expect-error a denied case has nothing after it
        if (ending.end === 'denied') return closed();
        return closed();
      },
    });
  });
});
