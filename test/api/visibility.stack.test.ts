import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Wanted } from '../../bin/compose/issuer/people.ts';
import { startDelivery } from '../../delivery/delivery.ts';
import type { Running } from '../../delivery/loop.ts';
import { blocksOf } from '../docs/blocks.ts';
import { follow, type Follow, type Following } from '../support/follow.ts';
import {
  administrator,
  agent,
  applicant,
  clerk,
  fire,
  lead,
  observer,
  Office,
  other,
  supervisor,
  tobacco,
  type Said,
  form,
  papers,
} from './office.ts';

let office: Office;
let seen: NonNullable<Said['case']>;
beforeAll(async () => {
  office = await Office.open({ production: true });
  seen = await office.receiveInParallel();
});
afterAll(async () => {
  await office.product.stop();
});

const AsyncFunction = (async () => {}).constructor as new (
  ...words: string[]
) => (...given: readonly unknown[]) => Promise<void>;
const see = (who: Wanted | undefined) =>
  office
    .ask<{ case: Record<string, unknown> | null }>(
      who,
      `query See($id: ID!) { case(id: $id) {
  number form { ... on RestaurantOpeningV1Answers { name contact } } queryCode
  steps { step claimedBy answeredBy } timeline { edges { node { actor { role person } } } } } }`,
      { id: seen.id },
    )
    .then(data => data.case);

describe('a case', () => {
  test('is seen by its party and the units that have a step in it, and by nobody else', async () => {
    for (const who of [applicant, agent, lead, supervisor, administrator, observer])
      expect([who, await see(who)]).toMatchObject([who, { number: seen.number }]);
    for (const who of [other, tobacco, clerk]) expect([who, await see(who)]).toEqual([who, null]);
    expect(await see(fire)).toMatchObject({ number: seen.number });
  });

  test('tells who acted before, and sees it no more, that their act was accepted, and nothing of it', async () => {
    const { id: caseId } = await office.receive();
    const accept = { commandId: 'accept-once', caseId };
    expect(await office.say(clerk, 'acceptCase', accept)).toMatchObject({ case: { status: 'IN_REVIEW' } });
    expect(await office.say(clerk, 'acceptCase', accept)).toMatchObject({ __typename: 'Accepted', case: null });
    const file = { commandId: 'file-once', channel: 'WINDOW', form, papers, onBehalfOf: 'p-applicant' };
    const filed = await office.say(clerk, 'startRestaurantOpeningV1', file);
    expect(await office.say(clerk, 'startRestaurantOpeningV1', file)).toMatchObject({ case: { id: filed.case!.id } });
    await office.accept(filed.case!.id);
    // Who filed it for somebody else sees it to its end.
    expect(await office.say(clerk, 'startRestaurantOpeningV1', file)).toMatchObject({ case: { id: filed.case!.id } });
  });

  test('by its number or as a node tells a stranger no more than by its id', async () => {
    const ask = (who: Wanted) =>
      office.ask(
        who,
        'query N($id: ID!, $number: String!) { node(id: $id) { id } caseByNumber(number: $number) { id } }',
        { id: seen.id, number: seen.number },
      );
    expect(await ask(tobacco)).toEqual({ node: null, caseByNumber: null });
    expect(await ask(applicant)).toEqual({ node: { id: seen.id }, caseByNumber: { id: seen.id } });
  });

  test('shows personal data plain to who handles it, masked to observers, and to others not at all', async () => {
    const contact = async (who: Wanted) =>
      ((await see(who))?.['form'] as { contact: string | null } | undefined)?.contact;
    for (const who of [applicant, agent, lead, fire]) expect(await contact(who)).toBe('沈雨晴');
    expect(await contact(observer)).toBe('沈**');
    for (const who of [supervisor, administrator]) expect(await contact(who)).toBeNull();
  });

  test('tells applicants what was done, not which official did it', async () => {
    const mine = JSON.stringify(await see(applicant));
    expect(mine).not.toContain('p-market-regulation');
    expect(mine).toContain('"role":"OFFICER"');
    expect(JSON.stringify(await see(fire))).toContain('p-market-regulation-officer');
    expect(
      await office.ask(applicant, 'query I($id: ID!) { case(id: $id) { instruments { instrument } } }', {
        id: seen.id,
      }),
    ).toEqual({ case: { instruments: null } });
  });

  const steps = async (who: Wanted, caseId: string) =>
    (
      await office.ask<{ case: { steps: { step: string; state: string; about: object[]; outcome: object | null }[] } }>(
        who,
        'query Steps($id: ID!) { case(id: $id) { steps { step state about { text } outcome { ... on Answer { answer ' +
          'reasons { text } conditions { text } } } } } }',
        { id: caseId },
      )
    ).case.steps;

  test('tells applicants how far a department is, and its opinion only after the decision', async () => {
    const licence = { step: 'licence', state: 'DONE', about: [] };
    for (const who of [applicant, agent]) expect((await steps(who, seen.id))[0]).toEqual({ ...licence, outcome: null });
    for (const who of [fire, lead, supervisor, observer])
      expect((await steps(who, seen.id))[0]).toMatchObject({
        ...licence,
        outcome: { answer: 'AGREE_WITH_CONDITIONS', conditions: [{ text: '限期公示' }] },
      });
    const { id } = await office.receive();
    await office.accept(id);
    await office.say(lead, 'answerApproval', {
      caseId: id,
      step: 'licence',
      answer: 'DISAGREE',
      reasons: [{ text: '布局不合要求' }],
    });
    expect((await steps(applicant, id))[0], 'denied').toMatchObject({
      ...licence,
      outcome: { answer: 'DISAGREE', reasons: [{ text: '布局不合要求' }] },
    });
  });

  test('does not tell applicants in its timeline what passes between authorities', async () => {
    expect(
      await office.say({ ...supervisor, unit: 'service-authority' }, 'startInstrument', {
        caseId: seen.id,
        level: 'L1',
        clock: 'promise',
        reason: { text: '群众反映' },
      }),
    ).toMatchObject({ __typename: 'Accepted' });
    const told = (who: Wanted) =>
      office
        .ask(
          who,
          'query T($id: ID!) { case(id: $id) { timeline(last: 100) { edges { node { type reasons { text } } } } } }',
          { id: seen.id },
        )
        .then(data => JSON.stringify(data));
    for (const who of [applicant, agent]) expect(await told(who)).not.toMatch(/INSTRUMENT_|群众反映/);
    expect(await told(lead)).toMatch(/INSTRUMENT_OPENED.*群众反映/);
  });

  test('has a status for anybody with number and query code, without names, and none with a wrong code', async () => {
    const ask = (queryCode: string) =>
      office.ask<{ publicCaseStatus: object | null }>(
        undefined,
        'query P($number: String!, $queryCode: String!) { publicCaseStatus(number: $number, queryCode: $queryCode) { ' +
          'number title status due } }',
        { number: seen.number, queryCode },
      );
    expect((await ask(seen.queryCode)).publicCaseStatus).toMatchObject({ number: seen.number, status: 'IN_REVIEW' });
    expect(await ask('22222222')).toEqual({ publicCaseStatus: null });
  });
});

describe('a stream of changes', () => {
  let delivery: Running;
  const streams: Following[] = [];
  beforeAll(() => {
    delivery = startDelivery({ db: office.product.shell.database.db, onError: () => {}, relayIntervalMs: 20 });
  });
  afterEach(() => {
    for (const stream of streams.splice(0)) stream.close();
  });
  afterAll(async () => {
    await delivery.stop();
  });

  const open = async (who: Wanted, asked: Follow = {}): Promise<Following> => {
    const stream = await follow(office.product.url, { token: await office.product.api.tokenOf(who), ...asked });
    streams.push(stream);
    // The first event says that all after it is told.
    await stream.until(told => told.length > 0);
    return stream;
  };
  const changesIn = ({ told }: Following) => told.flatMap(({ data }) => (data?.changes.caseId ? [data.changes] : []));
  /** Waits until a stream has told of a case in this state. */
  const sees = (stream: Following, caseId: string, status: string) =>
    stream.until(() => changesIn(stream).some(each => each.caseId === caseId && each.case?.['status'] === status));

  test('tells the party, the desk that acts and who oversees all, each as they see it, and nobody else', async () => {
    const [mine, desk, all, stranger, foreign] = await Promise.all(
      [applicant, lead, supervisor, other, tobacco].map(who => open(who)),
    );
    const { id } = await office.receive();
    await office.accept(id);
    await Promise.all([mine!, desk!, all!].map(stream => sees(stream, id, 'IN_REVIEW')));
    for (const stream of [stranger!, foreign!]) expect(changesIn(stream)).toEqual([]);
  });

  test('shows personal data as a query does: plain to who handles it, masked, or not at all', async () => {
    const query = `subscription { changes { cursor caseId case {
      status form { ... on RestaurantOpeningV1Answers { contact } } } } }`;
    const shown = await Promise.all([applicant, lead, observer, supervisor].map(who => open(who, { query })));
    const { id } = await office.receive();
    await office.accept(id);
    await Promise.all(shown.map(stream => sees(stream, id, 'IN_REVIEW')));
    const contacts = shown.map(
      stream => (changesIn(stream).at(-1)!.case!['form'] as { readonly contact: string | null }).contact,
    );
    expect(contacts).toEqual(['沈雨晴', '沈雨晴', '沈**', null]);
    for (const stream of shown.slice(2)) expect(stream.text()).not.toContain('沈雨晴');
  });

  test('tells a window once that a case has left it, and then no more of it', async () => {
    const window = await open(clerk);
    const { id } = await office.receive();
    await sees(window, id, 'RECEIVED');
    await office.accept(id);
    await window.until(() => changesIn(window).some(each => each.caseId === id && each.case === null));
    await office.say(lead, 'answerApproval', { caseId: id, step: 'licence', answer: 'AGREE' });
    const { id: next } = await office.receive();
    await sees(window, next, 'RECEIVED');
    expect(changesIn(window).filter(each => each.caseId === id && each.case === null)).toHaveLength(1);
  });

  test('says of a case that is not the viewer’s what it says of one that is not there, and nothing more', async () => {
    const { id } = await office.receive();
    const absent = Buffer.from('Case:nowhere').toString('base64');
    const stream = await open(other, { variables: { cases: [id, absent] } });
    await office.accept(id);
    const mine = await open(applicant, { variables: { cases: [id] } });
    await office.say(applicant, 'urgeCase', { caseId: id, reason: { text: '请尽快' } });
    await sees(mine, id, 'IN_REVIEW');
    expect(changesIn(stream).map(({ caseId, case: found }) => [caseId, found])).toEqual([
      [id, null],
      [absent, null],
    ]);
  });

  test('of another unit is refused, and of none but the own', async () => {
    for (const who of [lead, applicant]) {
      const stream = await open(who, { variables: { units: ['tobacco'] } });
      await stream.ended;
      expect(stream.told[0]!.errors![0]!.extensions.code).toBe('NOT_PERMITTED');
    }
  });

  test('goes on after a connection that broke with what was missed, told once', async () => {
    const first = await open(applicant);
    const one = await office.receive();
    await sees(first, one.id, 'RECEIVED');
    first.close();
    const two = await office.receive();
    await office.accept(two.id);
    const again = await open(applicant, { lastEventId: first.lastId() });
    await sees(again, two.id, 'IN_REVIEW');
    expect(changesIn(again).filter(({ caseId }) => caseId === one.id)).toEqual([]);
  });

  test('after a cursor that is none, or that was never given, is refused', async () => {
    for (const after of ['elsewhere', Buffer.from('change:999999999').toString('base64url')]) {
      const stream = await open(applicant, { variables: { after } });
      await stream.ended;
      expect(stream.told[0]!.errors![0]!.extensions.code).toBe('INVALID_INPUT');
    }
  });

  test('tells an agent nothing more once the delegation has ended', async () => {
    const stream = await open(agent);
    const { id } = await office.receive();
    await sees(stream, id, 'RECEIVED');
    const { owner } = office.product.shell.database;
    await sql`update delegation set revoked_at = now() where agent = 'p-agent'`.execute(owner);
    const mine = await open(applicant);
    await office.accept(id);
    await sees(mine, id, 'IN_REVIEW');
    await sql`update delegation set revoked_at = null where agent = 'p-agent'`.execute(owner);
    expect(changesIn(stream).map(each => each.case?.['status'])).toEqual(['RECEIVED']);
  });

  test('ends when its person is moved to another unit', async () => {
    const moved = { as: 'officer', unit: 'tobacco', person: 'p-tobacco-officer' };
    const stream = await open(moved, { variables: { own: true } });
    const { owner } = office.product.shell.database;
    await sql`update holding set to_day = '2020-01-02', from_day = '2020-01-01' where person = ${moved.person}`.execute(
      owner,
    );
    const { id } = await office.receive();
    await sql`insert into feed_queue (case_id, seq, desks)
      select id, 1000, '{tobacco}' from "case" where number = (select max(number) from "case")`.execute(owner);
    await stream.ended;
    expect([id !== '', stream.told.at(-1)!.errors![0]!.extensions.code]).toEqual([true, 'POST_NOT_HELD']);
  });

  test('is followed by the program of its document', async () => {
    const program = (await blocksOf('docs/live.md')).find(({ info }) => info === 'js')!.text;
    const shown: { readonly caseId: string | null; readonly case: { readonly status: string } | null }[] = [];
    const run = new AsyncFunction('url', 'token', 'show', program);
    const show = (change: (typeof shown)[0]) => shown.push(change);
    // It ends with the server.
    run(office.product.url, await office.product.api.tokenOf(applicant), show).catch(() => {});
    await expect.poll(() => shown.length).toBeGreaterThan(0);
    const { id } = await office.receive();
    await expect
      .poll(() => shown.filter(({ caseId }) => caseId === id))
      .toMatchObject([{ case: { status: 'RECEIVED' } }]);
  });
});
