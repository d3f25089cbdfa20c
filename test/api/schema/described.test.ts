import { isEnumType, isInputObjectType, isInterfaceType, isObjectType, isSpecifiedScalarType } from 'graphql';
import { describe, expect, test } from 'vitest';
import { peoplesActs } from '../../../domain/case/actions.ts';
import { actTitleIn } from '../../../domain/words/acts.ts';
import { titlesOf } from '../../../api/schema/describe-schema.ts';
import { buildSchema } from '../../../api/schema/schema.ts';
import { decodeNodeId, nodeIdOf, nodeTypes } from '../../../api/schema/node-ids.ts';
import { schemaOfInput } from '../../../api/action/input-schema.ts';
import { shippedProcedures } from '../../support/shipped.ts';

const schema = buildSchema(await shippedProcedures());
const types = Object.values(schema.getTypeMap()).filter(
  type => !type.name.startsWith('__') && !isSpecifiedScalarType(type),
);

/** Every description of the schema, by its coordinate. */
function* descriptions(): Generator<readonly [string, string | null | undefined]> {
  for (const type of types) {
    yield [type.name, type.description];
    if (isEnumType(type)) for (const value of type.getValues()) yield [`${type.name}.${value.name}`, value.description];
    if (isInputObjectType(type))
      for (const field of Object.values(type.getFields())) yield [`${type.name}.${field.name}`, field.description];
    if (isObjectType(type) || isInterfaceType(type))
      for (const field of Object.values(type.getFields())) {
        yield [`${type.name}.${field.name}`, field.description];
        for (const arg of field.args) yield [`${type.name}.${field.name}(${arg.name}:)`, arg.description];
      }
  }
}

describe('the schema', () => {
  test('describes every type, field, argument and value in Chinese and in English', () => {
    const all = [...descriptions()];
    const lacking = all.filter(([, said]) => !said || !/\p{Script=Han}/u.test(said) || !/[A-Za-z]{2}/.test(said));
    expect(lacking).toEqual([]);
    expect(all.length).toBeGreaterThan(3_000);
  });

  test('has a Chinese and an English title for every value of its own enumerations', () => {
    const own = types.filter(isEnumType).filter(({ name }) => !/V\d/.test(name));
    const wrong = own.flatMap(type =>
      type.getValues().flatMap(value => {
        const { 'zh-CN': chinese, en } = titlesOf(value);
        const isRight = /\p{Script=Han}/u.test(chinese) && /^[A-Z]/.test(en) && !/\p{Script=Han}/u.test(en);
        return isRight ? [] : [`${type.name}.${value.name}: ${chinese} ${en}`];
      }),
    );
    expect(wrong).toEqual([]);
  });

  test('has a title of every act that people ask for, in both languages', () => {
    for (const act of peoplesActs) {
      expect(actTitleIn(act, 'zh-CN'), act).toMatch(/\p{Script=Han}/u);
      expect(actTitleIn(act, 'en'), act).toMatch(/^[A-Z]/);
    }
  });

  test('gives an id to every node, which decodes to it and to nothing else', () => {
    const node = schema.getType('Node');
    const nodes = isInterfaceType(node) ? schema.getPossibleTypes(node).map(({ name }) => name) : [];
    expect(nodes.toSorted()).toEqual([...nodeTypes].toSorted());
    for (const type of nodeTypes)
      expect(decodeNodeId(nodeIdOf(type, 'case-1 step:a@b#2'))).toEqual({ typename: type, id: 'case-1 step:a@b#2' });
    const none = { typename: 'Case', id: '' };
    for (const text of ['Actor:x', 'Step:', 'Step:\0', `Step:case-1 ${'x'.repeat(500)}`, 'Step'])
      expect(decodeNodeId(Buffer.from(text).toString('base64')), text).toEqual(none);
  });

  test('answers null, and no error for the whole, where a query is refused', () => {
    const fields = Object.values(schema.getQueryType()!.getFields());
    expect(fields.filter(({ type }) => String(type).endsWith('!')).map(({ name }) => name)).toEqual([]);
  });
});

test('an input becomes JSON Schema in the spelling in which it is sent, with the bounds of its command', () => {
  const type = schema.getType('SuspendCaseInput');
  const command = { properties: { reason: { properties: { text: { maxLength: 2_000 } } } } };
  expect(isInputObjectType(type) && schemaOfInput(type, 'en', command)).toMatchObject({
    type: 'object',
    additionalProperties: false,
    required: expect.arrayContaining(['caseId', 'commandId', 'ground', 'reason', 'notice']),
    properties: {
      ground: { enum: ['BY_LAW', 'FORCE_MAJEURE'], 'x-titles': { BY_LAW: 'By law' } },
      reason: { type: 'object', properties: { text: { type: 'string', maxLength: 2_000 } } },
    },
  });
});
