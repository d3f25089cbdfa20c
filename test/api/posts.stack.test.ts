import { afterAll, beforeAll, expect, test } from 'vitest';
import { readLog } from '../../db/log/read.ts';
import { removePerson, writeDirectory } from '../../db/directory/write.ts';
import { signOut } from '../../db/directory/posts.ts';
import { dayOf } from '../../domain/calendar/day.ts';
import { readEvent } from '../../domain/case/event.ts';
import { demonstrationDirectory } from '../../domain/directory/demonstration.ts';
import type { Directory } from '../../domain/directory/directory.ts';
import type { Viewer } from '../../api/viewer/viewer.ts';
import { Office } from './office.ts';

let office: Office;
beforeAll(async () => {
  office = await Office.open();
});
afterAll(async () => {
  await office.product.stop();
});

const hourMs = 3_600_000;
const write = (changed: Partial<Directory>): Promise<void> =>
  writeDirectory(office.product.shell.database.owner, { ...demonstrationDirectory, ...changed });

interface Answer {
  readonly status: number;
  readonly code: string | undefined;
  readonly data: Readonly<Record<string, unknown>> | undefined;
}
/** Asks with a token that names what the viewer says, whether it is so or not. */
async function asks(viewer: Viewer, query: string, variables: object = {}): Promise<Answer> {
  const response = await fetch(`${office.product.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${await office.product.issuer.sign(viewer, 1)}`,
    },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as {
    data?: Answer['data'];
    errors?: { extensions: { code: string } }[];
  };
  return { status: response.status, code: errors?.[0]?.extensions.code, data };
}
const me = '{ me { person role post unit { unit } standsInFor } }';
const unit = 'market-regulation';
const official: Viewer = { person: 'p-market-regulation-officer', role: 'officer', unit };
const asked = { person: official.person, role: 'OFFICER', post: 'HANDLER' };
const answerLicence = (caseId: string): [string, object] => [
  `mutation ($input: AnswerApprovalInput!) {
    answerApproval(input: $input) { ... on Error { code message } ... on Accepted { commandId } }
  }`,
  { input: { commandId: 'licence', caseId, step: 'licence', answer: 'AGREE' } },
];

test('no token makes somebody what the directory does not hold', async () => {
  for (const viewer of [
    { person: 'p-tobacco-officer', role: 'supervisor', unit: 'tobacco' },
    { person: 'p-applicant', role: 'administrator' },
    { person: 'p-applicant', role: 'unit-head', unit: 'district-government' },
    { person: 'p-fire-rescue-officer', role: 'officer', unit: 'nowhere' },
    { person: 'p-fire-rescue-officer', role: 'unit-head', unit: 'fire-rescue' },
    { person: 'p-market-regulation-officer', role: 'window-clerk', unit: 'tobacco' },
    { person: 'p-observer', role: 'administrator' },
  ] as const)
    expect(await asks(viewer, me), JSON.stringify(viewer)).toMatchObject({ status: 403, code: 'POST_NOT_HELD' });
});

test('a transfer acts at once: an old token opens nothing in the former unit, and the new one is theirs', async () => {
  const { id } = await office.receive();
  await office.accept(id);
  const day = dayOf(Date.now());
  const moved = demonstrationDirectory.holdings.map(each =>
    each.person === official.person ? { ...each, to: day - 1 } : each,
  );
  await write({
    holdings: [...moved, { person: official.person, unit: 'fire-rescue', post: 'handler', from: day }],
  });
  expect(await asks(official, ...answerLicence(id))).toMatchObject({ status: 403, code: 'POST_NOT_HELD' });
  expect((await asks({ ...official, unit: 'fire-rescue' }, me)).data).toEqual({
    me: { ...asked, unit: { unit: 'fire-rescue' }, standsInFor: null },
  });
  await write({});
  expect((await asks(official, ...answerLicence(id))).data).toEqual({
    answerApproval: { commandId: 'licence' },
  });
});

test('an absence acts at once: who is absent does not act, the deputy does, and the log says for whom', async () => {
  const { id } = await office.receive();
  await office.accept(id);
  const now = Date.now();
  const deputy = 'p-market-regulation-contact';
  const { person } = official;
  await write({
    absences: [{ person, from: now - hourMs, to: now + hourMs, deputy }],
    holdings: demonstrationDirectory.holdings.filter(each => each.person !== deputy),
  });
  expect(await asks(official, ...answerLicence(id))).toMatchObject({ status: 403, code: 'POST_NOT_HELD' });
  const standsIn: Viewer = { ...official, person: deputy };
  expect((await asks(standsIn, me)).data).toEqual({
    me: { ...asked, person: deputy, unit: { unit }, standsInFor: person },
  });
  expect((await asks(standsIn, ...answerLicence(id))).data).toEqual({ answerApproval: { commandId: 'licence' } });
  const log = await readLog(
    office.product.shell.database.db,
    Buffer.from(id, 'base64').toString().replace('Case:', ''),
  );
  expect(readEvent(log.at(-1)!.text).actor).toEqual({
    person: deputy,
    role: 'officer',
    unit,
    post: 'handler',
    standsInFor: person,
  });
  await write({});
});

test('whoever is removed or signed out is refused with the tokens that they have, and a new token holds', async () => {
  const viewer: Viewer = { person: 'p-tobacco-officer-2', role: 'officer', unit: 'tobacco' };
  expect((await asks(viewer, me)).status).toBe(200);
  await signOut(office.product.shell.database.db, viewer.person);
  expect(await asks(viewer, me)).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
  // A token says when it was made in whole seconds.
  await expect.poll(() => asks(viewer, me), { timeout: 5_000, interval: 300 }).toMatchObject({ status: 200 });
  await removePerson(office.product.shell.database.db, viewer.person);
  expect(await asks(viewer, me)).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
  await write({});
});
