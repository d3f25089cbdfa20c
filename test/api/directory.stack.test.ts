import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Wanted } from '../../bin/compose/issuer/people.ts';
import { administrator, agent, applicant, fire, form, lead, Office, other, papers, type Said } from './office.ts';

let office: Office;
beforeAll(async () => {
  office = await Office.open();
});
afterAll(async () => {
  await office.product.stop();
});

const told = `__typename
  ... on DirectoryVersion { version by reason changes { kind subjects before after } }
  ... on Error { code message } ... on Refused { reason } ... on InvalidInput { issues { path code } }`;
const change = (who: Wanted | undefined, mutation: string, input: object): Promise<Said> =>
  office.say(who, mutation, { reason: '机构改革', ...input }, told);
const unit = 'fire-rescue';
const newcomer = 'p-newcomer';
/** What a token of the newcomer for that unit opens: the role, or the refusal. */
async function newcomerIn(of: string): Promise<unknown> {
  const token = await office.product.issuer.sign({ person: newcomer, role: 'officer', unit: of }, 1);
  const response = await fetch(`${office.product.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: '{ me { role unit { unit } } }' }),
  });
  const { data, errors } = (await response.json()) as {
    data?: { me: unknown };
    errors?: { extensions: { code: string } }[];
  };
  return errors?.[0]?.extensions.code ?? data?.me;
}
const me = (who: Wanted) =>
  office.ask<{ me: { role: string; unit: { unit: string } | null } }>(who, '{ me { role unit { unit } } }');
const isRefused = expect.objectContaining({ __typename: 'NotPermitted' }) as unknown;

test('an administrator adds units and people, gives posts and ends them: at once, with a reason', async () => {
  expect(
    await change(administrator, 'setUnit', {
      unit: 'fire-station',
      title: '城南消防站',
      kind: 'DEPARTMENT',
      parent: unit,
    }),
  ).toMatchObject({ changes: [{ kind: 'UNIT', subjects: ['fire-station'], before: null }] });
  await change(administrator, 'setPerson', { person: newcomer, name: '张三丰' });
  await change(administrator, 'givePost', { person: newcomer, unit, post: 'HANDLER', reason: '新任' });
  expect(await newcomerIn(unit)).toEqual({ role: 'OFFICER', unit: { unit } });
  await change(administrator, 'transferPerson', { person: newcomer, from: unit, unit: 'tobacco', post: 'CONTACT' });
  expect(await newcomerIn(unit)).toBe('POST_NOT_HELD');
  expect(await newcomerIn('tobacco')).toEqual({ role: 'OFFICER', unit: { unit: 'tobacco' } });
  await change(administrator, 'endPost', { person: newcomer, unit: 'tobacco', post: 'CONTACT', reason: '免职' });
  expect(await newcomerIn('tobacco')).toBe('POST_NOT_HELD');
  const { directoryVersions } = await office.ask<{
    directoryVersions: { by: string; reason: string; changes: { kind: string; after: object | null }[] }[];
  }>(administrator, `{ directoryVersions(subject: "${newcomer}") { by reason changes { kind after } } }`);
  expect(directoryVersions.map(({ by, reason, changes }) => [by, reason, changes.map(each => each.kind)])).toEqual([
    ['p-administrator', '免职', ['POST']],
    ['p-administrator', '机构改革', ['POST', 'POST']],
    ['p-administrator', '新任', ['POST']],
    ['p-administrator', '机构改革', ['PERSON']],
  ]);
  expect(JSON.stringify(directoryVersions)).not.toContain('张三丰');
});

test('what does not fit is refused with every fault, and so is what is not there or has ended', async () => {
  expect(await change(administrator, 'givePost', { person: 'p-no', unit: 'no', post: 'HANDLER' })).toMatchObject({
    __typename: 'Refused',
    reason: 'directory.unfit',
    message: expect.stringMatching(/没有单位“no”[^]*没有人员“p-no”/) as string,
  });
  const nobody = { person: 'p-agent', unit, post: 'HANDLER' };
  expect(await change(administrator, 'endPost', nobody)).toMatchObject({ reason: 'directory.unknown' });
  expect(await change(administrator, 'removePerson', { person: 'p-no' })).toMatchObject({
    reason: 'directory.unknown',
  });
  const known = { person: 'p-fire-rescue-officer', unit, post: 'HANDLER', from: '2024-01-01' };
  expect(await change(administrator, 'givePost', known)).toMatchObject({ reason: 'directory.same' });
  for (const post of ['DEPUTY_HEAD', 'PRINCIPAL'] as const) {
    const suffix = post === 'PRINCIPAL' ? 'principal' : 'deputy-head';
    const last = { person: `p-city-government-${suffix}`, unit: 'city-government', post };
    expect(await change(administrator, 'endPost', last)).toMatchObject(
      post === 'PRINCIPAL' ? { reason: 'directory.unfit' } : { __typename: 'DirectoryVersion' },
    );
  }
  expect(await change(administrator, 'setUnit', { unit, title: ' ', kind: 'DEPARTMENT' })).toMatchObject({
    issues: [{ path: ['title'], code: 'blank' }],
  });
});

test('an absence is entered by oneself or a head of the unit, and by nobody else, and it ends so too', async () => {
  const person = 'p-fire-rescue-officer';
  const to = new Date(Date.now() + 3_600_000).toISOString();
  const head: Wanted = { as: 'unit-head', unit, person: 'p-fire-rescue-principal' };
  const ofOther: Wanted = { as: 'unit-head', unit: 'tobacco', person: 'p-tobacco-principal' };
  for (const who of [lead, ofOther]) expect(await change(who, 'enterAbsence', { person, to })).toEqual(isRefused);
  expect(await change(applicant, 'enterAbsence', { to })).toEqual(isRefused);
  expect(await change(fire, 'enterAbsence', { to, deputy: `${person}-2`, reason: '出差' })).toMatchObject({
    by: person,
    reason: '出差',
  });
  await expect(me(fire)).rejects.toThrow(/不在岗/);
  expect(await change(ofOther, 'endAbsence', { person })).toEqual(isRefused);
  expect(await change(head, 'endAbsence', { person })).toMatchObject({ changes: [{ kind: 'ABSENCE' }] });
  expect((await me(fire)).me.role).toBe('OFFICER');
  expect(await change(head, 'enterAbsence', { person, to })).toMatchObject({ by: 'p-fire-rescue-principal' });
  await change(administrator, 'endAbsence', { person });
});

test('relations are declared by oneself and act at once; a delegation is given and revoked by its giver', async () => {
  const { id: caseId } = await office.receive();
  await office.accept(caseId);
  const claim = () => office.say(lead, 'claimStep', { caseId, step: 'licence' });
  await change(lead, 'declareRelation', { subject: 'p-applicant', kind: 'KIN' });
  expect(await claim()).toMatchObject({ reason: 'actor.interested' });
  const end = (who: Wanted) =>
    change(who, 'endRelation', { person: 'p-market-regulation-officer', subject: 'p-applicant', kind: 'KIN' });
  expect(await end(lead), 'nobody lays down what keeps them out').toEqual(isRefused);
  expect(await claim()).toMatchObject({ reason: 'actor.interested' });
  expect(await end(administrator)).toMatchObject({ __typename: 'DirectoryVersion' });
  const toOfficial = await change(other, 'giveDelegation', { agent: 'p-market-regulation-officer' });
  expect(toOfficial, 'nobody keeps an official out by making them an agent').toMatchObject({
    reason: 'directory.unfit',
  });
  const own = { person: 'p-administrator', unit, post: 'HANDLER' };
  expect(await change(administrator, 'givePost', own), 'nobody gives themselves a post').toEqual(isRefused);
  const given = await change(other, 'giveDelegation', { agent: 'p-agent' });
  const delegated = () => office.ask<{ me: { actsFor: string[] } }>(agent, '{ me { actsFor } }');
  expect((await delegated()).me.actsFor).toContain('p-other-applicant');
  const [{ after }] = given['changes'] as [{ after: { id: string } }];
  const revoke = (who: Wanted) => change(who, 'revokeDelegation', { delegation: after.id });
  expect(await revoke(applicant)).toMatchObject({ reason: 'directory.unknown' });
  expect(await revoke(other)).toMatchObject({ __typename: 'DirectoryVersion' });
  expect(await revoke(other)).toMatchObject({ reason: 'directory.ended' });
  expect((await delegated()).me.actsFor).not.toContain('p-other-applicant');
});

test('an organisation delegates by who represents it, and its agent files until that is revoked', async () => {
  const party = 'party-old-street';
  expect(await change(other, 'giveDelegation', { agent: 'p-agent', party })).toEqual(isRefused);
  const given = await change(applicant, 'giveDelegation', { agent: 'p-agent', party });
  const [{ after }] = given['changes'] as [{ after: { id: string; applicant: string } }];
  expect(after.applicant).toBe(party);
  const asked = '{ me { actsFor delegations { applicant } } }';
  const { me: it } = await office.ask<{ me: { actsFor: string[] } }>(agent, asked);
  expect(it.actsFor).toContain(party);
  const { me: giver } = await office.ask<{ me: { delegations: object[] } }>(applicant, asked);
  expect(giver.delegations).toContainEqual({ applicant: party });
  const file = () =>
    office.say(agent, 'startRestaurantOpeningV1', { channel: 'ONLINE', form, papers, onBehalfOf: party });
  const filed = await file();
  expect(filed).toMatchObject({ __typename: 'Accepted' });
  const revoke = (who: Wanted) => change(who, 'revokeDelegation', { delegation: after.id });
  expect(await revoke(other)).toMatchObject({ reason: 'directory.unknown' });
  expect(await revoke(applicant)).toMatchObject({ __typename: 'DirectoryVersion' });
  expect(await file()).toMatchObject({ __typename: 'NotPermitted' });
  expect(
    await office.ask(agent, 'query C($id: ID!) { case(id: $id) { id } }', { id: filed.case!.id }),
    'nor do they see what they filed',
  ).toEqual({ case: null });
});

test('the same commandId is the same change, and another content under it is refused', async () => {
  const input = { commandId: randomUUID(), person: 'p-twice', name: '李四' };
  const once = await change(administrator, 'setPerson', input);
  expect(await change(administrator, 'setPerson', input)).toEqual(once);
  expect(await change(administrator, 'setPerson', { ...input, name: '王五' })).toMatchObject({
    __typename: 'SameIdOtherContent',
  });
  expect(await change(lead, 'setPerson', input)).toEqual(isRefused);
  expect(await change(undefined, 'setPerson', input)).toMatchObject({ __typename: 'Unauthenticated' });
});
