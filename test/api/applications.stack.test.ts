import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { agent, applicant, form, Office, paper, papers } from './office.ts';

let office: Office;
beforeAll(async () => {
  office = await Office.open();
});
afterAll(async () => {
  await office.product.stop();
});
const start = (input: object, who = applicant) =>
  office.say(who, 'startRestaurantOpeningV1', { channel: 'ONLINE', form, papers, ...input });

describe('an application', () => {
  test('is received with a number and a query code, and answers with what was filled in', async () => {
    expect(await start({})).toMatchObject({
      __typename: 'Accepted',
      case: {
        number: expect.stringMatching(/^SX\d{4}-\d{6}$/),
        queryCode: expect.stringMatching(/^[2-9A-Z]{8}$/),
        status: 'RECEIVED',
        form: { name: '老街面馆', seats: 40, contact: '沈雨晴' },
      },
    });
  });

  test('that does not fit its form is told the places and what would be accepted there', async () => {
    expect(await start({ form: { ...form, seats: 0 } })).toMatchObject({
      __typename: 'InvalidInput',
      issues: [{ path: ['form', 'seats'], expected: '不少于1' }],
    });
    expect(await start({ papers: [{ ...paper('layoutPlan'), digest: 'none' }] })).toMatchObject({
      __typename: 'InvalidInput',
      issues: [{ path: ['papers', '0', 'digest'] }],
    });
    expect(await start({ form: { ...form, name: '长'.repeat(20_001) } })).toMatchObject({
      __typename: 'InvalidInput',
      issues: [{ path: ['form', 'name'], message: '现为20001个字，应为不超过20000个字' }],
    });
    expect(await start({ commandId: 'with a space' })).toMatchObject({
      __typename: 'InvalidInput',
      issues: [{ path: ['commandId'] }],
    });
  });

  test('with a field, a material or a mode that the procedure lacks is refused before anything is done', async () => {
    for (const wrong of [
      { form: { ...form, colour: 'red' } },
      { modes: ['FASTER'] },
      { form: { ...form, seats: 'many' } },
    ]) {
      await expect(start(wrong)).rejects.toThrow(/RestaurantOpening|expected Int!|expected Mode!/);
    }
    expect(await start({ papers: [paper('menu')] })).toMatchObject({
      reason: 'material.unknown',
      found: ['menu'],
      accepted: ['layoutPlan', 'safetyRules', 'signboardSketch'],
    });
    expect(await start({ modes: ['FAST_LANE'] })).toMatchObject({
      reason: 'mode.notOffered',
      found: ['fastLane'],
      accepted: ['tolerant', 'assisted', 'commitment'],
    });
  });

  test('twice by the same id is one case; with other content, also of a personal field, it is refused', async () => {
    const commandId = randomUUID();
    const first = await start({ commandId });
    expect(await start({ commandId })).toEqual(first);
    expect(await start({ commandId, form: { ...form, seats: 41 } })).toMatchObject({
      __typename: 'SameIdOtherContent',
    });
    expect(await start({ commandId, form: { ...form, contact: '张三丰' } })).toMatchObject({
      __typename: 'SameIdOtherContent',
    });
  });

  test('is filed by an agent for who delegated, and for nobody else', async () => {
    expect(await start({ onBehalfOf: 'p-applicant' }, agent)).toMatchObject({ __typename: 'Accepted' });
    expect(await start({ onBehalfOf: 'p-other-applicant' }, agent)).toMatchObject({ __typename: 'NotPermitted' });
    expect(await start({}, agent)).toMatchObject({ __typename: 'InvalidInput', issues: [{ path: ['onBehalfOf'] }] });
  });
});
