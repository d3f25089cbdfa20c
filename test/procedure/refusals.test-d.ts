import { describe, expectTypeOf, test } from 'vitest';
import { z } from 'zod';
import {
  all, applicant, applies, approval, assigned, child, conference, decision, deferred, each, effect, event, is, later, listBy, months, onDate, per, personal,
  procedure, publicNotice, race, reasonsAgainst, required, silenceAgrees, special, task, tolerable, wait, whoDisagree, workingDays,
  type Answers, type Personal, type Reasons,
} from '../../domain/procedure.ts';

/** Every refusal by the compiler that the language promises: each line marked is an error, or this file does not compile. */
const form = z.object({ kind: z.enum(['a', 'b']), big: z.boolean(), count: z.int(), payBy: z.string(), contact: personal(z.string()), items: listBy(z.object({ id: z.string() }), 'id', 5) });
const example = { kind: 'a', big: true, count: 1, payBy: '2026-01-05', contact: 'x', items: [{ id: 'one' }] } as const satisfies z.input<typeof form>;
const head = { name: 'refused', version: 1, title: '', lead: 'office', form, example: { ...example, items: [{ id: 'one' }] } };
const day = workingDays(1);
const yes = approval('', { by: 'office', within: day });
const inner = procedure({ ...head, steps: { yes }, permits: { licence: '' }, results: { paid: '' }, *run({ steps, grant }) { yield* steps.yes(); return grant('licence'); } });

describe('what the flow says is checked against what is declared', () => {
  test('an unknown step, field, permit, result, milestone, mode or party does not compile', () => {
    procedure({
      ...head, modes: { assisted: {} }, milestones: { done: day }, permits: { licence: '' }, results: { paid: '' },
      steps: { yes, doIt: task('', { by: 'office', until: 'done' }), meet: conference('', { chair: 'lead', of: ['fire', 'water'], notice: day, within: day }), own: child(inner, { opens: 'received' }) },
      *run({ steps, form: seen, modes, reached, grant, settle, deny, grantEach }) {
        // @ts-expect-error unknown step
        steps.no;
        // @ts-expect-error unknown field
        seen.no;
        // @ts-expect-error unknown mode
        modes.tolerant;
        // @ts-expect-error unknown milestone
        reached('no');
        const { answers } = yield* steps.meet();
        // @ts-expect-error unknown party
        answers.air;
        // @ts-expect-error unknown permit
        grant('no');
        // @ts-expect-error no permit at all
        grant();
        // @ts-expect-error unknown permit among answers
        grantEach({ ...answers });
        // @ts-expect-error unknown result
        settle('no');
        // @ts-expect-error empty reasons
        deny([]);
        const ending = yield* steps.own({ form: head.example });
        // @ts-expect-error unknown permit of a child
        if (ending.end === 'granted') ending.permits.includes('no');
        // @ts-expect-error a child's ending may be withdrawn: it has no permits
        ending.permits;
        // @ts-expect-error a child needs its form
        steps.own();
        return settle('paid');
      },
    });
  });
  test('names in data are those declared: special, milestone, material, condition, commitment', () => {
    const rest = { permits: { licence: '' }, *run() { return { end: 'granted', permits: ['licence'] } as const; } };
    // @ts-expect-error a pause that is not on the list
    procedure({ ...head, ...rest, special: { inspection: special('', { atMost: day, basis: '' }) }, steps: { a: approval('', { by: 'x', within: day, mayPauseFor: ['hearing'] }) } });
    // @ts-expect-error unknown special as a clock
    procedure({ ...head, ...rest, steps: { a: approval('', { by: 'x', special: 'hearing' }) } });
    // @ts-expect-error unknown milestone
    procedure({ ...head, ...rest, milestones: { done: day }, steps: { a: task('', { by: 'x', until: 'dome' }) } });
    // @ts-expect-error unknown material
    procedure({ ...head, ...rest, materials: { plan: later('') }, steps: { a: applicant('', { within: day, gives: ['plans'] }) } });
    // @ts-expect-error a condition on an unknown field
    procedure({ ...head, ...rest, steps: { a: approval('', { by: 'x', within: day, when: is('bigger') }) } });
    // @ts-expect-error a condition on a value that the field never has
    procedure({ ...head, ...rest, steps: { a: approval('', { by: 'x', within: day, when: is('kind', 'c') }) } });
    // @ts-expect-error a condition on a field that is not finite
    procedure({ ...head, ...rest, steps: { a: approval('', { by: 'x', within: day, when: is('count', 1) }) } });
    // @ts-expect-error a condition on a personal field
    procedure({ ...head, ...rest, steps: { a: approval('', { by: 'x', within: day, when: is('contact') }) } });
    // @ts-expect-error a material's condition on an unknown field
    procedure({ ...head, ...rest, materials: { plan: required('', { when: is('bigger') }) }, steps: { yes } });
    // @ts-expect-error tolerable without the mode
    procedure({ ...head, ...rest, materials: { plan: tolerable('', { within: day }) }, steps: { yes } });
    // @ts-expect-error deferred without the mode
    procedure({ ...head, ...rest, materials: { plan: deferred('', { before: 'later' }) }, steps: { yes, later: event('', { from: 'x', expires: day }) } });
    // @ts-expect-error deferred to an unknown event
    procedure({ ...head, ...rest, modes: { deferredSupplement: { basis: '' } }, materials: { plan: deferred('', { before: 'latter' }) }, steps: { yes, later: event('', { from: 'x', expires: day }) } });
    // @ts-expect-error an unknown mode
    procedure({ ...head, ...rest, modes: { tolerance: {} }, steps: { yes } });
    // @ts-expect-error commitment without verification
    procedure({ ...head, ...rest, modes: { commitment: { covers: ['yes'], fix: 'fix', revokes: ['licence'], basis: '' } }, steps: { yes, fix: applicant('', { within: day }) } });
    // @ts-expect-error commitment that covers an unknown step
    procedure({ ...head, ...rest, modes: { commitment: { covers: ['no'], verify: 'yes', fix: 'fix', revokes: ['licence'], basis: '' } }, steps: { yes, fix: applicant('', { within: day }) } });
    // @ts-expect-error commitment that revokes an unknown permit
    procedure({ ...head, ...rest, modes: { commitment: { covers: ['yes'], verify: 'yes', fix: 'fix', revokes: ['no'], basis: '' } }, steps: { yes, fix: applicant('', { within: day }) } });
    // @ts-expect-error tacit approval without its basis
    procedure({ ...head, ...rest, policies: { tacitApproval: { at: 'promised', grants: ['licence'] } }, steps: { yes } });
    // @ts-expect-error tacit approval of an unknown permit
    procedure({ ...head, ...rest, policies: { tacitApproval: { at: 'promised', grants: ['no'], basis: '' } }, steps: { yes } });
    // @ts-expect-error a limit by kind with a value missing
    procedure({ ...head, ...rest, limits: { promised: per('kind', { a: day }) }, steps: { yes } });
    // @ts-expect-error a step's limit by kind with a value missing
    procedure({ ...head, ...rest, steps: { a: approval('', { by: 'x', within: per('kind', { a: day }) }) } });
    // @ts-expect-error a limit by a field that is not finite
    procedure({ ...head, ...rest, limits: { promised: per('count', { 1: day }) }, steps: { yes } });
    // @ts-expect-error due on a field that is no text
    procedure({ ...head, ...rest, limits: { promised: onDate('count') }, steps: { yes } });
    // @ts-expect-error an example that is no form
    procedure({ ...head, example: { kind: 'c' }, ...rest, steps: { yes } });
    // @ts-expect-error a misspelt property
    procedure({ ...head, ...rest, tittle: '', steps: { yes } });
  });
});

describe('a step has exactly one clock and what it needs', () => {
  test('two clocks, none, or silence without its basis do not compile', () => {
    // @ts-expect-error no clock
    approval('', { by: 'x' });
    // @ts-expect-error two clocks
    approval('', { by: 'x', within: day, until: 'done' });
    // @ts-expect-error an applicant without a limit
    applicant('', {});
    // @ts-expect-error silence without its basis
    silenceAgrees();
    // @ts-expect-error a decision between one thing
    decision('', { by: 'x', within: day, of: ['only'] });
    // @ts-expect-error a misspelt property
    approval('', { by: 'x', within: day, wen: is('big') });
    // @ts-expect-error a list named by a field that its items lack
    listBy(z.object({ id: z.string() }), 'no', 3);
  });
});

describe('every answer is dealt with', () => {
  test('an unhandled forwardUp, returned, lapsed or choice does not compile', () => {
    procedure({
      ...head, permits: { licence: '' },
      steps: {
        up: approval('', { by: 'x', within: day, may: ['forwardUp', 'return'] }), back: task('', { by: 'x', within: day, may: ['return'], result: z.object({ found: z.string() }) }),
        fix: applicant('', { within: day, result: z.object({ text: z.string() }) }), pick: decision('', { by: 'x', within: day, of: ['one', 'two'] }),
        sign: event('', { from: 'x', expires: day, result: z.object({ contract: z.string() }) }), maybe: task('', { by: 'x', within: day, when: is('big'), result: z.object({ found: z.string() }) }),
        go: approval('', { by: assigned, within: day }), notice: publicNotice('', { lasts: day, objection: 'x' }), pay: effect('', { takes: z.object({ sum: z.int() }), result: z.object({ ok: z.boolean() }) }), rest: wait('', months(1)),
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
        back.found;
        const fix = yield* steps.fix();
        // @ts-expect-error it may have lapsed
        fix.text;
        const sign = yield* steps.sign();
        // @ts-expect-error it may have expired
        sign.contract;
        const maybe = yield* steps.maybe();
        // @ts-expect-error it may not apply
        maybe.found;
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
        expectTypeOf((yield* steps.notice()).objections[0]?.text).toEqualTypeOf<string | undefined>();
        // @ts-expect-error the form cannot be changed
        seen.count = 2;
        // @ts-expect-error an outcome cannot be changed
        if (!fix.lapsed) fix.text = '';
        // @ts-expect-error nor a list in the form
        seen.items.push({ id: '' });
        // @ts-expect-error a personal field is a reference, no text
        seen.contact.length;
        expectTypeOf(seen.contact).toEqualTypeOf<Personal>();
        const won = yield* race({ fix: steps.fix(), rest: steps.rest() });
        // @ts-expect-error a misspelt arm
        if (won.first === 'fixed') return grant('licence');
        const joined = yield* all({ a: steps.pick(), b: steps.rest() });
        // @ts-expect-error a misspelt branch
        joined.c;
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
        steps.yes().answer;
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
