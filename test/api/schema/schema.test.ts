import { readFile } from 'node:fs/promises';
import { isEnumType, isInputObjectType } from 'graphql';
import { beforeAll, describe, expect, test } from 'vitest';
import { printed } from '../../../api/schema/print.ts';
import { buildSchema } from '../../../api/schema/schema.ts';
import { shippedProcedures } from '../../support/shipped.ts';
import type { AnyProcedure } from '../../../domain/procedure/procedure.ts';
import { fieldTypes } from './dish-tasting.ts';

let procedures: ReadonlyMap<string, AnyProcedure>;
beforeAll(async () => {
  procedures = await shippedProcedures();
});

describe('schema.graphql', () => {
  test('is what the code makes: after a change run "npm run schema"', async () => {
    expect(await readFile(new URL('../../../schema.graphql', import.meta.url), 'utf8')).toBe(printed(procedures));
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
    const others: Readonly<Record<string, readonly string[]>> = {
      'PublishResult!': ['publishCalendar'],
      'PartyResult!': ['addParty', 'changeParty', 'linkPartyPerson', 'unlinkPartyPerson'],
      'ErasureResult!': ['erasePersonal'],
      'DraftResult!': ['saveDraft', 'deleteDraft'],
      'RepairResult!': [
        'sendDeadLetterAgain',
        'refuseDeadLetter',
        'startLostRun',
        'takeEventsFromHistory',
        'startFromLog',
        'callAgain',
      ],
      'DirectoryResult!': [
        'setUnit',
        'setPerson',
        'removePerson',
        'givePost',
        'endPost',
        'transferPerson',
        'enterAbsence',
        'endAbsence',
        'declareRelation',
        'endRelation',
        'giveDelegation',
        'revokeDelegation',
      ],
    };
    for (const mutation of Object.values(schema.getMutationType()!.getFields())) {
      const { commandId } = fieldTypes(schema, String(mutation.args[0]!.type).replace('!', ''));
      const result = Object.entries(others).find(([, names]) => names.includes(mutation.name))?.[0] ?? 'ActResult!';
      expect([mutation.name, commandId, String(mutation.type)]).toEqual([mutation.name, 'ID!', result]);
    }
    const shapeless = Object.values(schema.getTypeMap())
      .filter(type => isInputObjectType(type))
      .flatMap(type =>
        Object.values(type.getFields())
          .filter(field => String(field.type).includes('JSON'))
          .map(field => `${type.name}.${field.name}`),
      );
    expect(shapeless).toEqual([
      'AnswerStepInput.result',
      'ContinuePermitInput.form',
      'FormInput.json',
      'ObjectToNoticeInput.concerns',
      'SaveDraftInput.form',
      'StartCaseInput.form',
    ]);
  });
});
