import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Wanted } from '../../bin/compose/issuer/people.ts';
import { writeDirectory } from '../../db/directory/write.ts';
import { dayOf } from '../../domain/calendar/day.ts';
import { demonstrationDirectory } from '../../domain/directory/demonstration.ts';
import type { Directory } from '../../domain/directory/directory.ts';
import { lapseProposals } from '../../operations/recovery/lapse-proposals.ts';
import { applicant, fire, Office } from './office.ts';

let office: Office;
beforeAll(async () => {
  office = await Office.open();
});
afterAll(async () => {
  await office.product.stop();
});

const other = { ...fire, person: 'p-fire-rescue-officer-2' };
const third = { ...fire, person: 'p-fire-rescue-contact' };
const hourMs = 3_600_000;
const write = (changed: Partial<Directory>): Promise<void> =>
  writeDirectory(office.product.shell.database.owner, { ...demonstrationDirectory, ...changed });
const away = (person: string): Promise<void> =>
  write({ absences: [{ person, from: Date.now() - hourMs, to: Date.now() + hourMs }] });
const agreeing = { step: 'fire', answer: 'AGREE' };

interface Shown {
  readonly state: string;
  readonly proposal: { readonly seq: number; readonly people: readonly string[]; readonly next: string } | null;
  readonly refusal: { readonly by: string; readonly reason: { readonly text: string } } | null;
  readonly answeredBy: readonly string[] | null;
}
const shown =
  'state answeredBy proposal { seq people next outcome { ... on Answer { answer } } } refusal { by reason { text } }';
async function fireOf(caseId: string, who: Wanted = fire): Promise<Shown> {
  const read = await office.ask<{ case: { steps: (Shown & { step: string })[] } }>(
    who,
    `query ($id: ID!) { case(id: $id) { steps { step ${shown} } } }`,
    { id: caseId },
  );
  return read.case.steps.find(({ step }) => step === 'fire')!;
}
async function proposed(): Promise<{ readonly caseId: string; readonly seq: number }> {
  const { id: caseId } = await office.receiveInParallel();
  expect(await office.say(fire, 'answerApproval', { caseId, ...agreeing })).toMatchObject({ __typename: 'Accepted' });
  return { caseId, seq: (await fireOf(caseId)).proposal!.seq };
}
const asked = async (who: Wanted): Promise<readonly string[]> => {
  const { confirmations } = await office.ask<{ confirmations: { edges: { node: { case: { id: string } } }[] } }>(
    who,
    '{ confirmations { edges { node { case { id } } } } }',
  );
  return confirmations.edges.map(({ node }) => node.case.id);
};

test('a proposal is in the inbox of the others of its unit alone, and their word answers the step', async () => {
  const { caseId, seq } = await proposed();
  expect(await fireOf(caseId)).toMatchObject({
    state: 'PROPOSED',
    proposal: { people: ['p-fire-rescue-officer'], next: 'CONFIRM', outcome: { answer: 'AGREE' } },
    answeredBy: [],
  });
  expect(await asked(fire)).not.toContain(caseId);
  expect(await asked(other)).toContain(caseId);
  expect(await asked({ as: 'officer', unit: 'tobacco' })).not.toContain(caseId);
  expect(await office.say(fire, 'confirmAnswer', { caseId, step: 'fire', proposal: seq })).toMatchObject({
    __typename: 'Refused',
    reason: 'proposal.samePerson',
    basis: '行政许可法 34',
  });
  expect(await office.say(other, 'confirmAnswer', { caseId, step: 'fire', proposal: seq - 1 })).toMatchObject({
    __typename: 'Refused',
    reason: 'proposal.other',
  });
  const confirm = { commandId: 'confirm-1', caseId, step: 'fire', proposal: seq };
  expect(await office.say(other, 'confirmAnswer', confirm)).toMatchObject({ __typename: 'Accepted' });
  expect(await fireOf(caseId)).toMatchObject({
    state: 'DONE',
    proposal: null,
    answeredBy: ['p-fire-rescue-officer', 'p-fire-rescue-officer-2'],
  });
  expect(await asked(other)).not.toContain(caseId);
  expect(await office.say(other, 'confirmAnswer', confirm), 'a repeat').toMatchObject({ __typename: 'Accepted' });
});

test('an applicant reads neither the proposal, nor who refused it, nor that there was one', async () => {
  const { caseId, seq } = await proposed();
  expect(await fireOf(caseId, applicant)).toMatchObject({ proposal: null, refusal: null });
  const reason = { text: '照片不全' };
  expect(await office.say(other, 'refuseAnswer', { caseId, step: 'fire', proposal: seq, reason })).toMatchObject({
    __typename: 'Accepted',
  });
  expect(await fireOf(caseId)).toMatchObject({ state: 'READY', refusal: { by: other.person, reason } });
  expect(await fireOf(caseId, applicant)).toMatchObject({ state: 'READY', refusal: null });
  const typesFor = async (who: Wanted): Promise<readonly string[]> =>
    (
      await office.ask<{ case: { timeline: { edges: { node: { type: string } }[] } } }>(
        who,
        'query ($id: ID!) { case(id: $id) { timeline(first: 50) { edges { node { type } } } } }',
        { id: caseId },
      )
    ).case.timeline.edges.map(({ node }) => node.type);
  expect(await typesFor(fire)).toEqual(expect.arrayContaining(['PROPOSED', 'PROPOSAL_REFUSED']));
  expect(await typesFor(applicant)).not.toContain('PROPOSED');
  expect(await typesFor(applicant)).not.toContain('PROPOSAL_REFUSED');
});

test('a proposal lapses with the absence of its person: at once for who confirms, and soon for everybody', async () => {
  const { caseId, seq } = await proposed();
  await away('p-fire-rescue-officer');
  expect(await office.say(other, 'confirmAnswer', { caseId, step: 'fire', proposal: seq })).toMatchObject({
    __typename: 'Refused',
    reason: 'proposal.lapsed',
  });
  await lapseProposals(office.product.shell.context);
  expect(await fireOf(caseId, other)).toMatchObject({ state: 'READY', proposal: null });
  await write({});
});

test('a proposal lapses with a transfer, and nobody who is away or elsewhere confirms one', async () => {
  const { caseId, seq } = await proposed();
  const day = dayOf(Date.now());
  await away(other.person);
  await expect(
    office.say(other, 'confirmAnswer', { caseId, step: 'fire', proposal: seq }),
    'who is away',
  ).rejects.toMatchObject({ code: 'POST_NOT_HELD' });
  await lapseProposals(office.product.shell.context);
  expect(await fireOf(caseId), 'the other one is away, not who proposed').toMatchObject({ state: 'PROPOSED' });
  await write({
    holdings: demonstrationDirectory.holdings.map(each =>
      each.person === 'p-fire-rescue-officer' ? { ...each, to: day - 1 } : each,
    ),
  });
  await lapseProposals(office.product.shell.context);
  expect(await fireOf(caseId, third)).toMatchObject({ state: 'READY', proposal: null });
  await write({});
});

test('a proposal lapses when whoever made it only looks on in the unit', async () => {
  const { caseId } = await proposed();
  await write({
    holdings: demonstrationDirectory.holdings.map(each =>
      each.person === 'p-fire-rescue-officer' ? { ...each, post: 'observer' } : each,
    ),
  });
  await lapseProposals(office.product.shell.context);
  expect(await fireOf(caseId, third)).toMatchObject({ state: 'READY', proposal: null });
  await write({});
});
