import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { approval, assigned, official, procedure, task, unit, workingDays } from '../../domain/procedure.ts';
import type { Wanted } from '../../bin/compose/issuer/people.ts';
import { applicant, clerk, lead, Office } from './office.ts';

/** The form names a unit, and so does the officer who assigns. */
const sorted = procedure({
  name: 'sorted',
  version: 1,
  title: '试验事项',
  lead: 'market-regulation',
  intake: { by: 'issue', from: ['platform'] },
  form: z.object({ raisedWith: unit(), about: official().optional() }),
  example: { raisedWith: 'market-regulation' },
  steps: {
    assign: task('交办', { by: 'lead', within: workingDays(1), result: z.object({ unit: unit() }) }),
    look: approval('审查', { by: assigned, within: workingDays(1) }),
  },
  permits: { licence: '许可证' },
  *run({ steps, grant }) {
    yield* steps.look({ to: (yield* steps.assign()).unit });
    return grant('licence');
  },
});
let office: Office;
beforeAll(async () => {
  office = await Office.open({ beside: [sorted] });
});
afterAll(async () => {
  await office.product.stop();
});

const told = '__typename ... on InvalidInput { issues { path code message } } ' + '... on Accepted { case { id } }';
interface Said {
  readonly case: { readonly id: string };
}

test('a unit that the directory lacks is refused at the door, in a form and in an answer, by its place', async () => {
  const start = (raisedWith: string) =>
    office.say(applicant, 'startSortedV1', { channel: 'ONLINE', form: { raisedWith } }, told);
  const unknown = (...path: readonly string[]) => ({
    __typename: 'InvalidInput',
    issues: [{ path, code: 'unknownUnit', message: '机构名录中没有这个单位，应为单位编号' }],
  });
  expect(await start('nobody')).toMatchObject(unknown('form', 'raisedWith'));
  const { case: begun } = (await start('market-regulation')) as Said;
  const assign = (to: string) =>
    office.say(lead, 'answerSortedV1Assign', { caseId: begun.id, result: { unit: to } }, told);
  expect(await assign('nobody')).toMatchObject(unknown('unit'));
  expect(
    await office.say(lead, 'answerStep', { caseId: begun.id, step: 'assign', result: { unit: 'nobody' } }, told),
  ).toMatchObject(unknown('result', 'unit'));
});

test('an official whom a form names is of the directory, keeps out of the case and is not told by whom', async () => {
  const start = (about: string) =>
    office.say(applicant, 'startSortedV1', { channel: 'ONLINE', form: { raisedWith: 'tobacco', about } }, told);
  expect(await start('p-nobody')).toMatchObject({
    issues: [
      { path: ['form', 'about'], code: 'unknownOfficial', message: expect.stringContaining('工作人员') as string },
    ],
  });
  const { case: begun } = (await start('p-market-regulation-officer')) as Said;
  const party = 'query P($id: ID!) { case(id: $id) { party { name } } }';
  const read = (who: Wanted) => office.ask<object>(who, party, { id: begun.id });
  expect(await read(lead)).toEqual({ case: { party: { name: null } } });
  expect(await read({ ...lead, person: 'p-market-regulation-officer-2' })).toEqual({
    case: { party: { name: '沈雨晴' } },
  });
  // Nor do they write it down at the window.
  const form = { raisedWith: 'tobacco', about: 'p-service-window-officer' };
  const input = { channel: 'WINDOW', onBehalfOf: 'p-applicant', form };
  const refused = '__typename ... on Refused { reason found basis }';
  expect(await office.say(clerk, 'startSortedV1', input, refused)).toMatchObject({
    reason: 'actor.interested',
    found: ['about'],
    basis: expect.stringContaining('76') as string,
  });
});
