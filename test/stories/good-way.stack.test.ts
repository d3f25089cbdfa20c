import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ActedCase } from '../../cli/demo/front-end.ts';
import { applicant, application, goodWay } from '../../cli/demo/stories.ts';
import { startProduct, type TestProduct } from '../support/product.ts';

let product: TestProduct;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(async () => {
  await product.stop();
});

// The hand calculation, on the demonstration calendar (清明节 off from Saturday 3 to Monday 5 April 2027). Working days:
// Mar 24 Wed, 25, 26, 29 Mon, 30, 31, Apr 1, 2, 6 Tue, 7, 8, 9, 12 Mon, 13, 14, 15, 16, 19 Mon, …
//   acceptance 1 WD from Mar 24                → Mar 25 17:30
//   correction 15 WD from Mar 25 (applicant's, → 26(1) 29 30 31 Apr 1(5) 2 6 7 8 9(10) 12 13 14 15 16(15)
//     so to the end of a day)                  → Apr 16 24:00
//   acceptance anew 1 WD from Mar 29           → Mar 30 17:30
//   promise 5 WD from Mar 30                   → 31(1) Apr 1(2) 2(3) 6(4) 7(5) → Apr 7 17:30
//   statutory 20 WD from Mar 30                → Apr 7(5) 8 9 12 13 14(10) 15 16 19 20 21(15) 22 23 26 27 28(20)
//                                              → Apr 28 17:30
//   tolerance 3 WD from Mar 30 (applicant's)   → 31(1) Apr 1(2) 2(3) → Apr 2 24:00
//   licence 1 WD from Mar 30                   → Mar 31 17:30
//   signboard 2 WD from Mar 31                 → Apr 2 17:30
//   fire and tobacco 3 WD from Mar 31          → 1(1) 2(2) 6(3) → Apr 6 17:30
//   inspection 4 WD from Mar 31                → 1 2 6 7 → Apr 7 17:30
//   the inspection pauses fire from Mar 31 to Apr 2: Apr 1 and 2 do not count → 6(1) 7(2) 8(3) → Apr 8 17:30
//   signboard and tobacco answer on Mar 31, so every branch is paused until Apr 2: the promise does not count Apr 1
//     and 2 → 31(1) 6(2) 7(3) 8(4) 9(5) → Apr 9 17:30; statutory → two working days later, Apr 30 17:30
//   delivery 10 WD from Apr 2                  → 6(1) 7 8 9 12(5) 13 14 15 16 19(10) → Apr 19 17:30
//   publicity 7 WD from Apr 2                  → 6(1) 7 8 9 12(5) 13 14(7) → Apr 14 17:30
const dues: readonly (readonly [what: string, status: string, dues: Readonly<Record<string, string>>])[] = [
  ['申请人提交申请', 'RECEIVED', { acceptance: '2027-03-25T17:30' }],
  ['窗口一次性告知', 'CORRECTION', { correction: '2027-04-17T00:00' }],
  ['申请人补正', 'RECEIVED', { acceptance: '2027-03-30T17:30' }],
  [
    '窗口容缺受理',
    'IN_REVIEW',
    {
      promise: '2027-04-07T17:30',
      statutory: '2027-04-28T17:30',
      'tolerance:signboardSketch': '2027-04-03T00:00',
      'step:licence': '2027-03-31T17:30',
    },
  ],
  [
    '市场监管同意',
    'IN_REVIEW',
    { 'step:signboard': '2027-04-02T17:30', 'step:fire': '2027-04-06T17:30', 'step:tobacco': '2027-04-06T17:30' },
  ],
  ['消防启动检验', 'IN_REVIEW', { 'special:fire': '2027-04-07T17:30', promise: '2027-04-07T17:30' }],
  ['城管同意', 'IN_REVIEW', {}],
  ['烟草同意', 'SPECIAL', {}],
  [
    '检验合格',
    'IN_REVIEW',
    { 'step:fire': '2027-04-08T17:30', promise: '2027-04-09T17:30', statutory: '2027-04-30T17:30' },
  ],
  ['消防一名检查员提出同意', 'IN_REVIEW', { promise: '2027-04-09T17:30' }],
  ['另一名检查员确认，消防同意', 'IN_REVIEW', { promise: '2027-04-09T17:30' }],
  ['申请人补齐', 'GRANTED', { delivery: '2027-04-19T17:30', publicity: '2027-04-14T17:30' }],
  ['综合窗口送达', 'DELIVERED', { publicity: '2027-04-14T17:30' }],
  ['双公示', 'CLOSED', {}],
];

test('a restaurant is opened through GraphQL on the real stack, with every due date as by hand', async () => {
  const told: (readonly [string, ActedCase])[] = [];
  const done = await goodWay(product.api, (what, after) => told.push([what, after]));
  expect(told).toHaveLength(dues.length);
  for (const [index, [what, status, expected]] of dues.entries()) {
    const [said, after] = told[index]!;
    expect(said).toContain(what);
    expect(after.status, what).toBe(status);
    for (const [clock, due] of Object.entries(expected)) {
      expect(after.clocks.find(each => each.clock === clock)?.due?.slice(0, 16), `${what}: ${clock}`).toBe(due);
    }
  }
  const paused = told[7]![1].clocks.find(clock => clock.clock === 'promise');
  expect(paused, 'while every branch is paused the promise is').toMatchObject({ state: 'PAUSED', projected: true });
  expect(
    told[5]![1].clocks.find(clock => clock.clock === 'promise'),
    'with other branches unfinished it runs',
  ).toMatchObject({ state: 'RUNNING' });
  expect(done.permits.map(({ title, state }) => `${title} ${state}`)).toEqual([
    '食品经营许可证 GRANTED',
    '店招备案 GRANTED',
    '公众聚集场所消防安全检查 GRANTED',
    '烟草专卖零售许可证 GRANTED',
  ]);
  expect(
    done.clocks.every(clock => clock.verdict === 'MET'),
    'nothing was late',
  ).toBe(true);

  const { publicCaseStatus } = await product.api.ask<{ publicCaseStatus: object }>(
    undefined,
    'query Public($number: String!, $code: String!) { publicCaseStatus(number: $number, queryCode: $code) { number ' +
      'status title } }',
    { number: ` ${done.number.toLowerCase()}`, code: `${told[0]![1].queryCode!.toLowerCase()} ` },
  );
  expect(publicCaseStatus, 'typed by hand').toEqual({
    number: done.number,
    status: 'CLOSED',
    title: '开办餐饮店“一件事”',
  });
  const { case: read } = await product.api.ask<{
    case: {
      documents: { title: string; permit: string | null }[];
      timeline: { edges: { node: { documents: { title: string }[] } }[] };
    };
  }>(
    applicant,
    'query Case($id: ID!) { case(id: $id) { documents { title permit } timeline(first: 50) { edges { node { ' +
      'documents { title } } } } } }',
    { id: done.id },
  );
  expect(
    read.timeline.edges.flatMap(({ node }) => node.documents.map(({ title }) => title)),
    'each was made by an event',
  ).toEqual(read.documents.map(({ title }) => title));
  expect(read.documents.map(({ title, permit }) => (permit === null ? title : `${title} ${permit}`))).toEqual([
    '收件凭证',
    '补正告知书',
    '容缺承诺书',
    '容缺受理通知书',
    '特殊程序告知书',
    ...['licence', 'signboard', 'fire', 'tobacco'].map(permit => `准予行政许可决定书 ${permit}`),
    '送达回证',
  ]);
});

test("a request's id goes with its command to the run, into the row and into the event", async () => {
  const requestId = 'front-desk-7';
  const token = await product.issuer.sign({ person: 'p-applicant', role: 'applicant' }, 1);
  const file =
    'mutation File($input: StartRestaurantOpeningV1Input!) { startRestaurantOpening(input: $input) ' +
    '{ ... on ' +
    'Accepted { case { number } } ... on Error { message } } }';
  const response = await fetch(`${product.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'x-request-id': requestId },
    body: JSON.stringify({
      query: file,
      variables: { input: { ...application(['layoutPlan']), commandId: 'with-request' } },
    }),
  });
  expect(response.headers.get('x-request-id')).toBe(requestId);
  const { db } = product.shell.database;
  const row = await db
    .selectFrom('command')
    .select(['case_id', 'request_id'])
    .where('key', '=', 'p-applicant:with-request')
    .executeTakeFirstOrThrow();
  expect(row.request_id).toBe(requestId);
  const [first] = await db
    .selectFrom('event')
    .select('data')
    .where('case_id', '=', row.case_id)
    .orderBy('seq')
    .execute();
  expect(JSON.parse(first!.data)).toMatchObject({ type: 'received', request: requestId });
});
