import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { approval, assigned, procedure, task, unit, workingDays } from '../../domain/procedure.ts';
import { applicant, lead, Office } from './office.ts';

/** The form names a unit, and so does the officer who assigns. */
const sorted = procedure({
  name: 'sorted',
  version: 1,
  title: '试验事项',
  lead: 'market-regulation',
  intake: { by: 'issue', from: ['platform'] },
  form: z.object({ raisedWith: unit() }),
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
