import { readFile } from 'node:fs/promises';
import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  printSchema,
  validateSchema,
  type GraphQLSchema,
} from 'graphql';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { issuesForApi, ownStarts } from '../../api/form/check.ts';
import { generatedNames } from '../../api/form/generated-names.ts';
import { permissionsFor } from '../../api/schema/permissions.ts';
import { printed } from '../../api/schema/print.ts';
import { buildSchema } from '../../api/schema/schema.ts';
import { loadProcedures } from '../../bin/compose/procedures.ts';
import { applicant, decision, personal, procedure, required, task, workingDays } from '../../domain/procedure.ts';
import type { AnyProcedure } from '../../domain/procedure/procedure.ts';
import { enterpriseAppeal1231 } from '../procedure/procedures/enterprise-appeal-1231.ts';
import { jointCompletion } from '../procedure/procedures/joint-completion.ts';

let procedures: ReadonlyMap<string, AnyProcedure>;
beforeAll(async () => {
  procedures = await loadProcedures();
});

const coordinates = (schema: GraphQLSchema): string[] =>
  Object.values(schema.getTypeMap())
    .filter(type => (isObjectType(type) || isInterfaceType(type)) && !type.name.startsWith('__'))
    .flatMap(type =>
      isObjectType(type) || isInterfaceType(type)
        ? Object.keys(type.getFields()).map(field => `${type.name}.${field}`)
        : [],
    );
const rows = (of: ReadonlyMap<string, AnyProcedure>): string[] =>
  Object.entries(permissionsFor(of)).flatMap(([type, fields]) => Object.keys(fields).map(field => `${type}.${field}`));

const tasting = (
  version: number,
  form: z.ZodType<object> = z.object({
    dish: z.enum(['noodles', 'hot-pot']),
    spices: z.array(z.string()).max(3),
    weight: z.number().optional(),
    kitchen: z.object({ area: z.int().min(5) }),
    chef: personal(z.string().min(2)),
  }),
) =>
  procedure({
    name: 'dish-tasting',
    version,
    title: '试菜',
    lead: 'market-regulation',
    form: form as z.ZodObject,
    example: { dish: 'noodles', spices: [], kitchen: { area: 9 }, chef: '张三' },
    materials: { menu: required('菜单') },
    limits: { promised: workingDays(10), statutory: workingDays(20) },
    steps: {
      taste: task('品尝', {
        by: 'market-regulation',
        within: workingDays(2),
        result: z.object({ stars: z.int(), remark: z.string().optional() }),
      }),
      choose: decision('定级', { by: 'market-regulation', within: workingDays(2), of: ['good', 'bad'] }),
      improve: applicant('改进', { within: workingDays(5) }),
    },
    permits: { dish: '准予上菜' },
    *run({ steps, grant, deny }) {
      yield* steps.taste();
      const level = yield* steps.choose();
      if (level.chose === 'good') return grant('dish');
      yield* steps.improve();
      return deny(level.reasons);
    },
  });
const registry = (...of: AnyProcedure[]) => new Map(of.map(each => [each.id, each]));
const fieldTypes = (schema: GraphQLSchema, name: string): Record<string, string> => {
  const type = schema.getType(name);
  if (!isInputObjectType(type) && !isObjectType(type)) throw new Error(`no type ${name} with fields`);
  return Object.fromEntries(Object.entries(type.getFields()).map(([field, { type: of }]) => [field, String(of)]));
};

describe('the permission table', () => {
  test('has exactly one row for each coordinate of the schema, and no other', () => {
    expect(rows(procedures).toSorted()).toEqual(coordinates(buildSchema(procedures)).toSorted());
  });

  test('has them also for procedures that nobody has thought of yet', () => {
    const both = registry(tasting(1), tasting(2), jointCompletion, enterpriseAppeal1231, ...procedures.values());
    expect(rows(both).toSorted()).toEqual(coordinates(buildSchema(both)).toSorted());
  });

  test('lacking a row, the schema does not build', () => {
    const table = permissionsFor(procedures);
    const fields = Object.fromEntries(Object.entries(table['Case']!).filter(([field]) => field !== 'reasons'));
    expect(() => buildSchema(procedures, { ...table, Case: fields })).toThrow('Case.reasons without a permission');
  });
});

describe('schema.graphql', () => {
  test('is what the code makes: after a change run "npm run schema"', async () => {
    expect(await readFile(new URL('../../schema.graphql', import.meta.url), 'utf8')).toBe(printed(procedures));
  });

  test('says of each value of an enumeration what it means', () => {
    const enums = Object.values(buildSchema(procedures).getTypeMap())
      .filter(type => isEnumType(type))
      .filter(({ name }) => !name.startsWith('__'));
    expect(enums.length).toBeGreaterThan(20);
    expect(
      enums.flatMap(type =>
        type
          .getValues()
          .filter(value => !value.description)
          .map(value => `${type.name}.${value.name}`),
      ),
    ).toEqual([]);
  });

  test('has a commandId in the input of every mutation, and JSON only where a procedure says its shape', () => {
    const schema = buildSchema(procedures);
    const repairs = [
      'sendDeadLetterAgain',
      'refuseDeadLetter',
      'startLostRun',
      'takeEventsFromHistory',
      'startFromLog',
    ];
    for (const mutation of Object.values(schema.getMutationType()!.getFields())) {
      const { commandId } = fieldTypes(schema, String(mutation.args[0]!.type).replace('!', ''));
      const result =
        mutation.name === 'publishCalendar'
          ? 'PublishResult!'
          : repairs.includes(mutation.name)
            ? 'RepairResult!'
            : 'ActResult!';
      expect([mutation.name, commandId, String(mutation.type)]).toEqual([mutation.name, 'ID!', result]);
    }
    const shapeless = Object.values(schema.getTypeMap())
      .filter(type => isInputObjectType(type))
      .flatMap(type =>
        Object.values(type.getFields())
          .filter(field => String(field.type).includes('JSON'))
          .map(field => `${type.name}.${field.name}`),
      );
    expect(shapeless).toEqual(['AnswerStepInput.result', 'FormInput.json', 'StartCaseInput.form']);
  });
});

describe('a procedure', () => {
  test('brings a start mutation typed from its form, its materials and its steps, with nothing edited', () => {
    const schema = buildSchema(registry(tasting(1)));
    expect(fieldTypes(schema, 'StartDishTastingV1Input')).toMatchObject({
      form: 'DishTastingV1Form!',
      papers: '[PaperInput!]!',
    });
    expect(fieldTypes(schema, 'DishTastingV1Form')).toEqual({
      dish: 'DishTastingV1FormDish!',
      spices: '[String!]!',
      weight: 'Float',
      kitchen: 'DishTastingV1FormKitchen!',
      chef: 'String!',
    });
    expect(fieldTypes(schema, 'DishTastingV1FormKitchen')).toEqual({ area: 'Int!' });
    expect(fieldTypes(schema, 'DishTastingV1Answers')).toMatchObject({ dish: 'DishTastingV1FormDish', chef: 'String' });
    expect(fieldTypes(schema, 'AnswerDishTastingV1TasteInput')).toMatchObject({ result: 'DishTastingV1TasteResult!' });
    expect(fieldTypes(schema, 'DishTastingV1TasteResult')).toEqual({ stars: 'Int!', remark: 'String' });
    const dish = schema.getType('DishTastingV1FormDish');
    expect(isEnumType(dish) && dish.getValues().map(({ name, value }) => [name, value])).toEqual([
      ['HOT_POT', 'hot-pot'],
      ['NOODLES', 'noodles'],
    ]);
  });

  test('is released in a second version, and every name of the first stands as before', () => {
    const first = buildSchema(registry(tasting(1)));
    const both = buildSchema(registry(tasting(1), tasting(2)));
    // All that v1 alone says is said with v2 beside it: but for the unversioned start, which means the one in force.
    const current = 'startDishTasting(input: StartDishTastingV1Input!): ActResult!';
    const lines = new Set(
      printSchema(both)
        .split('\n')
        .map(line => line.trim()),
    );
    const missing = printSchema(first)
      .split('\n')
      .map(line => line.trim())
      .filter(line => !lines.has(line) && !line.startsWith('union '));
    expect(missing).toEqual([current]);
    expect(lines).toContain('startDishTasting(input: StartDishTastingV2Input!): ActResult!');
    expect(lines).toContain('startDishTastingV1(input: StartDishTastingV1Input!): ActResult!');
  });

  test('adds to the schema exactly the names that are held against each other', () => {
    const odd = [tasting(1), jointCompletion, enterpriseAppeal1231, ...procedures.values()];
    const schema = buildSchema(registry(...odd));
    const bare = buildSchema(new Map());
    const namesIn = (of: GraphQLSchema): readonly string[] => [
      ...Object.keys(of.getTypeMap()).map(name => `type ${name}`),
      ...Object.keys(of.getMutationType()!.getFields()).map(name => `mutation ${name}`),
      ...Object.keys(fieldTypes(of, 'FormInput')).map(name => `form ${name}`),
    ];
    const own = new Set([...namesIn(bare), 'type CaseForm']);
    const added = new Set(odd.flatMap(generatedNames).map(({ of, name }) => `${of} ${name}`));
    expect([...added].toSorted()).toEqual(
      namesIn(schema)
        .filter(name => !own.has(name))
        .toSorted(),
    );
    const starts = Object.keys(bare.getMutationType()!.getFields()).filter(name => name.startsWith('start'));
    expect([...ownStarts].toSorted()).toEqual(starts.toSorted());
    expect([...own].filter(name => /V\d/.test(name))).toEqual([]);
  });
});

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
