/* oxlint-disable vitest/expect-expect -- the assertions are the lines marked as errors */
import { describe, test } from 'vitest';
import { z } from 'zod';
import { all, applicant, approval, atLeast, before, child, conference, decision, deferred, event, is, later, listBy, not, onDate, per, procedure, required, silenceAgrees, special, task } from '../../domain/procedure.ts';
import { day, head, inner, yes } from './support/refused.ts';

/** Every refusal by the compiler that the language promises: each line marked is an error, or this file does not compile. */
describe('what the flow says is checked against what is declared', () => {
  test('an unknown step, field, permit, result, milestone, mode or party does not compile', () => {
    procedure({
      ...head, modes: { assisted: {} }, milestones: { done: day }, permits: { licence: '' }, results: { paid: '' },
      steps: { yes, doIt: task('', { by: 'office', until: 'done' }), meet: conference('', { chair: 'lead', of: ['fire', 'water'], notice: day, within: day }), own: child(inner, { opens: 'received' }) },
      *run({ steps, form: seen, modes, reached, grant, settle, deny, grantEach }) {
        // @ts-expect-error unknown step
        void steps.no;
        // @ts-expect-error unknown field
        void seen.no;
        // @ts-expect-error unknown mode
        void modes.tolerant;
        // @ts-expect-error unknown milestone
        reached('no');
        const { answers } = yield* steps.meet();
        // @ts-expect-error unknown party
        void answers.air;
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
        void ending.permits;
        // @ts-expect-error a child needs its form
        steps.own();
        return settle('paid');
      },
    });
  });
  test('names in data are those declared: special, milestone, material, condition, commitment', () => {
    const rest = { permits: { licence: '' }, *run() { yield* all({}); return { end: 'granted', permits: ['licence'] } as const; } };
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
    // @ts-expect-error a text is at least nothing
    procedure({ ...head, ...rest, steps: { a: approval('', { by: 'x', within: day, when: atLeast('kind', 1) }) } });
    // @ts-expect-error a number is before no day
    procedure({ ...head, ...rest, steps: { a: approval('', { by: 'x', within: day, when: not(before('count', '2027-01-01')) }) } });
    // @ts-expect-error a condition on a personal field
    procedure({ ...head, ...rest, steps: { a: approval('', { by: 'x', within: day, when: is('contact') }) } });
    // @ts-expect-error a material's condition on an unknown field
    procedure({ ...head, ...rest, materials: { plan: required('', { when: is('bigger') }) }, steps: { yes } });
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
