import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Wanted } from '../../bin/compose/issuer/people.ts';
import { bundleBeside } from '../support/bundle-beside.ts';
import { jointVisit } from './declared.ts';
import { applicant, fire, lead, Office, tobacco } from './office.ts';

let office: Office;
beforeAll(async () => {
  office = await Office.open({
    beside: [jointVisit],
    bundle: () => bundleBeside('test/api/declared.ts', { 'joint-visit.v1': 'jointVisit' }),
  });
}, 120_000);
afterAll(async () => {
  await office.product.stop();
});

async function begin(procedure: string, form: object): Promise<string> {
  const started = await office.say(applicant, 'startCase', { procedure, channel: 'ONLINE', form });
  if (!started.case) throw new Error(`Nothing was received: ${JSON.stringify(started)}`);
  return started.case.id;
}
const soon = (minutes: number): string => new Date(Date.now() + minutes * 60_000).toISOString();

test('each party of a conference answers for itself from its own inbox, the chair for nobody', async () => {
  const caseId = await begin(jointVisit.name, { place: '三号厂房' });
  const answer = (who: Wanted, step: string) => office.say(who, 'answerApproval', { caseId, step, answer: 'AGREE' });
  const convene = (who: Wanted, minutes: number) =>
    office.say(who, 'conveneConference', { caseId, step: 'visit', meets: soon(minutes), place: '三号厂房' });
  expect(await convene(tobacco, 16)).toMatchObject({ __typename: 'NotFound' });
  expect(await convene(lead, 14)).toMatchObject({ reason: 'conference.tooSoon' });
  expect(await convene(lead, 16)).toMatchObject({ __typename: 'Accepted' });
  expect(await convene(fire, 16)).toMatchObject({ reason: 'actor.wrongUnit' });
  expect(await answer(fire, 'visit:fire-rescue')).toMatchObject({ reason: 'conference.notMet' });
  expect(await answer(lead, 'visit')).toMatchObject({ reason: 'conference.partiesAnswer' });
  const fields = 'step conference party meeting { place } clock { state }';
  const { inbox } = await office.ask<{ inbox: { edges: { node: object }[] } }>(
    tobacco,
    `{ inbox(procedure: "${jointVisit.id}") { edges { node { ${fields} } } } }`,
  );
  expect(inbox.edges.map(({ node }) => node)).toEqual([
    { step: 'visit:tobacco', conference: 'visit', party: 'tobacco', meeting: null, clock: { state: 'RUNNING' } },
  ]);
});
