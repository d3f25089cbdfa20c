import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { argumentOf } from '../../../api/act/argument.ts';
import { createBuilder } from '../../../api/schema/builder.ts';
import { createKit } from '../../../api/schema/kit.ts';
import { nouns } from '../../../api/schema/nouns.ts';
import { buildSchema } from '../../../api/schema/schema.ts';
import { command } from '../../../domain/case/command.ts';
import { limit } from '../../../domain/clock/limit-schema.ts';
import { id, reason } from '../../../domain/values.ts';
import { fieldTypes } from './dish-tasting.ts';

const acts = nouns.flatMap(noun => Object.entries(noun.acts ?? {}));

describe('a mutation that is made from a command', () => {
  const schema = buildSchema(new Map());

  test.each(acts)('%s takes the fields of its command, and the id of case and act beside them', (name, act) => {
    const { shape } = command.options.find(option => option.shape.type.value === act.command)!;
    const input = String(schema.getMutationType()!.getFields()[name]!.args[0]!.type).replace('!', '');
    const { commandId, caseId, ...fields } = fieldTypes(schema, input);
    expect([commandId, caseId]).toEqual(['ID!', 'ID!']);
    expect(Object.keys(fields).toSorted()).toEqual(
      Object.keys(shape)
        .filter(field => field !== 'type')
        .toSorted(),
    );
  });

  test('writes what each schema of the domain is called in the API', () => {
    expect(fieldTypes(schema, 'StartSpecialProcedureInput')).toMatchObject({
      step: 'ID!',
      takes: 'LimitInput!',
      notice: 'DocumentInput!',
    });
    expect(fieldTypes(schema, 'GiveNoticeInput')).toMatchObject({ defects: '[DefectInput!]!' });
    expect(fieldTypes(schema, 'CureCaseInput')).toMatchObject({ papers: '[PaperInput!]!' });
    expect(fieldTypes(schema, 'WithdrawCaseInput')).toMatchObject({ reason: 'ReasonInput' });
    expect(fieldTypes(schema, 'TerminateCaseInput')).toMatchObject({ reasons: '[ReasonInput!]!' });
    expect(fieldTypes(schema, 'StartInstrumentInput')).toMatchObject({ level: 'Level!', grave: 'Boolean' });
  });

  test('is refused with its place where no input stands for a field', () => {
    const kit = createKit(createBuilder({}), new Map(), { permissions: {}, acts: {} });
    const odd = { command: 'juggle', field: 'balls' };
    expect(() => argumentOf(kit, odd, z.record(z.string(), z.string()))).toThrow('Found record at juggle.balls');
    expect(() => argumentOf(kit, odd, z.enum(['red', 'blue']))).toThrow('name an enumeration with "type"');
  });
});

describe('what is given to such a mutation', () => {
  const kit = createKit(createBuilder({}), new Map(), { permissions: {}, acts: {} });
  const converted = (schema: z.core.$ZodType, given: unknown): unknown =>
    argumentOf(kit, { command: 'juggle', field: 'balls' }, schema).convert(given);

  test('becomes what the command has: null is absent, a date is text, all else as it is', () => {
    expect(converted(id, 'licence')).toBe('licence');
    expect(converted(z.array(id), ['licence', 'fire'])).toEqual(['licence', 'fire']);
    expect(converted(limit, { unit: 'WD', n: 3, date: null })).toEqual({ unit: 'WD', n: 3 });
    // 2027-03-01 is day 20,878 after 1970-01-01: 57 years of 365 days, 14 leap days, 31 + 28 days of the year.
    expect(converted(limit, { unit: 'DATE', n: null, date: 20_878 })).toEqual({ unit: 'DATE', date: '2027-03-01' });
    expect(converted(reason.optional(), { text: '案情复杂', basis: null })).toEqual({ text: '案情复杂' });
    expect(converted(z.array(reason), [{ text: '重复申请', basis: null }])).toEqual([{ text: '重复申请' }]);
  });
});
