import { readFile } from 'node:fs/promises';
import { isEnumType, isInputObjectType, isInterfaceType, isObjectType, type GraphQLSchema } from 'graphql';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
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

  test('has a commandId in the input of every mutation, and no scalar for unknown shapes', () => {
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
    expect(Object.keys(schema.getTypeMap())).not.toContain('JSON');
  });
});

describe('a procedure', () => {
  test('brings a start mutation typed from its form, its materials and its steps, with nothing edited', () => {
    const schema = buildSchema(registry(tasting(1)));
    expect(fieldTypes(schema, 'StartDishTastingInput')).toMatchObject({
      form: 'DishTastingForm!',
      papers: '[DishTastingPaper!]!',
    });
    expect(fieldTypes(schema, 'DishTastingForm')).toEqual({
      dish: 'DishTastingFormDish!',
      spices: '[String!]!',
      weight: 'Float',
      kitchen: 'DishTastingFormKitchen!',
      chef: 'String!',
    });
    expect(fieldTypes(schema, 'DishTastingFormKitchen')).toEqual({ area: 'Int!' });
    expect(fieldTypes(schema, 'DishTastingAnswers')).toMatchObject({ dish: 'DishTastingFormDish', chef: 'String' });
    expect(fieldTypes(schema, 'AnswerDishTastingTasteInput')).toMatchObject({ result: 'DishTastingTasteResult!' });
    expect(fieldTypes(schema, 'DishTastingTasteResult')).toEqual({ stars: 'Int!', remark: 'String' });
    const dish = schema.getType('DishTastingFormDish');
    expect(isEnumType(dish) && dish.getValues().map(({ name, value }) => [name, value])).toEqual([
      ['HOT_POT', 'hot-pot'],
      ['NOODLES', 'noodles'],
    ]);
  });

  test('in a newer version takes over the names; the older one keeps types and steps, but no start', () => {
    const mutations = Object.keys(
      buildSchema(registry(tasting(1), tasting(2)))
        .getMutationType()!
        .getFields(),
    );
    expect(mutations).toEqual(
      expect.arrayContaining([
        'startDishTasting',
        'supplyDishTasting',
        'supplyDishTastingV1',
        'answerDishTastingV1Taste',
      ]),
    );
    expect(mutations).not.toContain('startDishTastingV1');
  });

  test('whose form GraphQL cannot say is refused with the place and what it could be', () => {
    const odd = { ...tasting(1), form: z.object({ when: z.object({ at: z.date() }) }) } as unknown as AnyProcedure;
    expect(() => buildSchema(registry(odd))).toThrow(/dish-tasting\.v1\.form\.when\.at: found "date", expected text/);
  });
});
