import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  all,
  applicant,
  approval,
  event,
  is,
  procedure,
  race,
  reasonsAgainst,
  task,
  tolerable,
  type Flow,
  workingDays,
} from '../../domain/procedure.ts';
import { check, outlineOf, type AnyProcedure } from '../../domain/procedure/procedure.ts';
import { restaurantOpening } from '../../workflows/procedures/restaurant-opening.v1.ts';
import { enterpriseAppeal1231 } from '../../workflows/procedures/enterprise-appeal-1231.v1.ts';
import { jointCompletion } from '../../workflows/procedures/joint-completion.v1.ts';
import { branches, bundle, first, gate, head, nested, step } from './support/throw-away.ts';
import { long } from '../support/tags.ts';

const rules = (p: AnyProcedure): readonly string[] => check(p).map(fault => `${fault.rule} ${fault.at}`);
const form = z.object({ big: z.boolean(), n: z.int() });
const formed = { ...head, form, example: { big: true, n: 1 } };

describe('walking a definition finds nothing in a sound one', long, () => {
  test.each([restaurantOpening, jointCompletion, enterpriseAppeal1231, gate, nested, first, bundle])('$id $title', p =>
    expect(check(p)).toEqual([]),
  );
});

describe('walking finds', () => {
  let kept = 0;
  test.each<[string, AnyProcedure, readonly string[]]>([
    [
      'a step that is never asked',
      procedure({
        ...head,
        steps: { a: step(), b: step() },
        *run({ steps, grant, deny }) {
          const no = reasonsAgainst(yield* steps.a());
          return no ? deny(no) : grant('licence');
        },
      }),
      ['unreached steps.b'],
    ],
    [
      'a permit never granted, a result never given, a milestone never reached',
      procedure({
        ...head,
        permits: { licence: '', other: '' },
        results: { paid: '' },
        milestones: { over: workingDays(1) },
        steps: { a: task('', { by: 'x', until: 'over' }) },
        *run({ steps, grant }) {
          yield* steps.a();
          return grant('licence');
        },
      }),
      ['unreached permits.other', 'unreached results.paid', 'unreached milestones.over'],
    ],
    [
      'a wait without any clock',
      procedure({
        ...head,
        steps: { a: event('', { from: 'x' }) },
        *run({ steps, grant }) {
          yield* steps.a();
          return grant('licence');
        },
      }),
      ['clock steps.a'],
    ],
    [
      'steps that take longer than the promise',
      procedure({
        ...head,
        limits: { promised: workingDays(3) },
        steps: { a: step(), b: approval('', { by: 'x', within: workingDays(3) }) },
        *run({ steps, grant }) {
          yield* steps.a();
          yield* steps.b();
          return grant('licence');
        },
      }),
      ['way limits.promised'],
    ],
    [
      'a step that depends on the form without when',
      procedure({
        ...formed,
        steps: { a: step(), b: step() },
        *run({ steps, form: { big }, grant }) {
          yield* steps.a();
          if (big) yield* steps.b();
          return grant('licence');
        },
      }),
      ['when steps.b'],
    ],
    [
      'a throw on any path',
      procedure({
        ...head,
        steps: { a: step() },
        *run({ steps, grant }) {
          if ((yield* steps.a()).answer === 'disagree') throw new Error('unfinished');
          return grant('licence');
        },
      }),
      ['throws run'],
    ],
    [
      'a throw three answers off the good way',
      procedure({
        ...head,
        steps: { a: step() },
        *run({ steps, grant }) {
          for (let n = 0; n < 3; n += 1) if ((yield* steps.a()).answer === 'agree') return grant('licence');
          throw new Error('deep');
        },
      }),
      ['throws run'],
    ],
    [
      'state kept between runs',
      procedure({
        ...head,
        steps: { a: step(), b: step() },
        *run({ steps, grant }) {
          kept += 1;
          yield* kept % 2 === 0 ? steps.a() : steps.b();
          return grant('licence');
        },
      }),
      ['state run'],
    ],
    [
      'the clock',
      procedure({
        ...head,
        steps: { a: step() },
        *run({ steps, grant }) {
          yield* steps.a();
          Date.now();
          return grant('licence');
        },
      }),
      ['throws run'],
    ],
    [
      'chance',
      procedure({
        ...head,
        steps: { a: step() },
        *run({ steps, grant }) {
          yield* steps.a();
          Math.random();
          return grant('licence');
        },
      }),
      ['throws run'],
    ],
    [
      'a flow that never ends',
      procedure({
        ...head,
        steps: { a: step() },
        *run({ steps, grant }) {
          for (;;) {
            if ((yield* steps.a()) === undefined) return grant('licence');
          }
        },
      }),
      ['throws run'],
    ],
  ])('%s', (_, p, expected) => expect(rules(p)).toEqual(expected));
  test('one cause once: what breaks on the good way is not told again as never asked and never granted', () => {
    const broken = procedure({
      ...head,
      permits: { licence: '', other: '' },
      steps: { a: step(), b: step() },
      *run({ steps, grant }) {
        yield* steps.a();
        if (Object.keys(steps).length === 2) throw new Error('unfinished');
        yield* steps.b();
        return grant('licence', 'other');
      },
    });
    expect(check(broken).map(({ message }) => message)).toEqual([
      expect.stringMatching(/unfinished, at walk\.test\.ts:\d+ \(on the good way\)/),
    ]);
  });
  test('what hangs on two answers of thousands of forms, and nothing in a sound one of many modes', long, () => {
    const flags = Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`f${n}`, z.boolean()]));
    const wide = procedure({
      ...head,
      form: z.object(flags),
      example: Object.fromEntries(Object.keys(flags).map(name => [name, true])),
      steps: { a: step() },
      *run({ steps, form, grant }) {
        yield* steps.a();
        if (!form['f3'] && form['f9']) throw new Error('two answers');
        return grant('licence');
      },
    });
    expect(rules(wide)).toEqual(['throws run']);
    const kind = z.enum(['a', 'b', 'c', 'd', 'e', 'f']);
    const manyModes = procedure({
      ...head,
      form: z.object({ kind, big: z.boolean(), far: z.boolean(), old: z.boolean() }),
      example: { kind: 'a', big: true, far: true, old: true },
      materials: { plan: tolerable('', { within: workingDays(1) }) },
      modes: { tolerant: {}, assisted: {}, fastLane: {}, crossRegion: {}, deferredSupplement: { basis: '试行' } },
      steps: { a: step(), again: step() },
      *run({ steps, modes, grant, deny }) {
        const first = yield* steps.a();
        const chosen = Object.values(modes).filter(Boolean).length;
        const against = reasonsAgainst(first) && chosen < 9 ? reasonsAgainst(yield* steps.again()) : undefined;
        return against ? deny(against) : grant('licence');
      },
    });
    expect(rules(manyModes)).toEqual([]);
  });
  test('the clock and chance work again afterwards', () => {
    check(gate);
    expect(Math.random()).toBeLessThan(1);
    expect(new Date(0).getTime()).toBe(0);
  });
  test('what is said by `when` is no fault, nor a list that is empty', long, () => {
    expect(
      check(
        procedure({
          ...formed,
          steps: { a: step(), b: approval('', { by: 'x', within: workingDays(1), when: is('big') }) },
          *run({ steps, grant }) {
            yield* steps.a();
            yield* steps.b();
            return grant('licence');
          },
        }),
      ),
    ).toEqual([]);
    expect(rules(branches).filter(rule => rule.startsWith('when'))).toEqual([]);
  });
  test('the applicant’s time is not in the promise', () => {
    expect(
      check(
        procedure({
          ...head,
          limits: { promised: workingDays(2) },
          steps: { a: step(), fix: applicant('', { within: workingDays(30) }), b: step() },
          *run({ steps, grant }) {
            yield* steps.a();
            yield* steps.fix();
            yield* steps.b();
            return grant('licence');
          },
        }),
      ),
    ).toEqual([]);
  });
});

describe('the order is derived', () => {
  test('what comes after what, beside what, again, and in which mode', long, () => {
    const steps = Object.fromEntries(outlineOf(restaurantOpening).steps.map(each => [each.step, each]));
    expect(steps['tobacco']).toMatchObject({
      after: ['licence'],
      beside: ['signboard', 'fire'],
      repeats: false,
      modes: [],
      afterDecision: false,
    });
    expect(steps['fireCheck']).toMatchObject({ repeats: true, modes: ['commitment'], afterDecision: true });
  });
  test('each ending with the fewest answers that lead there', long, () => {
    const endings = Object.fromEntries(outlineOf(restaurantOpening).endings.map(each => [each.ending, each.when]));
    expect(endings).toEqual({
      granted: [],
      denied: ['licence disagree'],
      revoked: ['fireCheck disagree', 'fireFix lapsed'],
    });
    expect(
      outlineOf(jointCompletion)
        .endings.find(each => each.ending === 'denied')
        ?.when.at(-1),
    ).toBe('rectify lapsed');
  });
  test('the longest counted way: visit and one recheck are the seven days of an industrial project', long, () => {
    expect(outlineOf(jointCompletion).longest).toBe(7);
    expect(outlineOf(restaurantOpening).longest).toBe(4);
  });
  test('an arm of a race that comes first is walked too', () => {
    const p = procedure({
      ...head,
      results: { a: '', b: '' },
      steps: { a: step(), b: approval('', { by: 'x', within: workingDays(9) }) },
      *run({ steps, settle, grant }): Flow<never> {
        const won = yield* race({ a: steps.a(), b: steps.b() });
        yield* all({});
        return (won.first === 'a' && won.value.answer === 'disagree' ? grant('licence') : settle(won.first)) as never;
      },
    });
    expect(check(p)).toEqual([]);
  });
});
