import { validateSchema } from 'graphql';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { issuesForApi } from '../../../api/form/check.ts';
import { buildSchema } from '../../../api/schema/schema.ts';
import type { AnyProcedure } from '../../../domain/procedure/procedure.ts';
import { coordinates, fieldTypes, registry, rows, tasting } from './dish-tasting.ts';

describe('a definition that GraphQL cannot carry', () => {
  const small = (name: string, more: Readonly<Record<string, unknown>> = {}): AnyProcedure =>
    ({ ...tasting(1), name, id: `${name}.v1`, ...more }) as unknown as AnyProcedure;
  const withForm = (form: z.ZodType): AnyProcedure => small('dish-tasting', { form });
  const told = (...of: readonly AnyProcedure[]): string =>
    [...issuesForApi(registry(...of))]
      .flatMap(([id, issues]) => issues.map(({ at, message }) => `${id} ${at}: ${message}`))
      .join('\n');

  test.each(['instrument', 'special-procedure', 'from-log', 'lost-run'])(
    'is refused when it is called %s, as a mutation of every procedure is',
    name => {
      expect(told(small(name))).toMatch(new RegExp(`^${name}\\.v1 name: its start would be called start`));
      expect(() => buildSchema(registry(small(name)))).toThrow(`The procedure ${name}.v1 breaks a rule`);
    },
  );

  test.each([
    ['x-1y', 'x1y', 'startX1y'],
    ['talk', 'talk-v1', 'startTalkV1'],
  ])('is refused when it is called like another: %s and %s', (first, second, both) => {
    expect(told(small(first), small(second))).toBe(
      `${second}.v1 name: ${second}.v1 (name) and ${first}.v1 (name) would both be called ${both} in GraphQL; ` +
        'name one of them otherwise',
    );
  });

  test('is refused when two of its own places would have one name', () => {
    const form = z.object({ aB: z.enum(['x', 'y']), a_b: z.enum(['x', 'z']) });
    expect(told(withForm(form))).toMatch(/^dish-tasting\.v1 form\.a_b: would be called DishTastingV1FormAB/);
  });

  test.each([
    ['a date', z.object({ at: z.date() }), /form\.at: found "date".*; write z\.iso\.date\(\)/],
    [
      'a record',
      z.object({ at: z.record(z.string(), z.int()) }),
      /form\.at: found "record".*; write an array of objects/,
    ],
    [
      'a union of objects',
      z.object({ at: z.union([z.object({ a: z.int() }), z.object({ b: z.int() })]) }),
      /form\.at: found a union.*; write one object with the fields of all/,
    ],
    [
      'an enumeration in Chinese',
      z.object({ at: z.enum(['面馆', '火锅']) }),
      /form\.at: found the value "面馆".*; write/,
    ],
    ['a field in Chinese', z.object({ 座位数: z.int() }), /form\.座位数: found a field whose name GraphQL cannot say/],
    ['an object without fields inside', z.object({ at: z.object({}) }), /form\.at: found an object without fields/],
    ['a list in a list', z.object({ at: z.array(z.array(z.int())) }), /form\.at\[\]: found a list in a list/],
    ['two values of one name', z.object({ at: z.enum(['a-b', 'a_b']) }), /form\.at: found "a_b" and "a-b"/],
  ])('is refused with its place and what to write: %s', (_what, form, message) => {
    expect(told(withForm(form))).toMatch(message);
    expect(() => buildSchema(registry(withForm(form)))).toThrow('The procedure dish-tasting.v1 breaks a rule');
  });

  test('is none for true, numbers and alternatives of one type', () => {
    const form = z.object({
      agreed: z.literal(true),
      stars: z.literal([1, 2, 3]),
      contact: z.union([z.email(), z.e164()]),
      kind: z.union([z.literal('simple'), z.enum(['full', 'none'])]),
    });
    expect(fieldTypes(buildSchema(registry(withForm(form))), 'DishTastingV1Form')).toEqual({
      agreed: 'Boolean!',
      stars: 'Int!',
      contact: 'String!',
      kind: 'DishTastingV1FormKind!',
    });
  });

  test('is none for a form or a result without fields: nothing is asked then', () => {
    const { taste } = tasting(1).steps;
    const empty = small('dish-tasting', {
      form: z.object({}),
      steps: { ...tasting(1).steps, taste: { ...taste, result: z.object({}), outcome: z.strictObject({}) } },
    });
    const schema = buildSchema(registry(empty));
    expect(validateSchema(schema)).toEqual([]);
    expect(Object.keys(fieldTypes(schema, 'StartDishTastingV1Input'))).not.toContain('form');
    expect(Object.keys(fieldTypes(schema, 'AnswerDishTastingV1TasteInput'))).not.toContain('result');
    expect(rows(registry(empty)).toSorted()).toEqual(coordinates(schema).toSorted().concat('Case.form').toSorted());
  });
});
