import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  all,
  approval,
  applicant,
  assigned,
  each,
  event,
  is,
  procedure,
  race,
  reasonsAgainst,
  required,
  deferred,
  personal,
  wait,
  workingDays,
  type Flow,
} from '../../domain/procedure.ts';
import { caseEvent } from '../../domain/case/event.ts';
import { engine } from '../../domain/values.ts';
import { answer, Defect, Diverged, flow, type AnyProcedure } from '../../domain/procedure/procedure.ts';
import { enterpriseAppeal1231 } from './procedures/enterprise-appeal-1231.ts';
import { done, gone, no, Play, yes } from './support/play.ts';
import { branches, bundle, first, gate, head, nested, step } from './support/throw-away.ts';

const none = { form: {}, modes: {}, deferred: [] };

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
    expect(new Play(first).state.open.find(each => each.id === 'work')?.by).toBe('unit-7');
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

describe('defects refuse the command and leave the log', () => {
  type Run = Parameters<
    typeof procedure<
      typeof head.form,
      { a: ReturnType<typeof step>; b: ReturnType<typeof step> },
      never,
      never,
      never,
      never,
      'licence'
    >
  >[0]['run'];
  const flawed = (run: Run) => procedure({ ...head, steps: { a: step(), b: step() }, run });
  const refusedBy = (run: Run) => new Play(flawed(run)).attempt('a', yes);
  test.each<[string, Run, RegExp]>([
    [
      'a throw',
      function* ({ steps }) {
        yield* steps.a();
        throw new Error('oh');
      },
      /threw: oh/,
    ],
    [
      'a wait that nobody waits for',
      function* ({ steps, grant }) {
        yield* steps.a();
        steps.b();
        return grant('licence');
      },
      /write yield\*/,
    ],
    [
      'one step twice at once',
      function* ({ steps, grant }) {
        yield* steps.a();
        yield* all({ x: steps.b(), y: steps.b() });
        return grant('licence');
      },
      /use each/,
    ],
    [
      'a race of nobody',
      function* ({ steps, grant }) {
        yield* steps.a();
        yield* race({});
        return grant('licence');
      },
      /waits for nothing/,
    ],
    [
      'a foreign yield',
      function* ({ steps, grant }) {
        yield* steps.a();
        yield 5 as never;
        return grant('licence');
      },
      /no wait/,
    ],
    [
      'a key that repeats',
      function* ({ steps, grant }) {
        yield* steps.a();
        yield* each(
          ['k', 'k'],
          key => key,
          () => steps.b(),
        );
        return grant('licence');
      },
      /two branches/,
    ],
    [
      'a key that is no id',
      function* ({ steps, grant }) {
        yield* steps.a();
        yield* each(
          ['a b'],
          key => key,
          () => steps.b(),
        );
        return grant('licence');
      },
      /cannot name a branch/,
    ],
    [
      'a changed outcome',
      function* ({ steps, grant }) {
        Object.assign(yield* steps.a(), { answer: 'disagree' });
        return grant('licence');
      },
      /read only/,
    ],
    [
      'grantEach with nothing to grant',
      function* ({ steps, grantEach }) {
        yield* steps.a();
        return grantEach({ licence: { answer: 'notApplicable' } });
      },
      /nothing to grant/,
    ],
  ])('%s', (_, run, message) => {
    const result = refusedBy(run);
    expect(result).toMatchObject({ refused: 'defect', fault: expect.stringMatching(message) });
    expect(() => flow(flawed(run), none, [{ id: 'a', value: yes }])).toThrow(Defect);
  });
  test('a case that asks more than ten thousand times runs in a circle', () => {
    const circle = procedure({
      ...head,
      form: z.object({ big: z.boolean() }),
      example: { big: true },
      steps: { a: approval('', { by: 'x', within: workingDays(1), when: is('big') }) },
      *run({ steps, grant }) {
        for (let asked = 0; asked < 20_000; asked += 1) yield* steps.a();
        return grant('licence');
      },
    });
    expect(() => flow(circle, { ...none, form: { big: false } }, [])).toThrow(/circle/);
  });
  test('an assigned step whose unit is missing', () => {
    const p = procedure({
      ...head,
      steps: { a: approval('', { by: assigned, within: workingDays(1) }) },
      *run({ steps, grant }) {
        yield* steps.a({} as { to: string });
        return grant('licence');
      },
    });
    expect(() => flow(p, none, [])).toThrow(/named no unit/);
  });
  test('a unit that cannot be an id: who assigns it is refused, or its breach could never be logged', () => {
    const assign = (unit: string) =>
      answer(enterpriseAppeal1231, { ...none, form: enterpriseAppeal1231.example }, [], {
        id: 'assign',
        value: { unit },
      });
    expect(assign('housing')).not.toHaveProperty('refused');
    for (const unit of ['住建 局', 'x'.repeat(241), ''])
      expect(assign(unit)).toMatchObject({
        refused: 'defect',
        fault: expect.stringContaining('contact is assigned to'),
      });
  });
  test('a branch so deep that its name could not be kept', () => {
    const [long, other] = ['a'.repeat(64), 'b'.repeat(64)];
    const deep = (levels: number): AnyProcedure =>
      procedure({
        ...head,
        steps: { look: step() },
        *run({ steps, grant }) {
          const down = (left: number): Flow<unknown> =>
            left === 0
              ? steps.look()
              : each(
                  [long, other],
                  key => key,
                  () => down(left - 1),
                );
          yield* down(levels);
          return grant('licence');
        },
      });
    for (const { id } of flow(deep(2), none, []).open)
      expect(
        caseEvent.safeParse({ v: 1, type: 'breached', at: 0, actor: engine, data: { clock: `special:${id}` } }).success,
      ).toBe(true);
    expect(() => flow(deep(4), none, [])).toThrow(/at most 200 can be kept/);
  });
  test('the form is frozen through and through', () => {
    const p = procedure({
      ...head,
      form: z.object({ list: z.array(z.string()) }),
      example: { list: [] },
      steps: { a: step() },
      *run({ form, steps, grant }) {
        (form.list as string[]).push('x');
        yield* steps.a();
        return grant('licence');
      },
    });
    expect(() => flow(p, { ...none, form: { list: [] } }, [])).toThrow(Defect);
  });
  test('a wait is asked anew each time it is waited for', () => {
    const p = procedure({
      ...head,
      steps: { a: step() },
      *run({ steps, grant }) {
        const again = steps.a();
        yield* again;
        yield* again;
        return grant('licence');
      },
    });
    expect(new Play(p).give('a', yes).open).toEqual(['a#2']);
  });
});

describe('what follows a decision', () => {
  const later = (closing: 'closed' | 'revoke' | 'reopen') =>
    procedure({
      ...head,
      form: z.object({ n: z.int() }),
      example: { n: 1 },
      permits: { licence: '许可证', other: '另证' },
      modes: {
        deferredSupplement: { basis: '条例' },
        commitment: { covers: ['cover'], verify: 'verify', fix: 'fix', revokes: ['other'], basis: '法' },
      },
      materials: { plan: required('图'), archives: deferred('档案', { before: 'filing' }) },
      steps: {
        a: step(),
        cover: step(),
        verify: step(),
        fix: applicant('整改', { within: workingDays(5) }),
        rest: wait('间隔', workingDays(5)),
        filing: event('备案', { from: 'x', expires: workingDays(9) }),
      },
      *run({ steps, grantEach }) {
        return grantEach({ licence: yield* steps.a(), other: yield* steps.cover() });
      },
      *afterwards({ steps, form, closed, revoke, reopen }) {
        yield* steps.rest();
        return closing === 'closed'
          ? closed()
          : closing === 'revoke'
            ? revoke(['licence'], [{ text: '监管' }])
            : reopen({ ...form, n: form.n + 1 });
      },
    });
  const granted = (closing: Parameters<typeof later>[0], deferral: readonly string[] = []) =>
    new Play(later(closing), { n: 1 }, { commitment: true }, deferral).give('a', yes);
  test('runs beside the verification of a commitment and the events of deferred materials', () => {
    const play = granted('closed', ['archives']);
    expect(play.state.ending).toEqual({ end: 'granted', permits: ['licence', 'other'] });
    expect(play.open).toEqual(['rest', 'verify', 'filing']);
    expect(play.give('verify', yes).give('filing', done).state.closing).toBeUndefined();
    expect(play.give('rest', gone).state.closing).toEqual({ closing: 'closed' });
  });
  test('verify, fix, verify again: revoked when it is still not right, told at once', () => {
    const play = granted('closed').give('verify', no('堵塞')).give('fix', done).give('verify#2', no('仍堵塞'));
    expect(play.state.revoked).toEqual({ permits: ['other'], reasons: [{ text: '仍堵塞' }] });
    expect(play.open).toEqual(['rest']);
    expect(play.give('rest', gone).state.closing).toEqual({
      closing: 'revoked',
      permits: ['other'],
      reasons: [{ text: '仍堵塞' }],
    });
  });
  test('put right in time, nothing is revoked; not put right at all, it is', () => {
    expect(
      granted('closed').give('rest', gone).give('verify', no()).give('fix', done).give('verify#2', yes).state.closing,
    ).toEqual({ closing: 'closed' });
    expect(
      granted('closed').give('rest', gone).give('verify', no('堵塞')).give('fix', gone).state.closing,
    ).toMatchObject({ closing: 'revoked', reasons: [{ text: '堵塞' }] });
  });
  test('revoked beats reopened beats closed', () => {
    expect(granted('reopen').give('rest', gone).give('verify', yes).state.closing).toEqual({
      closing: 'reopened',
      form: { n: 2 },
    });
    expect(granted('reopen').give('rest', gone).give('verify', no()).give('fix', gone).state.closing).toMatchObject({
      closing: 'revoked',
    });
  });
  test('when everything granted is revoked, nothing else is waited for', () => {
    const play = granted('revoke').give('rest', gone);
    expect(play.open).toEqual(['verify']);
    expect(play.give('verify', no()).give('fix', gone).state.closing).toMatchObject({ permits: ['licence', 'other'] });
    const waiting = granted('revoke', ['archives']).give('rest', gone).give('verify', no()).give('fix', gone).state;
    expect(waiting).toMatchObject({ open: [], cancelled: ['filing'], closing: { closing: 'revoked' } });
  });
  test('without commitment the step is asked as usual and nothing is verified', () => {
    const play = new Play(later('closed'), { n: 1 }).give('a', yes);
    expect(play.open).toEqual(['cover']);
    expect(play.give('cover', no()).state).toMatchObject({
      ending: { permits: ['licence'], refusedPermits: { other: [{ text: '不符合' }] } },
      open: [{ id: 'rest' }],
    });
  });
  test('a denial has nothing after it', () => {
    expect(new Play(gate).give('one', no()).give('two', yes).state.closing).toEqual({ closing: 'closed' });
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
    expect(new Play(bundle, form).give('notice', { objections: [{ text: '异议' }] }).state.ending).toEqual({
      end: 'denied',
      reasons: [{ text: '异议' }],
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
