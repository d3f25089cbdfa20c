import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Wanted } from '../../bin/compose/issuer/people.ts';
import {
  administrator,
  applicant,
  clerk,
  form,
  lead,
  observer,
  Office,
  other,
  paper,
  papers,
  type Said,
} from './office.ts';
import { defined } from '../../domain/defined.ts';
import { implementations } from '../../effects/index.ts';
import { startEffects } from '../../operations/effects/effects.ts';

const logged: string[] = [];
let office: Office;
beforeAll(async () => {
  office = await Office.open({ verbose: line => void logged.push(line) });
});
afterAll(async () => {
  await office.product.stop();
});

const shown =
  '__typename ... on RegisteredParty { party kind name creditCode creditGrade telephone } ' +
  '... on Error { code message } ... on Refused { reason found } ... on InvalidInput { issues { path } }';
const say = (who: Wanted, mutation: string, input: object): Promise<Said> => office.say(who, mutation, input, shown);
const noodles = {
  kind: 'ORGANISATION',
  name: '新街面馆有限公司',
  creditCode: '91350100M000100Y43',
  creditGrade: 'B',
  telephone: '0571-12345678',
};
const somebody = { kind: 'PERSON', name: '赵新街', identityNumber: '11010519491231002X', telephone: '13812345678' };
const application = { channel: 'WINDOW', form, papers };
const find = async (who: Wanted, by: string): Promise<readonly { party: string; name: string }[]> =>
  (
    await office.ask<{ findParties: { party: string; name: string; telephone: string }[] }>(
      who,
      `{ findParties(${by}) { party name telephone } }`,
    )
  ).findParties;

test('the window adds a party once, finds it by code, number or name, and files for it', async () => {
  const said = await say(clerk, 'addParty', { commandId: 'noodles', ...noodles });
  expect(said).toMatchObject({ __typename: 'RegisteredParty', ...noodles });
  const { party } = said as unknown as { party: string };
  expect(party).toMatch(/^party-[0-9a-f]{20}$/);
  expect(await say(clerk, 'addParty', { commandId: 'noodles', ...noodles }), 'a repeat').toMatchObject({ party });
  expect(await say(clerk, 'addParty', { commandId: 'noodles', ...noodles, name: '别家' })).toMatchObject({
    __typename: 'SameIdOtherContent',
  });
  expect(await say(clerk, 'addParty', noodles)).toMatchObject({
    __typename: 'Refused',
    reason: 'party.exists',
    found: [party],
  });
  expect(await find(clerk, 'creditCode: "91350100M000100Y43"')).toMatchObject([{ party }]);
  expect(await find(clerk, 'name: "新街"')).toMatchObject([{ party }]);
  const filed = await office.say(clerk, 'startRestaurantOpeningV1', { ...application, onBehalfOf: party });
  expect(filed).toMatchObject({ __typename: 'Accepted' });
});

test('of a person the register keeps a keyed hash, and nothing of them is in ids, logs or the database', async () => {
  const said = await say(clerk, 'addParty', somebody);
  const { party } = said as unknown as { party: string };
  expect(await find(clerk, 'identityNumber: "11010519491231002x"')).toMatchObject([{ party, name: somebody.name }]);
  expect(await find(administrator, 'identityNumber: "11010519491231002X"')).toEqual([
    { party, name: '赵**', telephone: '138****5678' },
  ]);
  const { rows } = await sql<{ row: string }>`select to_jsonb(p)::text as row from party p where id = ${party}`.execute(
    office.product.shell.database.owner,
  );
  expect(rows[0]!.row).toContain('hmac-sha256:');
  expect(rows[0]!.row).not.toContain('11010519491231002');
  for (const secret of [somebody.name, somebody.telephone, somebody.identityNumber])
    expect(logged.filter(line => line.includes(secret))).toEqual([]);
});

test('what does not fit is refused by its place, and what exists nowhere is not filed for', async () => {
  expect(await say(clerk, 'addParty', { ...noodles, creditCode: '91350100M000100Y44' })).toMatchObject({
    __typename: 'InvalidInput',
    issues: [{ path: ['creditCode'] }],
  });
  expect(await say(clerk, 'addParty', { ...somebody, identityNumber: '110105194912310020' })).toMatchObject({
    __typename: 'InvalidInput',
    issues: [{ path: ['identityNumber'] }],
  });
  expect(
    await office.say(clerk, 'startRestaurantOpeningV1', { ...application, onBehalfOf: 'p-tobacco-officer' }),
    'in the directory, and not in the register',
  ).toMatchObject({ __typename: 'Refused', reason: 'applicant.unknown' });
  expect(
    await office.say({ as: 'applicant', person: 'p-observer' }, 'startRestaurantOpeningV1', { ...application }),
  ).toMatchObject({ __typename: 'Refused', reason: 'applicant.unknown' });
  await expect(find(clerk, 'name: "新"')).rejects.toMatchObject({ code: 'INVALID_INPUT' });
});

test('who represents a party files, reads and withdraws for it, while they are linked', async () => {
  const party = 'party-old-street';
  const filed = await office.say(applicant, 'startRestaurantOpeningV1', { ...application, onBehalfOf: party });
  const caseId = filed.case!.id;
  const mine = `{ myCases(first: 50) { edges { node { id } } } }`;
  const idsOf = async (who: Wanted): Promise<readonly string[]> =>
    (await office.ask<{ myCases: { edges: { node: { id: string } }[] } }>(who, mine)).myCases.edges.map(
      ({ node }) => node.id,
    );
  expect(await idsOf(applicant)).toContain(caseId);
  const withdraw = { caseId, reason: { text: '不办了' } };
  expect(await office.say(other, 'withdrawCase', withdraw)).toMatchObject({ __typename: 'NotFound' });
  expect(await say(clerk, 'linkPartyPerson', { party, person: 'p-other-applicant' })).toMatchObject({ party });
  expect(await idsOf(other)).toContain(caseId);
  expect(await say(clerk, 'unlinkPartyPerson', { party, person: 'p-other-applicant' })).toMatchObject({ party });
  expect(await office.say(other, 'withdrawCase', withdraw)).toMatchObject({ __typename: 'NotFound' });
  expect(await office.say(other, 'startRestaurantOpeningV1', { ...application, onBehalfOf: party })).toMatchObject({
    __typename: 'NotPermitted',
  });
  expect(await office.say(applicant, 'withdrawCase', withdraw)).toMatchObject({ __typename: 'Accepted' });
});

test('who linked a person and who unlinked them is kept, and each of it happens once for its id', async () => {
  const link = { party: 'p-applicant', person: 'p-tobacco-officer' };
  const steps = [
    ['linkPartyPerson', 'link-1'],
    ['unlinkPartyPerson', 'end-1'],
    ['linkPartyPerson', 'link-1'],
    ['linkPartyPerson', 'link-2'],
    ['unlinkPartyPerson', 'end-1'],
  ] as const;
  for (const [mutation, commandId] of steps)
    expect(await say(clerk, mutation, { commandId, ...link }), commandId).toMatchObject({ party: link.party });
  const elsewhere = { ...link, person: 'p-observer', commandId: 'link-1' };
  expect(await say(clerk, 'linkPartyPerson', elsewhere)).toMatchObject({ __typename: 'SameIdOtherContent' });
  const { rows } = await sql`
    select added_by, ended_by, added_key, ended_key from party_person
    where party = ${link.party} and person = ${link.person} order by added_at`.execute(
    office.product.shell.database.owner,
  );
  const by = 'p-service-window-officer';
  expect(rows).toEqual([
    { added_by: by, ended_by: by, added_key: `${by}:link-1`, ended_key: `${by}:end-1` },
    { added_by: by, ended_by: null, added_key: `${by}:link-2`, ended_key: null },
  ]);
  await say(clerk, 'unlinkPartyPerson', link);
});

test('a party is shown as personal fields are: plain to who handles it, masked to others, or not at all', async () => {
  const { id } = await office.receive();
  const seen = async (who: Wanted): Promise<object | null> =>
    (
      await office.ask<{ case: { party: object | null } | null }>(
        who,
        'query ($id: ID!) { case(id: $id) { party { name telephone } } }',
        { id },
      )
    ).case?.party ?? null;
  const plain = { name: '沈雨晴', telephone: '13900000000' };
  expect(await seen(applicant)).toEqual(plain);
  expect(await seen(lead)).toEqual(plain);
  expect(await seen(observer)).toEqual({ name: '沈**', telephone: '139****0000' });
  expect(await seen({ as: 'supervisor' })).toEqual({ name: null, telephone: null });
  const { me } = await office.ask<{ me: { parties: object[] } }>(applicant, '{ me { parties { party name } } }');
  expect(me.parties).toEqual([
    { party: 'p-applicant', name: '沈雨晴' },
    { party: 'party-old-street', name: '老街面馆有限公司' },
  ]);
});

test('an official who represents a party does nothing as an official in its cases', async () => {
  const filed = await office.say(applicant, 'startRestaurantOpeningV1', {
    ...application,
    onBehalfOf: 'party-old-street',
  });
  const caseId = filed.case!.id;
  await office.accept(caseId);
  const person = 'p-market-regulation-officer';
  await say(clerk, 'linkPartyPerson', { party: 'party-old-street', person });
  expect(await office.say(lead, 'claimStep', { caseId, step: 'licence' })).toMatchObject({
    __typename: 'Refused',
    reason: 'actor.interested',
    found: ['own'],
  });
  await say(clerk, 'unlinkPartyPerson', { party: 'party-old-street', person });
});

test('a party is changed as versions: at the window, and its telephone also by itself', async () => {
  const party = 'p-other-applicant';
  const change = (who: Wanted, input: object, commandId?: string) =>
    say(who, 'changeParty', { party, ...input, ...defined({ commandId }) });
  expect(await change(clerk, { name: '周改名', creditGrade: 'A' }, 'renamed')).toMatchObject({
    name: '周改名',
    creditGrade: 'A',
  });
  expect(await change(clerk, { name: '周改名', creditGrade: 'A' }, 'renamed'), 'a repeat').toMatchObject({ party });
  expect(await change(clerk, { name: '别名' }, 'renamed')).toMatchObject({ __typename: 'SameIdOtherContent' });
  expect(await change(clerk, { name: '周改名' })).toMatchObject({ reason: 'party.same' });
  expect(await change(other, { telephone: '13700000001' })).toMatchObject({ telephone: '13700000001' });
  expect(await change(other, { telephone: '1' })).toMatchObject({ issues: [{ path: ['telephone'] }] });
  expect(await change(other, { name: '自己改' })).toMatchObject({ __typename: 'NotPermitted' });
  expect(await change(applicant, { telephone: '13700000002' })).toMatchObject({ reason: 'party.unknown' });
  for (const who of [lead, administrator, observer])
    expect(await change(who, { telephone: '13700000002' }), who.as).toMatchObject({ __typename: 'NotPermitted' });
  const own = { party, person: 'p-service-window-officer' };
  expect(await say(clerk, 'linkPartyPerson', own), 'nobody represents a party by their own word').toMatchObject({
    reason: 'party.own',
  });
  const elsewhere: Wanted = { as: 'window-clerk', person: 'p-tobacco-officer', unit: 'tobacco' };
  await expect(change(elsewhere, { telephone: '13700000002' })).rejects.toMatchObject({ code: 'POST_NOT_HELD' });
  const versions = async (who: Wanted) =>
    (
      await office.ask<{ findParties: { versions: object[] }[] }>(
        who,
        '{ findParties(name: "周改名") { versions { version by name telephone } } }',
      )
    ).findParties[0]?.versions;
  const [latest, renamed, first] = (await versions(clerk))!;
  expect(latest).toMatchObject({ version: 3, by: 'p-other-applicant', telephone: '13700000001' });
  expect(renamed).toMatchObject({ version: 2, by: 'p-service-window-officer', name: '周改名' });
  expect(first).toMatchObject({ version: 1 });
  expect((await versions(administrator))![0]).toMatchObject({ name: '周**', telephone: '137****0001' });
});

test(
  'a promise that is broken closes the modes of promises to its party, and a repair opens them again',
  { timeout: 120_000 },
  async () => {
    const { context } = office.product.shell;
    const effects = startEffects(context, implementations, { firstPauseMs: 50 });
    const party = 'party-old-street';
    const grade = async (): Promise<string | undefined> =>
      (
        await office.ask<{ findParties: readonly { readonly creditGrade: string }[] }>(
          clerk,
          '{ findParties(creditCode: "91330106MA0000000X") { creditGrade } }',
        )
      ).findParties[0]?.creditGrade;
    const fileOpening = (input: object = {}): Promise<Said> =>
      office.say(applicant, 'startRestaurantOpeningV1', {
        channel: 'ONLINE',
        form,
        papers: papers.slice(0, 2),
        onBehalfOf: party,
        ...input,
      });
    const letter = { number: '诺-1', digest: 'b'.repeat(64) };
    const acceptTolerantly = ({ case: filed }: Said): Promise<Said> =>
      office.say(clerk, 'acceptTolerantly', { caseId: filed!.id, missing: ['signboardSketch'], promise: letter });
    const commit = (): Promise<Said> => fileOpening({ papers, modes: ['COMMITMENT'], commitmentLetter: letter });
    try {
      expect(await grade()).toBe('A');
      // The sketch is promised within three working days, and does not come.
      const promised = await fileOpening({ developmentTime: '2027-03-24T10:00:00+08:00' });
      expect(await acceptTolerantly(promised)).toMatchObject({ case: { status: 'IN_REVIEW' } });
      const late = { caseId: promised.case!.id, workingDays: 5 };
      expect(await office.say(applicant, 'advanceTime', late)).toMatchObject({ __typename: 'Accepted' });
      await expect.poll(grade, { timeout: 20_000 }).toBe('D');
      expect(await commit()).toMatchObject({ reason: 'mode.guard' });
      const refused = await fileOpening();
      expect(await acceptTolerantly(refused)).toMatchObject({ reason: 'mode.guard' });
      const repair = await office.say(applicant, 'startCreditRepairV1', {
        channel: 'ONLINE',
        onBehalfOf: party,
        papers: ['proof', 'promise'].map(paper),
        form: {
          record: 'XY2027-0001',
          publishedUntil: '2027-03-01',
          source: 'market-regulation',
          grade: 'MINOR',
          isUrgent: false,
        },
      });
      const caseId = repair.case!.id;
      expect(await office.say(clerk, 'acceptCase', { caseId })).toMatchObject({ case: { status: 'IN_REVIEW' } });
      const unit = 'development-reform';
      for (const [step, who] of [
        ['period', { as: 'officer', unit }],
        ['verify', lead],
        ['decide', { as: 'officer', unit, person: `p-${unit}-deputy-head` }],
      ] as const)
        expect(await office.say(who, 'answerApproval', { caseId, step, answer: 'AGREE' }), step).toMatchObject({
          __typename: 'Accepted',
        });
      await expect.poll(grade, { timeout: 20_000 }).toBe('B');
      expect(await commit()).toMatchObject({ __typename: 'Accepted' });
      expect(await acceptTolerantly(await fileOpening())).toMatchObject({ case: { status: 'IN_REVIEW' } });
      // What was filed meanwhile is examined by the grade of then.
      expect(await acceptTolerantly(refused)).toMatchObject({ reason: 'mode.guard' });
      const entries = await context.db
        .selectFrom('demonstration_entry')
        .select('data')
        .where('register', '=', 'credit')
        .where('subject', '=', party)
        .execute();
      expect(entries).toHaveLength(2);
      expect(entries.map(({ data }) => data)).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ party, mode: 'tolerant', event: 'broken' }),
          expect.objectContaining({ party, record: 'XY2027-0001', repaired: true }),
        ]),
      );
    } finally {
      await effects.stop();
    }
  },
);
