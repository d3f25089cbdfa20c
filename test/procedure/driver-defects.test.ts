import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  all,
  approval,
  assigned,
  each,
  is,
  procedure,
  race,
  task,
  workingDays,
  type Flow,
} from '../../domain/procedure.ts';
import { caseEvent } from '../../domain/case/event.ts';
import { engine } from '../../domain/values.ts';
import { answer, Defect, flow, type AnyProcedure } from '../../domain/procedure/procedure.ts';
import { Play, yes } from './support/play.ts';
import { head, none, step } from './support/throw-away.ts';

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
    const p = procedure({
      ...head,
      steps: {
        assign: task('', { by: 'office', within: workingDays(1), result: z.object({ unit: z.string() }) }),
        contact: task('', { by: assigned, within: workingDays(1) }),
      },
      *run({ steps, grant }) {
        yield* steps.contact({ to: (yield* steps.assign()).unit });
        return grant('licence');
      },
    });
    const assign = (unit: string) => answer(p, none, [], { id: 'assign', value: { unit } });
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
