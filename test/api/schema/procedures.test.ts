import { isEnumType, printSchema, type GraphQLSchema } from 'graphql';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { ownStarts } from '../../../api/form/check.ts';
import { generatedNames } from '../../../api/form/generated-names.ts';
import { jsonSchemaOf } from '../../../api/form/json-schema.ts';
import { titlesOf } from '../../../api/schema/describe-schema.ts';
import { buildSchema } from '../../../api/schema/schema.ts';
import { shippedProcedures } from '../../support/shipped.ts';
import { choice } from '../../../domain/procedure.ts';
import type { AnyProcedure } from '../../../domain/procedure/procedure.ts';
import { enterpriseAppeal1231 } from '../../../workflows/procedures/enterprise-appeal-1231.v1.ts';
import { jointCompletion } from '../../../workflows/procedures/joint-completion.v1.ts';
import { fieldTypes, registry, tasting } from './dish-tasting.ts';

let procedures: ReadonlyMap<string, AnyProcedure>;
beforeAll(async () => {
  procedures = await shippedProcedures();
});

/** A schema as it is printed, without descriptions: the arguments of a field stand in its line. */
const printedLines = (schema: GraphQLSchema): readonly string[] =>
  printSchema(schema)
    .replaceAll(/^\s*"""[\s\S]*?"""\n/gmu, '')
    .replaceAll(/\(\s+([\s\S]*?)\s+\)/gu, (_, args: string) => `(${args.split(/\s*\n\s*/u).join(', ')})`)
    .split('\n')
    .map(line => line.trim());

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

  test('gives the values of its enumerations the titles that it declares, in GraphQL and in JSON Schema', () => {
    const kind = choice({ noodles: '面馆', 'hot-pot': '火锅店' });
    const titled = tasting(1, z.object({ kind: kind.optional(), others: z.array(kind).optional() }));
    const schema = buildSchema(registry(titled));
    const told = (name: string): unknown => {
      const type = schema.getType(name);
      return isEnumType(type) && type.getValues().map(value => [value.value, titlesOf(value)['zh-CN']]);
    };
    const titles = [
      ['hot-pot', '火锅店'],
      ['noodles', '面馆'],
    ];
    expect(told('DishTastingV1FormKind')).toEqual(titles);
    expect(told('DishTastingV1FormOthers')).toEqual(titles);
    expect(told('DishTastingV1ChooseChoice')).toEqual([
      ['bad', '差'],
      ['good', '优'],
    ]);
    expect(jsonSchemaOf(kind)).toMatchObject({ 'x-titles': { noodles: '面馆', 'hot-pot': '火锅店' } });
  });

  test('is released in a second version, and every name of the first stands as before', () => {
    const first = buildSchema(registry(tasting(1)));
    const both = buildSchema(registry(tasting(1), tasting(2)));
    // All that v1 alone says is said with v2 beside it: but for the unversioned start, which means the one in force.
    const current = 'startDishTasting(input: StartDishTastingV1Input!): ActResult!';
    const lines = new Set(printedLines(both));
    const missing = printedLines(first).filter(line => !lines.has(line) && !line.startsWith('union '));
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
