import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { startDelivery } from '../../delivery/delivery.ts';
import type { Wanted } from '../../bin/compose/issuer/people.ts';
import { applicant, clerk, fire, form, lead, Office, papers, supervisor } from './office.ts';
import { createClient, file, myCases as mine, withdraw, type ShownCase } from './urql-client.ts';

let office: Office;
beforeAll(async () => {
  office = await Office.open();
});
afterAll(async () => {
  await office.product.stop();
});

interface PageOf {
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly number?: string } }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}
const myCases = (args: string) =>
  office
    .ask<{ myCases: PageOf }>(
      applicant,
      `{ myCases(${args}) { edges { cursor node { number } } pageInfo { hasNextPage endCursor } } }`,
    )
    .then(data => data.myCases);

describe('pages', () => {
  test('lose and repeat nothing while applications come in between them', async () => {
    const before: string[] = [];
    for (let index = 0; index < 5; index += 1) before.push((await office.receive()).number);
    const read: string[] = [];
    for (let after = ''; ;) {
      const page = await myCases(`first: 2${after}`);
      read.push(...page.edges.map(edge => edge.node.number!));
      await office.receive();
      if (!page.pageInfo.hasNextPage) break;
      after = `, after: "${page.pageInfo.endCursor}"`;
    }
    expect(read.toSorted()).toEqual(before.toSorted());
  });

  test('of more than a hundred rows, of none, or after a foreign cursor are refused', async () => {
    for (const args of ['first: 101', 'first: 0', 'first: 1, last: 1', 'first: 1, after: "elsewhere"'])
      await expect(myCases(args)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(myCases('first: 100')).resolves.toBeDefined();
  });

  test('cost what they may answer: a hundred cases with all clocks and their cases are too much', async () => {
    const clocks =
      'clocks { clock title due colour elapsed remaining case { number status title colour clocks { clock title due ' +
      'state } } }';
    await expect(
      office.ask(applicant, `{ myCases(first: 100) { edges { node { ${clocks} } } } }`),
    ).rejects.toMatchObject({ code: 'TOO_COMPLEX' });
    await expect(
      office.ask(applicant, `{ myCases(first: 5) { edges { node { ${clocks} } } } }`),
    ).resolves.toBeDefined();
  });
});

describe('the work', () => {
  test('of the window, of a unit and of time shows a case where it waits', async () => {
    const { id: caseId, number } = await office.receive();
    const numbers = (data: object): string[] =>
      [...JSON.stringify(data).matchAll(/SX\d{4}-\d{6}/g)].map(([found]) => found);
    expect(numbers(await office.ask(clerk, '{ windowCases(first: 50) { edges { node { number } } } }'))).toContain(
      number,
    );
    await office.accept(caseId);
    expect(numbers(await office.ask(clerk, '{ windowCases(first: 50) { edges { node { number } } } }'))).not.toContain(
      number,
    );
    const inbox =
      '{ inbox(first: 50) { edges { node { step title state clock { due colour remaining limit { text } } case { ' +
      'number } } } } }';
    expect(numbers(await office.ask(lead, inbox))).toContain(number);
    expect(await office.say(lead, 'claimStep', { caseId, step: 'licence' })).toMatchObject({ __typename: 'Accepted' });
    expect(numbers(await office.ask(lead, inbox))).not.toContain(number);
    expect(
      numbers(
        await office.ask(
          lead,
          '{ unitTasks(claimedBy: "p-market-regulation-officer") { edges { node { case { number } } } } }',
        ),
      ),
    ).toContain(number);
    expect(numbers(await office.ask(fire, inbox))).not.toContain(number);
    expect(
      numbers(
        await office.ask(lead, '{ dueSoon(withinHours: 240, first: 50) { edges { node { clock case { number } } } } }'),
      ),
    ).toContain(number);
  });

  test('of a supervisor is signed and closed where it stands', async () => {
    const { id: caseId } = await office.receive();
    await office.accept(caseId);
    expect(
      await office.say(supervisor, 'startInstrument', {
        caseId,
        level: 'L2',
        clock: 'promise',
        reason: { text: '群众反映强烈' },
      }),
    ).toMatchObject({ __typename: 'Accepted' });
    const { supervision } = await office.ask<{ supervision: { instruments: PageOf } }>(
      supervisor,
      '{ supervision { instruments(levels: [L2]) { edges { node { instrument level number state why case { id } ' +
        '} } } } }',
    );
    expect(supervision.instruments.edges.map(edge => edge.node)).toContainEqual(
      expect.objectContaining({ instrument: 'L2:promise', why: 'motion', case: { id: caseId } }),
    );
    expect(
      await office.say(
        supervisor,
        'startInstrument',
        { caseId, level: 'L0', clock: 'promise', reason: { text: '群众反映强烈' } },
        '__typename ... on Accepted { case { instruments { instrument authority { title } } } }',
      ),
    ).toMatchObject({
      case: {
        instruments: expect.arrayContaining([{ instrument: 'L0:promise', authority: { title: '电子监察系统' } }]),
      },
    });
  });

  test('on a case is its timeline, page by page', async () => {
    const { id } = await office.receive();
    await office.accept(id);
    const page = (args: string) =>
      office
        .ask<{ case: { timeline: PageOf } }>(
          applicant,
          `query T($id: ID!) { case(id: $id) { timeline(${args}) { edges { cursor node { seq type at basis documents ` +
            '{ title } actor { role } } } pageInfo { hasNextPage endCursor } } } }',
          { id },
        )
        .then(data => data.case.timeline);
    const first = await page('first: 1');
    expect(first.edges[0]!.node).toMatchObject({
      seq: 1,
      type: 'RECEIVED',
      documents: [{ title: '收件凭证' }],
      actor: { role: 'APPLICANT' },
    });
    expect((await page(`first: 1, after: "${first.pageInfo.endCursor}"`)).edges[0]!.node).toMatchObject({
      seq: 2,
      type: 'ACCEPTED',
      basis: '行政许可法 32（五）',
      documents: [{ title: '受理通知书' }],
    });
    expect((await page('last: 1')).edges[0]!.node).toMatchObject({ type: 'ACCEPTED' });
  });

  test('moves on in virtual time: a day without acceptance, and silence accepts', async () => {
    const { id: caseId } = await office.receive({ developmentTime: '2028-03-01T09:00:00+08:00' });
    const move = { caseId, workingDays: 2, commandId: 'two-days-later' };
    const said = await office.say(applicant, 'advanceTime', move);
    expect(said).toMatchObject({ __typename: 'Accepted', case: { status: 'IN_REVIEW' } });
    expect(await office.say(applicant, 'advanceTime', move)).toEqual(said);
    expect(await office.say(applicant, 'advanceTime', { ...move, workingDays: 3 })).toMatchObject({
      __typename: 'SameIdOtherContent',
    });
    const { case: after } = await office.ask<{ case: object }>(
      applicant,
      'query A($id: ID!) { case(id: $id) { acceptance receivedAt acceptedAt } }',
      { id: caseId },
    );
    expect(after).toMatchObject({ acceptance: 'DEEMED', receivedAt: expect.stringMatching(/^2028-03-01T09:00/) });
  });
});

describe('a list that is searched', () => {
  const numbersOf = async (who: Wanted, list: string, args: string): Promise<{ numbers: string[]; count: number }> => {
    const query = `{ list: ${list}(first: 100, ${args}) { totalCount edges { node { number } } } }`;
    const { list: found } = await office.ask<{
      list: { totalCount: number; edges: readonly { node: { number: string } }[] };
    }>(who, query);
    return { numbers: found.edges.map(({ node }) => node.number), count: found.totalCount };
  };

  test('finds a case by what is known of it, and counts what it found', async () => {
    const { id: caseId, number } = await office.receive();
    await office.accept(caseId);
    await office.say(lead, 'claimStep', { caseId, step: 'licence' });
    const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    for (const args of [
      `number: "${number}"`,
      `number: "${number.toLowerCase()}"`,
      'handler: "p-market-regulation-officer"',
      `statuses: [IN_REVIEW], received: { from: "${today}", to: "${today}" }`,
      'channel: ONLINE, closed: false, order: DUE',
      'applicant: "p-applicant", acceptance: ACCEPTED',
    ]) {
      const { numbers, count } = await numbersOf(lead, 'unitCases', args);
      expect(numbers, args).toContain(number);
      expect(count, args).toBe(numbers.length);
    }
    for (const args of ['number: "SX1999"', 'handler: "p-nobody"', 'channel: POST', 'received: { to: "2020-01-01" }'])
      expect((await numbersOf(lead, 'unitCases', args)).numbers, args).not.toContain(number);
  });

  test('of what a unit must answer has its instruments, and counts by tab are those of its cases', async () => {
    const { id: caseId, number } = await office.receive();
    await office.accept(caseId);
    const instrument = { caseId, level: 'L2', clock: 'promise', reason: { text: '群众反映' } };
    await office.say(supervisor, 'startInstrument', instrument);
    const asked = '{ toAnswer(first: 50) { edges { node { instrument case { number } } } } }';
    await expect.poll(async () => JSON.stringify(await office.ask(lead, asked))).toContain(number);
    const { caseCounts } = await office.ask<{ caseCounts: { status: string; colour: string; cases: number }[] }>(
      lead,
      '{ caseCounts { status colour cases } }',
    );
    const { count } = await numbersOf(lead, 'unitCases', 'statuses: [IN_REVIEW]');
    const counted = caseCounts.filter(({ status }) => status === 'IN_REVIEW').map(({ cases }) => cases);
    expect(counted.reduce((sum, cases) => sum + cases, 0)).toBe(count);
  });

  test('of what changed since a cursor has the cases of the caller, and goes on from there', async () => {
    const asked = async (who: Wanted, after?: string) => {
      const args = after === undefined ? '' : `(after: "${after}", first: 100)`;
      const query = `{ changes${args} { cursor hasMore changes { case { number } } } }`;
      const { changes } = await office.ask<{
        changes: { cursor: string; hasMore: boolean; changes: readonly { case: { number: string } }[] };
      }>(who, query);
      return { ...changes, numbers: changes.changes.map(each => each.case.number) };
    };
    const delivery = startDelivery({ db: office.product.shell.database.db, onError: () => {}, relayIntervalMs: 20 });
    onTestFinished(() => delivery.stop());
    const { cursor } = await asked(applicant);
    const { number } = await office.receive();
    await expect.poll(async () => (await asked(applicant, cursor)).numbers).toContain(number);
    let next = await asked(applicant, cursor);
    // From cursor to cursor until nothing more comes: what a case goes through at first may come in two parts.
    await expect.poll(async () => (next = await asked(applicant, next.cursor)).numbers).toEqual([]);
    // Nobody else hears of it, and a cursor of something else is refused.
    expect((await asked({ as: 'applicant', person: 'p-other-applicant' }, cursor)).numbers).toEqual([]);
    expect((await asked(fire, cursor)).numbers).not.toContain(number);
    await expect(asked(applicant, 'elsewhere')).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  test('is exported with its rights: as the list shows it, and to nobody who may not ask for it', async () => {
    const { number } = await office.receive();
    const fetched = async (who: Wanted | undefined, path: string, variables: object = {}) => {
      const headers = who && { authorization: `Bearer ${await office.product.api.tokenOf(who)}` };
      const search = new URLSearchParams({ variables: JSON.stringify(variables) });
      return fetch(`${office.product.url}/export/${path}?${search}`, headers && { headers });
    };
    const mine = await fetched(applicant, 'myCases.csv', { statuses: ['RECEIVED'] });
    expect([mine.status, mine.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
    expect(mine.headers.get('content-disposition')).toContain('attachment');
    expect(await mine.text()).toContain(`${number},`);
    const book = await fetched(clerk, 'windowCases.xlsx');
    expect(
      Buffer.from(await book.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK');
    expect((await fetched(undefined, 'myCases.csv')).status).toBe(401);
    expect((await fetched(applicant, 'unitCases.csv')).status).toBe(403);
    const wrong = await fetched(applicant, 'myCases.csv', { statuses: ['NO_SUCH'] });
    expect([wrong.status, await wrong.json()]).toMatchObject([400, { errors: [{}] }]);
    expect((await fetched(applicant, 'everything.csv')).status).toBe(404);
  });
});

test('a client with a normalised cache shows an act in each list that it has read', async () => {
  const warnings: string[] = [];
  const token = await office.product.api.tokenOf(applicant);
  const client = createClient(`${office.product.url}/graphql`, token, message => warnings.push(message));
  const input = { channel: 'ONLINE', form, papers, commandId: 'urql-file' };
  const filed = (await client.mutation(file, { input }).toPromise()).data?.startRestaurantOpening;
  const caseId = filed && 'case' in filed ? filed.case.id : '';
  type Listed = { readonly myCases: { readonly edges: readonly { readonly node: ShownCase }[] } } | undefined;
  const shownIn = (data: Listed) => data?.myCases.edges.find(({ node }) => node.id === caseId)?.node;
  const first = await client.query(mine, {}).toPromise();
  expect(shownIn(first.data)).toMatchObject({ status: 'RECEIVED' });
  await client.mutation(withdraw, { input: { caseId, commandId: 'urql-withdraw' } }).toPromise();
  const kept = await client.query(mine, {}, { requestPolicy: 'cache-only' }).toPromise();
  expect(shownIn(kept.data)).toMatchObject({ status: 'WITHDRAWN' });
  expect(warnings.filter(message => message.includes('Invalid key'))).toEqual([]);
});
