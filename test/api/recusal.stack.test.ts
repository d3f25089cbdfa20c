import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeDirectory } from '../../db/directory/write.ts';
import { addParty } from '../../db/parties/write-party.ts';
import { dayOf } from '../../domain/calendar/day.ts';
import { demonstrationDirectory } from '../../domain/directory/demonstration.ts';
import type { Relation } from '../../domain/directory/directory.ts';
import { administrator, agent, applicant, clerk, form, lead, Office, papers, supervisor } from './office.ts';

let office: Office;
beforeAll(async () => {
  office = await Office.open();
  for (const person of [officer, 'p-service-window-officer'])
    await addParty(
      office.product.shell.database.owner,
      { by: 'test', key: `test:${person}`, digest: '' },
      { id: person, kind: 'person', name: '某人' },
    );
});
afterAll(async () => {
  await office.product.stop();
});

const today = dayOf(Date.now());
const declare = (relations: readonly Relation[]): Promise<void> =>
  writeDirectory(office.product.shell.database.owner, { ...demonstrationDirectory, relations });
const application = { channel: 'WINDOW', form, papers };
const licence = { step: 'licence', answer: 'AGREE' };
const officer = 'p-market-regulation-officer';

test('an official approves no application of their own, and the clerk files none for themselves', async () => {
  const filed = await office.say(clerk, 'startRestaurantOpeningV1', { ...application, onBehalfOf: officer });
  const caseId = filed.case!.id;
  await office.accept(caseId);
  expect(await office.say(lead, 'answerApproval', { caseId, ...licence })).toMatchObject({
    __typename: 'Refused',
    reason: 'actor.interested',
    basis: expect.stringContaining('76') as string,
  });
  // Another officer of the unit is free to.
  const other = { ...lead, person: `${officer}-2` };
  expect(await office.say(other, 'answerApproval', { caseId, ...licence })).toMatchObject({ __typename: 'Accepted' });
  expect(
    await office.say(clerk, 'startRestaurantOpeningV1', { ...application, onBehalfOf: 'p-service-window-officer' }),
  ).toMatchObject({ __typename: 'Refused', reason: 'actor.interested' });
});

test('kin and interest, declared by either side, keep an official out while they hold', async () => {
  const { id: caseId } = await office.receive();
  await office.accept(caseId);
  const relation: Relation = { person: officer, subject: 'p-applicant', kind: 'kin', from: today };
  for (const held of [relation, { ...relation, person: 'p-applicant', subject: officer, kind: 'interest' } as const]) {
    await declare([held]);
    expect(await office.say(lead, 'claimStep', { caseId, step: 'licence' }), held.kind).toMatchObject({
      __typename: 'Refused',
      reason: 'actor.interested',
    });
  }
  await declare([{ ...relation, from: today - 10, to: today - 1 }]);
  expect(await office.say(lead, 'claimStep', { caseId, step: 'licence' })).toMatchObject({ __typename: 'Accepted' });
});

test('who acts for the applicant does nothing as an official in their cases; as an agent they do', async () => {
  const { id: caseId } = await office.receive();
  const person = 'p-supervision-office-principal';
  await office.product.shell.database.owner
    .insertInto('delegation')
    .values({ id: 'd-official', agent: person, applicant: 'p-applicant', from_at: '2024-01-01T00:00:00Z' })
    .execute();
  const start = { caseId, level: 'L2', clock: 'acceptance', reason: { text: '督查' } };
  expect(await office.say({ ...supervisor, person }, 'startInstrument', start)).toMatchObject({
    __typename: 'Refused',
    reason: 'actor.interested',
  });
  const withdrawn = await office.say({ ...agent, person }, 'withdrawCase', { caseId, reason: { text: '不办了' } });
  expect(withdrawn).toMatchObject({ __typename: 'Accepted' });
  await declare([]);
});

test('an administrator repairs no case of a relation, nor gives up an act in it; another one does', async () => {
  const { id } = await office.receive();
  const relation = { person: 'p-administrator', subject: 'p-applicant', kind: 'kin' as const, from: today - 10 };
  const repair = () =>
    office.say(administrator, 'startFromLog', { caseId: id, reason: '不正常' }, '__typename ... on Refused { reason }');
  await declare([relation]);
  expect(await repair()).toMatchObject({ __typename: 'Refused', reason: 'actor.interested' });
  await declare([]);
  expect(await repair()).toMatchObject({ __typename: 'Repair' });
});

test('nobody is filed for who is not in the register', async () => {
  const said = await office.say(clerk, 'startRestaurantOpeningV1', { ...application, onBehalfOf: 'p-nobody' });
  expect(said).toMatchObject({ __typename: 'Refused', reason: 'applicant.unknown' });
  expect(await office.say(applicant, 'startRestaurantOpeningV1', application)).toMatchObject({
    __typename: 'Accepted',
  });
});
