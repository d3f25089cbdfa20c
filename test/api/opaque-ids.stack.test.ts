import { afterAll, beforeAll, expect, test } from 'vitest';
import { administrator, applicant, clerk, Office } from './office.ts';

let office: Office;
beforeAll(async () => {
  office = await Office.open();
});
afterAll(async () => {
  await office.product.stop();
});

const encoded = (text: string): string => Buffer.from(text).toString('base64');
/** What PostgreSQL cannot keep, what no id of ours looks like, and what is too long. */
const unfit = ['\0', 'case\0', '\ud800', '\n', '', ' ', "';--", '💥', 'x'.repeat(100_000)].map(text =>
  encoded(`Case:${text}`),
);

const refusals = ['NOT_FOUND', 'INVALID_INPUT', 'BAD_REQUEST', 'TEXT_WITH_NUL'];

test('an opaque id that cannot be one of ours names nothing, whatever stands in it', async () => {
  for (const id of [...unfit, encoded('\0'), '\0'.repeat(3), '%', '']) {
    const where = JSON.stringify(id.slice(0, 40));
    const node = office.ask<{ node: unknown }>(applicant, 'query ($id: ID!) { node(id: $id) { id } }', { id });
    await expect(
      node.catch((error: { code: string }) => error.code),
      where,
    ).resolves.toSatisfy(found => (found as { node?: unknown }).node === null || refusals.includes(String(found)));
    const one = office.ask<{ case: unknown }>(applicant, 'query ($id: ID!) { case(id: $id) { id } }', { id });
    await expect(
      one.catch((error: { code: string }) => error.code),
      where,
    ).resolves.toSatisfy(found => (found as { case?: unknown }).case === null || refusals.includes(String(found)));
  }
});

test('an act on such an id is told that there is no such case, and nothing is our fault', async () => {
  for (const caseId of unfit) {
    for (const [who, mutation, input] of [
      [clerk, 'acceptCase', {}],
      [applicant, 'withdrawCase', { reason: '不办了' }],
      [administrator, 'startFromLog', { reason: 'stands still' }],
    ] as const) {
      const said = await office
        .say(who, mutation, { caseId, ...input }, '__typename ... on Error { code }')
        .catch((error: { code: string }) => error);
      expect(refusals, `${mutation} ${caseId.slice(0, 20)}`).toContain((said as { code?: string }).code);
    }
  }
});

test('a cursor that holds what no list gives out is refused', async () => {
  for (const id of ['\0', '\ud800', 'x'.repeat(5_000)]) {
    const after = Buffer.from(JSON.stringify(['myCases', 1, id])).toString('base64url');
    await expect(
      office.ask(applicant, 'query ($after: String) { myCases(first: 1, after: $after) { edges { cursor } } }', {
        after,
      }),
    ).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  }
});
