import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { Registry } from 'prom-client';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { httpMetrics } from '../../api/http/metrics.ts';
import type { Wanted } from '../../bin/compose/issuer/people.ts';
import { commandMetrics } from '../../commands/metrics.ts';
import type { Db } from '../../db/client.ts';
import { bundleBeside } from '../support/bundle-beside.ts';
import { findings } from '../commands/copies.ts';
import { settledHistory, textOf } from '../support/history.ts';
import { startProduct } from '../support/product.ts';
import {
  agent,
  applicant,
  clerk,
  form,
  lead,
  observer,
  Office,
  other,
  paper,
  supervisor,
  administrator,
  tobacco,
} from './office.ts';
import { householdDeed, householdVisit } from './declared.ts';
import { requestsOfAllThatIsWrong } from './personal-requests.ts';
import { buildSchema } from '../../api/schema/schema.ts';
import { times } from '../support/examples.ts';
import { drawFrom, randomQuery } from './random-document.ts';
import { openAllDatabases, tablesWith } from './tables-with.ts';

const mark = randomUUID().slice(0, 8);
/**
 * Personal data of every kind: in the first form, in the corrected one, and the names of officials in the directory.
 */
const filed = `金丝雀${mark}一 13900000001`;
const corrected = `金丝雀${mark}二 13900000002`;
const wrong = `金丝雀${mark}三 13900000003`;
const official = `金丝雀${mark}四`;
const canary = `金丝雀${mark}`;
/** No personal data, so it goes everywhere: a search that does not find it would find nothing. */
const control = `对照${mark}`;

let office: Office;
let caseId: string;
let ownId: string;
let household: string;
let deed: string;
let reads: Db[] = [];
const logged: string[] = [];
/** What was answered to requests that were wrong. */
const refusals: string[] = [];

const post = async (who: Wanted, body: object | string): Promise<string> => {
  const token = await office.product.api.tokenOf(who);
  const response = await fetch(`${office.product.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return await response.text();
};
const provoke = async (who: Wanted, body: object | string): Promise<void> => {
  const text = await post(who, body);
  expect(text).toMatch(/"errors"|InvalidInput|SameIdOtherContent|Refused|NotPermitted|NotFound/);
  refusals.push(text);
};
const filing = {
  channel: 'ONLINE',
  papers: [paper('layoutPlan'), paper('signboardSketch')],
  form: { ...form, name: control, contact: filed },
  developmentTime: '2027-03-24T10:00:00+08:00',
};

beforeAll(async () => {
  office = new Office(
    await startProduct({
      beside: [householdVisit, householdDeed],
      bundle: () =>
        bundleBeside('test/api/declared.ts', {
          'household-visit.v1': 'householdVisit',
          'household-deed.v1': 'householdDeed',
        }),
      verbose: line => {
        logged.push(line);
      },
    }),
  );
  const { database } = office.product.shell;
  await sql`update person set name = ${official} || id`.execute(database.owner);
  const commandId = randomUUID();
  const received = await office.receive({ ...filing, commandId });
  caseId = received.id;
  ownId = Buffer.from(caseId, 'base64').toString().slice('Case:'.length);
  const requests = requestsOfAllThatIsWrong({ wrong, caseId, commandId, filing });
  for (const [who, body] of requests) await provoke(who, body);
  // Then the good way far enough: notice, corrected form, acceptance, an act of an official, the ladder with people
  // addressed.
  const accepted = async (who: Wanted, mutation: string, input: object = {}): Promise<void> => {
    expect(await office.say(who, mutation, { caseId, ...input })).toMatchObject({ __typename: 'Accepted' });
  };
  await accepted(clerk, 'giveNotice', {
    defects: [
      { item: 'contact', defect: '请核对联系方式' },
      { item: 'safetyRules', defect: '缺少' },
    ],
  });
  await accepted(applicant, 'supplyCase', {
    form: { restaurantOpeningV1: { ...filing.form, contact: corrected } },
    papers: [paper('safetyRules')],
  });
  await accepted(clerk, 'acceptCase');
  await accepted(lead, 'claimStep', { step: 'licence' });
  await accepted(applicant, 'advanceTime', { workingDays: 4 });
  await recordHousehold();
  await correctDeed();
  reads = await openAllDatabases(inject('databaseUrl'));
}, 240_000);
afterAll(async () => {
  await Promise.all(reads.map(db => db.destroy()));
  await office.product.stop();
});

/** Personal values in a list of the form, and in what a step records, beside everything that is wrong with them. */
async function recordHousehold(): Promise<void> {
  const owners = [
    { name: `${canary}五`, share: 60 },
    { name: `${canary}六`, share: 40 },
  ];
  const filing = { procedure: 'household-visit', channel: 'ONLINE', from: 'applicant' };
  const start = 'mutation M($input: StartCaseInput!) { startCase(input: $input) { __typename ... on Error { code } } }';
  const begin = (given: object): object => ({
    query: start,
    variables: { input: { ...filing, commandId: randomUUID(), form: { project: control, owners: [given] } } },
  });
  for (const given of [
    { name: [wrong], share: 1 },
    { name: wrong.repeat(20), share: 1 },
    { name: wrong, share: wrong },
  ])
    await provoke(applicant, begin(given));
  const received = await office.say(applicant, 'startCase', { ...filing, form: { project: control, owners } });
  household = received.case!.id;
  const answer =
    'mutation M($input: AnswerStepInput!) { answerStep(input: $input) { __typename ... on Error { code } ... on ' +
    'InvalidInput { issues { path code message } } ... on Refused { reason } } }';
  const recorded = { phone: `${canary}七`, witnesses: [{ name: `${canary}八`, isNeighbour: true }], finding: control };
  const say = (result: object, papers: readonly object[] = [paper('survey')]): object => ({
    query: answer,
    variables: { input: { commandId: randomUUID(), caseId: household, step: 'visit', result, papers } },
  });
  for (const result of [
    { ...recorded, phone: [wrong] },
    { ...recorded, phone: wrong.repeat(20) },
    { ...recorded, phone: { personal: wrong } },
    { ...recorded, witnesses: [{ name: wrong }] },
    { ...recorded, witnesses: wrong },
    { ...recorded, [wrong]: wrong },
  ])
    await provoke(lead, say(result));
  await provoke(lead, say({ ...recorded, phone: wrong }, []));
  await provoke(tobacco, say(recorded));
  const given = { caseId: household, result: { ...recorded, others: [`${canary}九`] }, papers: [paper('survey')] };
  expect(await office.say(lead, 'answerHouseholdVisitV1Visit', given)).toMatchObject({ __typename: 'Accepted' });
}

/** Personal values in a list are corrected by its applicant, beside everything that is wrong with the correction. */
async function correctDeed(): Promise<void> {
  const given = (names: readonly string[]): object => ({
    phone: `${canary}戊`,
    owners: names.map(name => ({ name, share: 100 / names.length })),
  });
  const received = await office.say(applicant, 'startHouseholdDeedV1', {
    channel: 'ONLINE',
    form: given([`${canary}己`, `${canary}庚`]),
  });
  deed = received.case!.id;
  const defects = [{ item: 'owners', defect: '共有人姓名有误' }];
  expect(await office.say(clerk, 'giveNotice', { caseId: deed, defects })).toMatchObject({ __typename: 'Accepted' });
  const supply =
    'mutation M($input: SupplyCaseInput!) { supplyCase(input: $input) { __typename ... on Error { code } ' +
    '... on InvalidInput { issues { path code message } } } }';
  const corrects = (form: object): object => ({
    query: supply,
    variables: { input: { commandId: randomUUID(), caseId: deed, papers: [], form: { json: form } } },
  });
  for (const form of [
    { phone: wrong, owners: [{ name: wrong, share: wrong }] },
    { phone: wrong, owners: [{ name: { personal: wrong }, share: 1 }] },
    { phone: wrong, owners: Array.from({ length: 6 }, () => ({ name: wrong, share: 1 })) },
    { phone: wrong, owners: [{ name: wrong, share: 1, [wrong]: wrong }] },
    { phone: wrong },
  ])
    await provoke(applicant, corrects(form));
  const form = { householdDeedV1: given([`${canary}己`, `${canary}辛`]) };
  expect(await office.say(applicant, 'supplyCase', { caseId: deed, papers: [], form })).toMatchObject({
    __typename: 'Accepted',
  });
}

// (S9)
test('is in the table of personal fields, for officials in the directory, and in no other table', async () => {
  const { owner } = office.product.shell.database;
  expect(await tablesWith(owner, control)).toEqual(['case', 'case_step', 'command', 'event']);
  expect(await tablesWith(owner, filed)).toEqual(['personal']);
  expect(await tablesWith(owner, corrected)).toEqual(['personal']);
  expect(await tablesWith(owner, official)).toEqual(['person']);
  expect(await tablesWith(owner, canary)).toEqual(['person', 'personal']);
});

test('in lists and in results is read by who may and by the child it was handed to, masked for observers', async () => {
  const visit = `case(id: $id) {
    form { ... on HouseholdVisitV1Answers { owners { name share } } } papers { material }
    steps { step outcome { ... on HouseholdVisitV1VisitRecorded { phone others witnesses { name isNeighbour } } } }
    children { edges { node { id form { ... on HouseholdDeedV1Answers { phone owners { name share } } } } } } }`;
  interface Read {
    readonly form: object;
    readonly papers: object;
    readonly steps: readonly object[];
    readonly children: { readonly edges: readonly { readonly node: { readonly form: object } }[] };
  }
  const read = async (who: Wanted): Promise<Read> =>
    (await office.ask<{ case: Read }>(who, `query ($id: ID!) { ${visit} }`, { id: household })).case;
  const owners = [
    { name: `${canary}五`, share: 60 },
    { name: `${canary}六`, share: 40 },
  ];
  await expect
    .poll(async () => (await read(lead)).children.edges[0]?.node.form, { timeout: 20_000 })
    .toEqual({ phone: `${canary}七`, owners });
  const witnesses = [{ name: `${canary}八`, isNeighbour: true }];
  expect(await read(lead)).toMatchObject({
    form: { owners },
    papers: [{ material: 'survey' }],
    steps: [{ step: 'visit', outcome: { phone: `${canary}七`, others: [`${canary}九`], witnesses } }, { step: 'deed' }],
  });
  const masked = JSON.stringify(await read(observer));
  expect(masked).toContain('金**');
  expect(masked).not.toContain(canary);
});

test('in a list that was corrected is read as it is now, and what was wrong is told to nobody', async () => {
  const read = (who: Wanted): Promise<string> =>
    post(who, {
      query: `query ($id: ID!) { case(id: $id) { form { ... on HouseholdDeedV1Answers { phone owners { name share } } }
        messages { text } timeline(first: 50) { edges { node { type reasons { text } } } } } }`,
      variables: { id: deed },
    });
  for (const who of [applicant, lead]) {
    const text = await read(who);
    for (const now of ['戊', '己', '辛']) expect(text).toContain(`${canary}${now}`);
    expect(text).not.toContain(`${canary}庚`);
  }
  const masked = await read(observer);
  expect(masked).toContain('金**');
  expect(masked).not.toContain(canary);
  expect(await read(tobacco)).not.toContain('金');
});

test("is in no table of Temporal's databases, history and visibility alike", async () => {
  const names: string[] = [];
  expect(reads).toHaveLength(3);
  for (const db of reads.slice(1)) {
    names.push(...(await tablesWith(db, control)));
    expect(await tablesWith(db, canary)).toEqual([]);
  }
  expect(names).toContain('history_node');
});

test('is in no event of the run, whatever the payload', async () => {
  const text = textOf(await settledHistory(office.product.shell.context, ownId));
  expect(text).toContain(control);
  expect(text).toContain('p-market-regulation');
  expect(text).not.toContain(canary);
});

test('is in no log line of API, worker, SDK and core at their most verbose, PostgreSQL or Temporal', async () => {
  const all = logged.join('\n');
  expect(logged.length).toBeGreaterThan(100);
  expect(all).toContain('"outcome":"served"');
  expect(all).toMatch(/TRACE|DEBUG/);
  expect(all).not.toContain(canary);
  const {
    rows: [at],
  } = await sql<{ data_directory: string }>`show data_directory`.execute(reads[0]!);
  for (const file of ['../postgres.log', '../../temporal/temporal.log']) {
    const text = await readFile(join(at!.data_directory, file), 'utf8');
    expect(text.length).toBeGreaterThan(0);
    expect(text).not.toContain(canary);
  }
});

test('is in no error, whatever is wrong with the field or beside it', () => {
  expect(refusals.length).toBeGreaterThan(25);
  expect(refusals.filter(text => text.includes(canary))).toEqual([]);
  // A refusal is short, however long what was sent.
  expect(Math.max(...refusals.map(text => text.length))).toBeLessThan(4_000);
});

test('is told to the party and to who handles the case, masked to observers, to others not at all', async () => {
  const everything = `query All($id: ID!) { case(id: $id) {
    id number form { ... on RestaurantOpeningV1Answers { name contact } } messages { text }
    timeline(first: 100) { edges { node { type reasons { text } actor { person } } } }
    steps { step claimedBy answeredBy } documents { title number } clocks { title } } }`;
  const told = (who: Wanted) => post(who, { query: everything, variables: { id: caseId } });
  for (const who of [applicant, agent, lead]) expect(await told(who)).toContain(corrected);
  for (const who of [supervisor, administrator, observer, other, tobacco, clerk]) {
    const text = await told(who);
    expect(text).not.toContain(canary);
    expect(text.includes('金**')).toBe(who === observer);
  }
});

test('is in no answer to documents made at random by whoever may not read it', async () => {
  const { procedures } = office.product.shell.context;
  const told = [...procedures].filter(([id]) => /^(restaurant-opening|household-)/u.test(id));
  const schema = buildSchema(new Map(told));
  const { number } = (await office.ask<{ case: { number: string } }>(lead, `{ case(id: "${caseId}") { number } }`))
    .case;
  const nodes = ['Step', 'Clock', 'Event', 'Document', 'Instrument'].map(type => `${type}:${ownId} 1`);
  const values = {
    id: [caseId, household, deed, ...nodes.map(node => Buffer.from(node).toString('base64'))],
    number: [number],
    unit: ['market-regulation', 'tobacco'],
    person: ['p-market-regulation-officer'],
    party: ['p-applicant'],
    clock: ['promise', 'step:licence'],
    name: ['restaurant-opening'],
    first: [1, 5],
    Int: [1, 3],
    Float: [1],
    Boolean: [true, false],
    Date: ['2027-03-24'],
    DateTime: ['2027-03-24T10:00:00+08:00'],
    JSON: [{}],
  };
  let served = 0;
  const strangers = [undefined, other, observer, administrator, supervisor, tobacco];
  for (let seed = 1; seed <= times(1_000).numRuns; seed += 1) {
    const who = strangers[seed % strangers.length];
    const document = randomQuery(schema, drawFrom(seed), values);
    const response = await fetch(`${office.product.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(who && { authorization: `Bearer ${await office.product.api.tokenOf(who)}` }),
      },
      body: JSON.stringify({ query: document }),
    });
    const text = await response.text();
    // Names of officials are told to officials, and everybody hears their own.
    expect(text.replaceAll(official, ''), document).not.toContain(canary);
    expect(text, document).not.toContain('"code":"INTERNAL"');
    expect([200, 400], `${document} ${text.slice(0, 300)}`).toContain(response.status);
    if (response.status === 200) served += 1;
  }
  expect(served, 'most of them are carried out').toBeGreaterThan(times(1_000).numRuns / 2);
});

test('names of officials are told to officials who work with the case, and to nobody else', async () => {
  const people = 'query P($id: ID!) { case(id: $id) { instruments { instrument addressees { post person name } } } }';
  const told = (who: Wanted) => post(who, { query: people, variables: { id: caseId } });
  for (const who of [lead, supervisor]) expect(await told(who)).toContain(official);
  for (const who of [applicant, agent, administrator, observer, tobacco])
    expect(await told(who)).not.toContain(official);
});

test('is in no figure, and in no address that tells of health', async () => {
  const figures = await Registry.merge([httpMetrics, commandMetrics]).metrics();
  expect(figures).toContain('shixian_http_requests_total');
  expect(figures).not.toContain(canary);
  for (const path of ['/health/ready', '/health/live'])
    expect(await (await fetch(office.product.url + path)).text()).not.toContain(canary);
});

describe('once it was erased', () => {
  const erase = (who: Wanted, given: object, commandId = randomUUID()) =>
    office.say(
      who,
      'erasePersonal',
      { commandId, ground: 'CONSENT_WITHDRAWN', ...given },
      '__typename ... on PersonalErasure { cases recorded } ... on Refused { reason basis } ... on Error { code }',
    );
  const party = 'p-applicant';

  test('was refused to whoever is no administrator or party, and to the party while a case is open', async () => {
    for (const who of [clerk, lead, supervisor, observer, agent])
      expect(await erase(who, { party }), who.as).toMatchObject({ __typename: 'NotPermitted' });
    expect(await erase(other, { party })).toMatchObject({ reason: 'party.unknown' });
    expect(await erase(other, { caseId })).toMatchObject({ __typename: 'NotFound' });
    expect(await erase(applicant, { party })).toMatchObject({ reason: 'erasure.caseOpen' });
    expect(await erase(applicant, { caseId })).toMatchObject({ reason: 'erasure.caseOpen' });
    expect(await erase(administrator, {})).toMatchObject({ reason: 'erasure.oneSubject' });
    expect(await erase(administrator, { party, caseId })).toMatchObject({ reason: 'erasure.oneSubject' });
    expect(await erase(administrator, { party: 'party-old-street' })).toMatchObject({ reason: 'erasure.organisation' });
    const own: Wanted = { ...administrator, person: 'p-administrator' };
    await office.say(clerk, 'linkPartyPerson', { party, person: own.person! }, '__typename');
    expect(await erase(own, { party })).toMatchObject({ reason: 'actor.interested' });
    await office.say(clerk, 'unlinkPartyPerson', { party, person: own.person! }, '__typename');
  });

  test('is in no table, every log that used it says so, and reads and audits go on', async () => {
    const { owner } = office.product.shell.database;
    // One more case of the party, closed and read by nobody.
    const closed = await office.receive();
    await office.say(applicant, 'withdrawCase', { caseId: closed.id, reason: { text: '不办了' } });
    const draft = { procedure: 'restaurant-opening', form: { contact: `${canary}十` } };
    await office.say(applicant, 'saveDraft', draft, '__typename');
    expect(await tablesWith(owner, `${canary}十`)).toEqual(['draft']);
    expect(await tablesWith(owner, '沈雨晴')).toEqual(['party', 'party_version', 'personal']);
    const commandId = randomUUID();
    const said = await erase(administrator, { party }, commandId);
    expect(said).toMatchObject({ __typename: 'PersonalErasure', cases: 5 });
    for (const secret of [
      `${canary}十`,
      `${canary}五`,
      `${canary}七`,
      `${canary}八`,
      `${canary}己`,
      `${canary}庚`,
      `${canary}辛`,
      filed,
      corrected,
      '沈雨晴',
      '13900000000',
      `${official}p-applicant`,
    ])
      expect(await tablesWith(owner, secret), secret).toEqual([]);
    await expect
      .poll(async () => erase(administrator, { party }, commandId), { timeout: 20_000 })
      .toMatchObject({ __typename: 'PersonalErasure', cases: 5, recorded: 5 });
    const timeline = `query T($id: ID!) { case(id: $id) { party { name }
      form { ... on RestaurantOpeningV1Answers { name contact } }
      timeline(first: 100) { edges { node { type basis } } } } }`;
    for (const id of [caseId, closed.id]) {
      const { case: read } = await office.ask<{ case: { timeline: { edges: { node: object }[] } } }>(lead, timeline, {
        id: caseId,
      });
      expect(read, id).toMatchObject({ party: null, form: { contact: null } });
      expect(read.timeline.edges.map(({ node }) => node)).toContainEqual({
        type: 'PERSONAL_ERASED',
        basis: '个人信息保护法 47：删除个人信息',
      });
    }
    expect(await findings(office.product.shell)).toEqual([]);
    // Nobody is filed for, and who is added again is another party.
    expect(await office.say(clerk, 'startRestaurantOpeningV1', { ...filing, onBehalfOf: party })).toMatchObject({
      reason: 'applicant.unknown',
    });
    expect(await erase(administrator, { party })).toMatchObject({ reason: 'party.unknown' });
  });

  test('is missed by the audit where no act erased it, and where an act did and it is there', async () => {
    const { owner } = office.product.shell.database;
    const checks = async () => (await findings(office.product.shell)).map(({ check }) => check);
    await sql`update personal set fields = '{"contact": "又来了"}', erased_at = null
      where case_id = ${ownId}`.execute(owner);
    expect(new Set(await checks())).toEqual(new Set(['personal']));
    await sql`update personal set fields = null, erased_at = clock_timestamp() where case_id = ${ownId}`.execute(owner);
    expect(await checks()).toEqual([]);
  });
});
