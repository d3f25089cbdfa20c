import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  applicant,
  approval,
  assigned,
  atLeast,
  before,
  child,
  conference,
  decision,
  deferred,
  event,
  is,
  later,
  months,
  onDate,
  per,
  permit,
  procedure,
  required,
  silenceAgrees,
  special,
  task,
  workingDays,
} from '../../domain/procedure.ts';
import { check } from '../../domain/procedure/check/check.ts';
import type { AnyProcedure } from '../../domain/procedure/procedure.ts';
import { Refused } from '../../domain/refusal.ts';

// oxlint-disable-next-line typescript/no-explicit-any -- what a flow that does not compile asks for
type Given = Readonly<Record<string, any>>;
/** What an author wrote wrong, beside what is right: as it is loaded, without a compiler. */
type Wrong = Readonly<Record<string, unknown>>;
const review = approval('审查', { by: 'lead', within: workingDays(2) });
const right = {
  name: 'stall',
  version: 1,
  title: '摊位设置',
  lead: 'market-regulation',
  form: z.object({ street: z.string(), kind: z.enum(['a', 'b']), size: z.int().min(0).max(900), opens: z.string() }),
  example: { street: '中山路', kind: 'a', size: 10, opens: '2027-03-24' },
  limits: { statutory: workingDays(20), promised: workingDays(10) },
  steps: { review },
  permits: { stall: '许可' },
  *run({ steps, grant }: Given) {
    yield* steps.review();
    return grant('stall');
  },
};

function faultsOf(wrong: Wrong): readonly string[] {
  try {
    const made = procedure({ ...right, ...wrong } as never) as AnyProcedure;
    return check(made).map(({ at, message }) => `${at}: ${message}`);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return error.message.split('\n- ').slice(1);
  }
}

const stepsWith = (declared: Wrong): Wrong => ({ steps: { review: Object.assign({}, review, declared) } });
const runs = (run: (given: Given) => unknown): Wrong => ({ run });
let runsBefore = 0;
const day = workingDays(1);
const endless: z.ZodType = z.object({
  get part() {
    return endless.optional();
  },
});
/** What is settled with a result, and grants nothing. */
const settling: Wrong = {
  kind: 'service',
  permits: {},
  results: { done: '办结' },
  *run({ steps, settle }: Given) {
    yield* steps.review();
    return settle('done');
  },
};
const otherwise = 'when review = {"answer":"disagree","reasons":[{"text":"样例"}]}';

/** Each with the one message that its author reads: the place, what was found, what to write. */
const wrongs: Readonly<Record<string, readonly [Wrong, string]>> = {
  'a misspelt step': [
    runs(function* ({ steps, grant }) {
      yield* steps.reviw();
      return grant('stall');
    }),
    'run: The flow asks steps.reviw, which is no step of stall.v1; expected review. (on the good way)',
  ],
  'a path without an ending': [
    runs(function* ({ steps }) {
      yield* steps.review();
    }),
    'run: The flow of stall.v1 returns no ending: return grant, grantEach, deny, settle or forwardUp on every path. ' +
      '(on the good way)',
  ],
  'a misspelt permit': [
    runs(function* ({ steps, grant }) {
      yield* steps.review();
      return grant('stal');
    }),
    'run: The flow of stall.v1 grants stal, which is no permit; expected stall. (on the good way)',
  ],
  'grantEach by the name of a step': [
    runs(function* ({ steps, grantEach }) {
      return grantEach({ review: yield* steps.review() });
    }),
    'run: The flow of stall.v1 grants review, which is no permit; expected stall. (on the good way)',
  ],
  'a result that none is': [
    runs(function* ({ steps, settle }) {
      yield* steps.review();
      return settle('done');
    }),
    'run: The flow of stall.v1 settles with done, which is no result; none is declared. (on the good way)',
  ],
  'a denial without reasons': [
    runs(function* ({ steps, grant, deny }) {
      return (yield* steps.review()).answer === 'disagree' ? deny([]) : grant('stall');
    }),
    `run: The flow of stall.v1 denies without a reason: give at least one. (${otherwise})`,
  ],
  'a throw off the good way': [
    runs(function* ({ steps, grant }) {
      if ((yield* steps.review()).answer === 'disagree') throw new Error('unfinished');
      return grant('stall');
    }),
    `run: The flow of stall.v1 threw: unfinished, at wrong-definitions.test.ts:LINE (${otherwise})`,
  ],
  'a wait that nobody waits for': [
    // oxlint-disable-next-line require-yield -- that is what is wrong
    runs(function* ({ steps, grant }) {
      steps.review();
      return grant('stall');
    }),
    'run: steps.review() was called but not waited for: write yield* before it. (on the good way)',
  ],
  'state between runs': [
    runs(function* ({ steps, grant }) {
      runsBefore += 1;
      if (runsBefore % 2 === 0) yield* steps.review();
      return grant('stall');
    }),
    'run: run again over the same log it does not ask what it asked before (on the good way): it keeps state between ' +
      'runs',
  ],
  'a text as a reason': [
    runs(function* ({ steps, form, grant, deny }) {
      return (yield* steps.review()).answer === 'disagree' ? deny([{ text: form.street }]) : grant('stall');
    }),
    'run: The flow of stall.v1 ends with denied, of which reasons.0.text cannot be kept (Too small: expected string ' +
      `to have >=1 characters). Declare a text that becomes a reason as reasonText(). (${otherwise})`,
  ],
  'a text as a unit': [
    {
      ...stepsWith({ by: assigned }),
      ...runs(function* ({ steps, form, grant }) {
        yield* steps.review({ to: form.street });
        return grant('stall');
      }),
    },
    'steps.review: is assigned to a text that may be no unit; declare the field that names it as unit()',
  ],
  'a step that is never asked': [
    { steps: { review, more: approval('复核', { by: 'lead', within: day }) } },
    'steps.more: is never asked, whatever the form and the answers; ask it, or leave it out; if the flow looks at a ' +
      'number or a text first, say so by `when`, or give an example that comes to it',
  ],
  'a permit that is never granted': [
    { permits: { stall: '许可', lights: '灯箱' } },
    'permits.lights: is never granted; grant it, or leave it out',
  ],
  'a milestone that is never reached': [
    { milestones: { told: day }, steps: { review: task('告知', { by: 'lead', until: 'told' } as never) } },
    "milestones.told: is never reached; say reached('…') in the flow, or leave it out",
  ],
  'a condition on no field': [
    stepsWith({ when: is('big') }),
    'steps.review.when: big is no field of the form; expected street, kind, size, opens',
  ],
  'a condition on a value that is none': [
    stepsWith({ when: is('kind', 'c') }),
    'steps.review.when: form.kind is never "c"',
  ],
  'a threshold of a text': [
    stepsWith({ when: atLeast('street', 3) }),
    'steps.review.when: form.street holds no number, and numbers are compared',
  ],
  'a day of a number': [
    stepsWith({ when: before('size', '2027-05-01') }),
    'steps.review.when: form.size holds no date, and before compares dates',
  ],
  'a table that lacks a value': [
    { limits: { statutory: workingDays(20), promised: per('kind', { a: workingDays(3) }) } },
    "limits.promised: per('kind') has no limit for b; write one for each",
  ],
  'a table by a text': [
    { limits: { statutory: workingDays(20), promised: per('street', { a: workingDays(3) }) } },
    "limits.promised: per('street') needs a field with few values; ask an enum or a boolean",
  ],
  'a date of a text': [
    stepsWith({ within: undefined, withinBy: onDate('opens') }),
    'steps.review.within: goes by form.opens, which may hold no date; write z.iso.date()',
  ],
  'no clock': [stepsWith({ within: undefined }), 'steps.review: has no clock; write one of within, until and special'],
  'two clocks': [
    { milestones: { told: day }, ...stepsWith({ until: 'told' }) },
    'steps.review: has two clocks, within and until; write one of within, until and special',
  ],
  'a pause that is on no list': [
    stepsWith({ mayPauseFor: ['test'] }),
    'steps.review.mayPauseFor: test is no special procedure of the list; none is declared',
  ],
  'a special procedure of nobody': [
    { special: { test: special('检验', { atMost: day, basis: '45' }) } },
    'special.test: no step may pause for it and none is it; name it in mayPauseFor of a step, or leave it out',
  ],
  'a word that the language lacks': [
    { polices: {} },
    'polices: polices is no word of the language here; expected name, version, title, lead, kind, intake, form, ' +
      'example, examples, materials, limits, policies, modes, special, milestones, steps, permits, results, run, ' +
      'afterwards',
  ],
  'a word that no policy is': [
    { policies: { correction: { within: day, onLaps: 'hold' } } },
    'policies.correction.onLaps: onLaps is no word of the language here; expected within, onLapse, heldFor',
  ],
  'a word that no step has': [
    { steps: { review: approval('审查', { by: 'lead', within: day, silense: {} } as never) } },
    'steps.review.silense: silense is no word of the language here; expected by, gives, post, people, mayPauseFor, ' +
      'may, when, silence, satisfiedBy, trio, within, until, special',
  ],
  'a word that no paper has': [
    { materials: { plan: required('图', { within: day } as never) } },
    'materials.plan.within: within is no word of the language here; expected title, when, source, instead, files',
  ],
  'a choice that is none': [
    { policies: { filedOffHours: 'nextDay' } },
    'policies.filedOffHours: "nextDay" is no word of the language here; expected keepDate, nextWorkday',
  ],
  'a kind of item that is none': [
    { kind: 'permit' },
    'kind: "permit" is no word of the language here; expected licence, confirmation, registration, filing, payment, ' +
      'reward, levy, adjudication, service, internal',
  ],
  'a licence without its limit in law': [
    { limits: { statutory: 'none' } },
    'limits.statutory: a licence has a limit in law, 20 working days (行政许可法 42); leave it out, or say by kind ' +
      'what else the item is',
  ],
  'a paper that an issue would ask of nobody': [
    { kind: 'service', intake: { by: 'issue', from: ['visit'] }, materials: { plan: required('图') } },
    'materials.plan: is required, and a case by issue has no acceptance that would ask for it; declare it by ' +
      'later(…) on the step that gives it, or name its source',
  ],
  'acceptance of an order': [
    { kind: 'service', intake: { by: 'order', from: ['visit'] }, policies: { acceptance: { within: day } } },
    'policies.acceptance: a case by order is neither accepted nor corrected; leave it out',
  ],
  'correction of an issue': [
    { kind: 'service', intake: { by: 'issue', from: ['visit'] }, policies: { correction: { within: day } } },
    'policies.correction: a case by issue is neither accepted nor corrected; leave it out',
  ],
  'a mode of acceptance for an issue': [
    { kind: 'service', intake: { by: 'issue', from: ['visit'] }, modes: { instantAuto: {} } },
    'modes.instantAuto: a case by issue is not accepted; leave it out',
  ],
  'an issue from nobody': [
    { kind: 'service', intake: { by: 'issue', from: [] } },
    'intake.from: names 0, expected at least 1',
  ],
  'checks by nobody': [
    { intake: { by: 'application', checkedBy: [] } },
    'intake.checkedBy: names 0, expected at least 1',
  ],
  'publication where nothing is granted': [
    { ...settling, kind: 'registration', policies: { publicity: { within: day } } },
    'policies.publicity: only what is granted is published; declare permits, or leave it out',
  ],
  'revocation where nothing is granted': [
    { ...settling, policies: { revocable: { by: 'lead', basis: '办法' } } },
    'policies.revocable: only a permit is revoked; declare permits, or leave it out',
  ],
  'the hand-over of what is handed over to nobody': [
    { ...settling, intake: { by: 'issue', from: ['visit'] }, policies: { delivery: { within: day } } },
    'policies.delivery: what a case by issue is settled with is handed over to nobody; leave it out',
  ],
  'how long is held what is never held': [
    { policies: { correction: { heldFor: months(1) } } },
    "policies.correction.heldFor: nothing is held; write onLapse: 'hold'",
  ],
  'silence that approves at a limit that there is none': [
    {
      limits: { statutory: workingDays(20) },
      policies: { tacitApproval: { at: 'promised', grants: ['stall'], basis: '试行' } },
    },
    'policies.tacitApproval.at: no promised limit is declared, so that silence never approves',
  ],
  'silence without its basis': [
    { steps: { review: approval('审查', { by: 'lead', within: day, silence: silenceAgrees(' ') }) } },
    'steps.review.silence.basis: names nothing that allows it; write the article',
  ],
  'tolerance without a tolerable paper': [
    { modes: { tolerant: { credit: 'B' } } },
    'modes.tolerant: no material is tolerable; declare one by tolerable(…), or leave it out',
  ],
  'supply afterwards without a paper': [
    { modes: { deferredSupplement: { basis: '办法' } } },
    'modes.deferredSupplement: nothing may come after the decision; declare a material by deferred(…)',
  ],
  'a limit that is none': [
    { limits: { statutory: workingDays(20), promised: { unit: 'WD', n: -3 } } },
    'limits.promised: found {"unit":"WD","n":-3}, which is no limit; write workingDays(3) or another one',
  ],
  'a text as a limit': [
    { policies: { delivery: { within: '3WD' } } },
    'policies.delivery.within: found "3WD", which is no limit; write workingDays(3) or another one',
  ],
  'a limit by a field that may be left out': [
    {
      form: z.object({ kind: z.enum(['a', 'b']).optional() }),
      example: { kind: 'a' },
      limits: { statutory: workingDays(20), promised: per('kind', { a: day, b: day }) },
      steps: { review: approval('审查', { by: 'lead', within: day }) },
    },
    'limits.promised: goes by form.kind, which may be left out, and there would be no limit then; ask it of everybody',
  ],
  'a form that holds itself': [
    { form: z.object({ part: endless }), example: { part: {} } },
    'form: holds itself, and so has no end; write as many levels as there are',
  ],
  'a name that every object has': [
    { permits: { stall: '许可', toString: '许可' } },
    'permits.toString: is the name of what every object has; write another',
  ],
  'a result by the name of what the language adds': [
    { steps: { review: applicant('补交', { within: day, result: z.object({ lapsed: z.string() }) }) } },
    'steps.review.result.lapsed: is added by the language itself; write another name',
  ],
  'an answer that a task never has': [
    { steps: { review: task('办理', { by: 'lead', within: day, may: ['forwardUp'] } as never) } },
    'steps.review.may: forwardUp is no word of the language here; expected return',
  ],
  'four people': [
    { steps: { review: approval('审查', { by: 'lead', within: day, people: 4 } as never) } },
    'steps.review.people: 4 is no word of the language here; expected 1, 2, trio: true',
  ],
  'a paper that is given twice': [
    {
      materials: { plan: later('图') },
      steps: { review: task('办理', { by: 'lead', within: day, gives: ['plan', 'plan'] } as never) },
    },
    'steps.review.gives: names plan twice',
  ],
  'a case that takes longer than the one that waits for it': [
    {
      limits: { statutory: workingDays(20), promised: workingDays(3) },
      steps: { review: child(procedure(right as never), { opens: 'received' }) },
      ...runs(function* ({ steps, grant, form }) {
        yield* steps.review({ form });
        return grant('stall');
      }),
    },
    'limits.promised: the steps take longer than the promise of 3WD: review (on the good way)',
  ],
  'a child for somebody else': [
    {
      steps: { review: child(procedure(right as never), { opens: 'received' }) },
      limits: { statutory: workingDays(20) },
      ...runs(function* ({ steps, grant, form }) {
        yield* steps.review({ form, for: 'p-neighbour' });
        return grant('stall');
      }),
    },
    'run: steps.review({ for }) says what nothing reads; expected about, form. A case that a step opens is for the ' +
      'applicant of the case that opens it. (on the good way)',
  ],
  'a unit for what no flow assigns': [
    runs(function* ({ steps, grant }) {
      yield* steps.review({ to: 'tobacco' });
      return grant('stall');
    }),
    'run: steps.review({ to }) says what nothing reads; expected about. (on the good way)',
  ],
  'a unit that only the flow knows': [
    {
      steps: { review: approval('审查', { by: assigned, within: workingDays(2) }) },
      ...runs(function* ({ steps, grant }) {
        yield* steps.review({ to: 'fire-resuce' });
        return grant('stall');
      }),
    },
    'steps.review: is assigned to "fire-resuce", which only the flow knows; name it by a unit() field, or in the ' +
      '`by` or `of` of a step',
  ],
  'a fast lane by the word of the applicant': [
    { modes: { fastLane: { keyProject: is('kind', 'a') } } },
    'modes.fastLane.keyProject: the applicant alone says so; ask a required(…) paper that shows it, `when` the same ' +
      'condition holds',
  ],
  'a choice between one thing': [
    { steps: { review: decision('签发', { by: 'lead', within: day, of: ['yes'] } as never) } },
    'steps.review.of: names 1, expected at least 2',
  ],
  'a renewal of what has no end': [
    { permits: { stall: permit('许可', { renewal: day } as never) } },
    'permits.stall.renewal: a permit without end is not renewed; write validFor',
  ],
  'a renewal until a date of the form': [
    {
      form: z.object({ ends: z.iso.date() }),
      example: { ends: '2027-05-05' },
      permits: { stall: permit('许可', { until: onDate('ends'), renewal: day } as never) },
    },
    'permits.stall.renewal: a permit until a date of the form is continued by a change of that date; leave it out',
  ],
  'a permit until a text that is no date': [
    {
      form: z.object({ ends: z.string() }),
      example: { ends: '2027-05-05' },
      permits: { stall: permit('许可', { until: onDate('ends') } as never) },
    },
    'permits.stall.until: goes by form.ends, which may hold no date; write z.iso.date()',
  ],
  'a permit until a date that may be left out': [
    {
      form: z.object({ ends: z.iso.date().optional() }),
      example: {},
      permits: { stall: permit('许可', { until: onDate('ends') } as never) },
    },
    'permits.stall.until: goes by form.ends, which may be left out, and there would be no limit then; ask it of ' +
      'everybody',
  ],
  'a former promise of what is not promised': [
    { limits: { formerly: day } },
    'limits.formerly: is what was promised before, and nothing is promised now; write promised, or leave it out',
  ],
  'a deferred paper without its mode': [
    {
      materials: { plan: deferred('图', { before: 'opening' }) },
      steps: { review, opening: event('开业', { from: 'lead', expires: workingDays(5) }) },
    },
    'materials.plan: is deferred, and the mode deferredSupplement is not offered: nobody could accept without it; ' +
      'write modes: { deferredSupplement: { basis } }',
  ],
  'a paper that nobody brings': [
    { materials: { plan: later('图') } },
    'materials.plan: comes later, but no step gives it; write gives on the step that brings it',
  ],
  'a paper that is none': [
    { steps: { review: applicant('补交', { within: day, gives: ['plan'] } as never) } },
    'steps.review.gives: plan is no material; none is declared',
  ],
  'silence that grants what is no permit': [
    { policies: { tacitApproval: { at: 'statutory', grants: ['stal'], basis: '试行' } } },
    'policies.tacitApproval.grants: stal is no permit; expected stall',
  ],
  'a notice that is too long': [
    {
      steps: {
        review: conference('会审', { chair: 'lead', of: ['tobacco'], notice: workingDays(5), within: workingDays(2) }),
      },
    },
    'steps.review.notice: found 5WD, longer than the time of the conference, 2WD',
  ],
  'a party that is named twice': [
    {
      steps: {
        review: conference('会审', { chair: 'lead', of: ['tobacco', 'tobacco'], notice: day, within: workingDays(2) }),
      },
    },
    'steps.review.of: names tobacco twice; each party answers once',
  ],
  'a renewal that is due before the permit holds': [
    { permits: { stall: permit('许可', { validFor: months(1), renewal: workingDays(60) }) } },
    'permits.stall.renewal: found 60WD, longer than the validity, 1MONTH: from 2015-01-01 00:00 it is due 2015-03-31 ' +
      '17:30, after 2015-02-02 17:30',
  ],
  'no title': [{ title: ' ' }, 'title: is empty; write what the public reads, in Chinese'],
};

describe('what an author writes wrong is told once, with its place and what to write', () => {
  test.each(Object.entries(wrongs))('%s', (_, [wrong, message]) => {
    expect(faultsOf(wrong).map(fault => fault.replace(/\.ts:\d+/u, '.ts:LINE'))).toEqual([message]);
  });

  test('and what is right has no fault', () => {
    expect(faultsOf({})).toEqual([]);
  });
});
