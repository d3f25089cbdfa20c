import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  applicant,
  approval,
  calendarDays,
  deferred,
  event,
  later,
  listBy,
  months,
  onDay,
  per,
  personal,
  procedure,
  publicNotice,
  reasonsAgainst,
  type Reasons,
  special,
  task,
  tolerable,
  workingDays,
  workingHours,
  halfDays,
} from '../../domain/procedure.ts';
import { warnings, type DefinitionIssue } from '../../domain/procedure/procedure.ts';
import { Refused } from '../../domain/refusal.ts';
import { step } from './support/throw-away.ts';
import { granting, base } from './support/granting.ts';
import { long } from '../support/tags.ts';

const day = workingDays(1);

/** The faults by which a definition is refused, as `rule at`. */
function faultsOf(define: () => unknown): readonly string[] {
  try {
    define();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return (error.params['faults'] as readonly DefinitionIssue[]).map(fault => `${fault.rule} ${fault.at}`);
  }
  return [];
}

describe('a definition is refused at load with all its faults', () => {
  // (A13)
  test('every fault is listed, in the details and in the message', () => {
    const define = () =>
      procedure({
        ...base,
        name: 'Bad Name',
        version: 0,
        limits: { statutory: workingDays(3), promised: workingDays(4) },
        special: { hearing: special('听证', { atMost: day, basis: '试行' }) },
        steps: { a: step() },
      });
    expect(faultsOf(define)).toEqual([
      'name name',
      'version version',
      'unusedSpecial special.hearing',
      'limits limits.promised',
    ]);
    expect(define).toThrow(/breaks 4 rules:\n- name: .*\n- version: .*\n- special.hearing: .*\n- limits.promised: /);
  });
  const plain = { steps: { a: step() } };
  const committed = (covers: string, verify: string, fix: string) =>
    procedure({
      ...base,
      modes: {
        commitment: {
          covers: [covers as 'a'],
          verify: verify as 'a',
          fix: fix as 'a',
          revokes: ['licence'],
          basis: '试行',
        },
      },
      steps: {
        a: step(),
        fix: applicant('', { within: day }),
        up: approval('', { by: 'x', within: day, may: ['forwardUp'] }),
        job: task('', { by: 'x', within: day }),
      },
    });
  test.each<[string, () => unknown, readonly string[]]>([
    [
      'an identifier that is too long to name clocks after',
      () => procedure({ ...base, steps: { [`a${'b'.repeat(60)}`]: step() } }),
      [`name steps.a${'b'.repeat(60)}`],
    ],
    ['an identifier that is none', () => procedure({ ...base, steps: { 'a-b': step() } }), ['name steps.a-b']],
    [
      'an example that is no valid form',
      () => procedure({ ...base, form: z.object({ n: z.int().min(5) }), example: { n: 1 }, ...plain }),
      ['example example.n'],
    ],
    [
      'a further example that is none',
      () =>
        procedure({
          ...base,
          form: z.object({ n: z.int().min(5) }),
          example: { n: 5 },
          examples: [{ n: 1 }],
          ...plain,
        }),
      ['example examples[0].n'],
    ],
    [
      'a personal field among alternatives, and one that names the branches of a list',
      () =>
        procedure({
          ...base,
          form: z.object({
            who: z.union([z.object({ name: personal(z.string()) }), z.object({ firm: z.string() })]),
            heirs: listBy(z.object({ name: personal(z.string()) }) as never, 'name' as never, 3),
          }),
          example: { who: { firm: 'x' }, heirs: [] },
          ...plain,
        }),
      ['personal form.who', 'personal form.heirs'],
    ],
    [
      'personal fields in what an objection is about, and not in a list of the form or in a result',
      () =>
        procedure({
          ...base,
          form: z.object({ heirs: z.array(z.object({ name: personal(z.string()) })) }),
          example: { heirs: [] },
          ...plain,
          steps: {
            a: task('', { by: 'x', within: day, result: z.object({ phones: z.array(personal(z.string())) }) }),
            b: publicNotice('', { lasts: day, objection: 'x', concerns: z.object({ who: personal(z.string()) }) }),
          },
        }),
      ['personal steps.b.concerns'],
    ],
    [
      'neither permits nor results',
      () => procedure({ ...base, permits: {}, run: granting as never, ...plain }),
      ['nothingToGive permits'],
    ],
    [
      'a milestone that no step is due with',
      () => procedure({ ...base, milestones: { over: day }, ...plain }),
      ['unusedMilestone milestones.over'],
    ],
    [
      'a later material that no step brings',
      () => procedure({ ...base, materials: { plan: later('') }, ...plain }),
      ['later materials.plan'],
    ],
    [
      'a deferral to what never expires',
      () =>
        procedure({
          ...base,
          modes: { deferredSupplement: { basis: '试行' } },
          materials: { plan: deferred('', { before: 'filing' }) },
          steps: { a: step(), filing: event('', { from: 'x' }) },
        }),
      ['deferral materials.plan'],
    ],
    [
      'a deferral to what is no event',
      () =>
        procedure({
          ...base,
          modes: { deferredSupplement: { basis: '试行' } },
          materials: { plan: deferred('', { before: 'a' }) },
          ...plain,
        }),
      ['deferral materials.plan'],
    ],
    ['commitment that covers no approval', () => committed('job', 'a', 'fix'), ['mode modes.commitment.covers']],
    ['verification that is no approval', () => committed('a', 'job', 'fix'), ['mode modes.commitment.verify']],
    ['verification that need not decide', () => committed('a', 'up', 'fix'), ['mode modes.commitment.verify']],
    ['a fix that is not the applicant’s', () => committed('a', 'a', 'job'), ['mode modes.commitment.fix']],
    [
      'consent that is not the applicant’s',
      () => procedure({ ...base, modes: { noApplication: { consent: 'a' } }, ...plain }),
      ['mode modes.noApplication.consent'],
    ],
    [
      'a promise longer than the statutory limit',
      () => procedure({ ...base, limits: { statutory: workingDays(5), promised: workingDays(6) }, ...plain }),
      ['limits limits.promised'],
    ],
    [
      'half days are compared with days, two a day',
      () =>
        procedure({
          ...base,
          limits: { statutory: day, promised: halfDays(3) },
          steps: { a: approval('', { by: 'x', within: halfDays(1) }) },
        }),
      ['limits limits.promised'],
    ],
    [
      'a promise in another unit than the statutory limit',
      () => procedure({ ...base, limits: { statutory: workingDays(20), promised: months(1) }, ...plain }),
      ['limits limits.promised'],
    ],
    [
      'a share and a tolerance in another unit that fall due after the promise',
      () =>
        procedure({
          ...base,
          limits: { promised: day },
          modes: { tolerant: {} },
          materials: { plan: tolerable('', { within: calendarDays(2) }) },
          steps: { a: approval('', { by: 'x', within: workingHours(8) }) },
        }),
      ['limits steps.a.within', 'limits materials.plan.within'],
    ],
    [
      'a step longer than the promise',
      () =>
        procedure({
          ...base,
          limits: { promised: day },
          steps: { a: approval('', { by: 'x', within: workingDays(2) }) },
        }),
      ['limits steps.a.within'],
    ],
    [
      'a tolerance longer than the promise',
      () =>
        procedure({
          ...base,
          limits: { promised: day },
          modes: { tolerant: {} },
          materials: { plan: tolerable('', { within: workingDays(2) }) },
          ...plain,
        }),
      ['limits materials.plan.within'],
    ],
    [
      'a step longer than the promise of one kind',
      () =>
        procedure({
          ...base,
          form: z.object({ kind: z.enum(['a', 'b']) }),
          example: { kind: 'a' },
          limits: { promised: per('kind', { a: workingDays(3), b: day }) },
          steps: { a: approval('', { by: 'x', within: workingDays(2) }) },
        }),
      ['limits steps.a.within'],
    ],
    [
      'policies beyond what the law allows',
      () =>
        procedure({
          ...base,
          policies: {
            acceptance: { within: workingDays(6) },
            delivery: { within: months(1) },
            publicity: { within: workingDays(8) },
            ladder: { order: workingDays(4) },
          },
          ...plain,
        }),
      [
        'limits policies.acceptance.within',
        'limits policies.delivery.within',
        'limits policies.publicity.within',
        'limits policies.ladder.order',
      ],
    ],
    [
      'a promise longer than the law’s own limit',
      () => procedure({ ...base, limits: { promised: workingDays(21) }, ...plain }),
      ['limits limits.promised'],
    ],
    [
      'an extension that may be given no time',
      () =>
        procedure({
          ...base,
          limits: {
            statutory: day,
            extension: { of: 'statutory', by: 'unit-head', atMost: day, times: 0, basis: '试行' },
          },
          ...plain,
        }),
      ['extension limits.extension.times'],
    ],
    [
      'an extension of a limit that is not declared',
      () =>
        procedure({
          ...base,
          limits: { statutory: day, extension: { of: 'promised', by: 'unit-head', atMost: day, basis: '试行' } },
          ...plain,
        }),
      ['extension limits.extension'],
    ],
    [
      'an extension in another unit',
      () =>
        procedure({
          ...base,
          limits: { statutory: day, extension: { of: 'statutory', by: 'unit-head', atMost: months(1), basis: '试行' } },
          ...plain,
        }),
      ['extension limits.extension'],
    ],
  ])('%s', (_, define, expected) => expect(faultsOf(define)).toEqual(expected));
  test('what keeps the rules is not refused: two halves of a working day, a fixed date, one kind at a time', () => {
    expect(
      faultsOf(() =>
        procedure({
          ...base,
          limits: { statutory: workingDays(1), promised: halfDays(2) },
          steps: { a: approval('', { by: 'x', within: halfDays(1) }) },
        }),
      ),
    ).toEqual([]);
    expect(
      faultsOf(() => procedure({ ...base, limits: { statutory: day, promised: onDay('2026-12-31') }, ...plain })),
    ).toEqual([]);
    expect(
      faultsOf(() =>
        procedure({
          ...base,
          form: z.object({ kind: z.enum(['a', 'b']) }),
          example: { kind: 'a' },
          limits: { promised: per('kind', { a: workingDays(3), b: day }) },
          steps: { a: approval('', { by: 'x', within: per('kind', { a: workingDays(3), b: day }) }) },
        }),
      ),
    ).toEqual([]);
  });
});

test('a promise of more than two thirds of the statutory limit is remarked on, and refused nowhere', () => {
  const promising = (n: number) =>
    warnings(
      procedure({ ...base, limits: { statutory: workingDays(15), promised: workingDays(n) }, steps: { a: step() } }),
    );
  expect(promising(10)).toEqual([]);
  expect(promising(11)).toMatchObject([
    { rule: 'twoThirds', message: 'found 11WD of 15WD in law: saves 26.7 %, less than a third; 10WD would save one' },
  ]);
});

test('a walk that did not come to every way of answers is remarked on', long, () => {
  expect(warnings(procedure({ ...base, steps: { a: step() } }))).toEqual([]);
  const long = procedure({
    ...base,
    steps: { a: step(), b: step(), c: step(), d: step(), e: step() },
    *run({ steps, grant, deny }) {
      let last: Reasons | undefined;
      for (const name of ['a', 'b', 'c', 'd', 'e', 'a', 'b'] as const) last = reasonsAgainst(yield* steps[name]());
      return last ? deny(last) : grant('licence');
    },
  });
  expect(warnings(long)).toMatchObject([{ rule: 'notExhausted', at: 'run' }]);
});
