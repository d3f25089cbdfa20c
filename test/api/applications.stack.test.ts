import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mostDrafts, sweepDrafts } from '../../db/drafts/drafts.ts';
import { administrator, agent, applicant, clerk, form, lead, Office, other, paper, papers } from './office.ts';

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
      found: ['FAST_LANE'],
      accepted: ['TOLERANT', 'ASSISTED', 'COMMITMENT'],
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

describe('a draft', () => {
  const shown = `__typename ... on Draft { draft form papers modes applicant procedure { name } savedAt expiresAt }
    ... on InvalidInput { issues { path code } } ... on Error { code }`;
  const saving = (input: object, who = applicant) =>
    office.say(who, 'saveDraft', { procedure: 'restaurant-opening', form: {}, ...input }, shown);
  const drafts = async (who = applicant) =>
    (await office.ask<{ drafts: readonly { draft: string }[] }>(who, '{ drafts { draft } }')).drafts.map(
      ({ draft }) => draft,
    );

  test('is saved as far as it is filled in, changed, and filed; then it is gone', async () => {
    const commandId = randomUUID();
    const first = await saving({ commandId, form: { name: '老街面馆' } });
    expect(first).toMatchObject({ form: { name: '老街面馆' }, applicant: 'p-applicant' });
    const draft = first['draft'];
    expect(await saving({ commandId, form: { name: '老街面馆' } })).toMatchObject({ draft });
    expect(await office.say(applicant, 'submitDraft', { draft })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await saving({ draft, form, papers })).toMatchObject({ draft, form, papers: [{}, {}, {}] });
    expect(await drafts()).toContain(draft);
    const submit = { commandId: randomUUID(), draft };
    const filed = await office.say(applicant, 'submitDraft', submit);
    expect(filed).toMatchObject({ case: { status: 'RECEIVED', form: { name: '老街面馆', contact: '沈雨晴' } } });
    expect(await office.say(applicant, 'submitDraft', submit)).toMatchObject({ case: { id: filed.case!.id } });
    expect(await drafts()).not.toContain(draft);
    const again = await office.say(applicant, 'submitDraft', { draft });
    expect(again).toMatchObject({ __typename: 'NotFound' });
  });

  test('is nobody else to see, change, file or erase; its party erases it, personal fields and all', async () => {
    const { draft } = await saving({ form });
    for (const who of [other, lead, clerk, administrator])
      for (const [mutation, input] of [
        ['saveDraft', { procedure: 'restaurant-opening', form: {} }],
        ['submitDraft', {}],
        ['deleteDraft', {}],
      ] as const)
        expect(['NotFound', 'NotPermitted']).toContain(
          (await office.say(who, mutation, { ...input, draft }, '__typename')).__typename,
        );
    expect(await drafts(other)).toEqual([]);
    expect(await drafts(agent)).toContain(draft);
    expect(await office.say(applicant, 'deleteDraft', { draft }, shown)).toMatchObject({ draft });
    expect(await office.say(applicant, 'deleteDraft', { draft }, shown)).toMatchObject({ __typename: 'NotFound' });
    const kept = await office.product.shell.database.owner
      .selectFrom('draft')
      .select('id')
      .where('id', '=', String(draft))
      .execute();
    expect(kept).toEqual([]);
  });

  test('keeps what the form asks and nothing beside it, and not without end', async () => {
    expect(await saving({ form: { colour: 'red' } })).toMatchObject({
      issues: [{ path: ['form', 'colour'], code: 'unknownField' }],
    });
    expect(await saving({ form: [] })).toMatchObject({ issues: [{ path: ['form'] }] });
    expect(await saving({ form: { name: 'x'.repeat(100_001) } })).toMatchObject({ issues: [{ code: 'tooBig' }] });
    expect(await saving({ procedure: 'nothing' })).toMatchObject({ issues: [{ path: ['procedure'] }] });
    expect(await saving({ onBehalfOf: 'p-other-applicant' }, agent)).toMatchObject({ __typename: 'NotPermitted' });
    const { owner } = office.product.shell.database;
    const { draft } = await saving({});
    await owner
      .updateTable('draft')
      .set({ expires_at: new Date(0).toISOString() })
      .where('id', '=', String(draft))
      .execute();
    expect(await office.say(applicant, 'submitDraft', { draft })).toMatchObject({ __typename: 'NotFound' });
    expect(await sweepDrafts(owner)).toBe(1);
    for (let nth = (await drafts()).length; nth < mostDrafts; nth += 1) await saving({});
    expect(await saving({})).toMatchObject({ code: 'REFUSED' });
    await owner.deleteFrom('draft').execute();
  });
});
