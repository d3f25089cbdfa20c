import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Wanted } from '../../bin/compose/issuer/people.ts';
import { bundleBeside } from '../support/bundle-beside.ts';
import { badReview, fitOut, jointVisit, oneTask, shop, shownList, stallLicence } from './declared.ts';
import { agent, applicant, clerk, fire, lead, Office, other, paper, tobacco } from './office.ts';

let office: Office;
beforeAll(async () => {
  office = await Office.open({
    beside: [jointVisit, shownList, badReview, oneTask, fitOut, shop, stallLicence],
    bundle: () =>
      bundleBeside('test/api/declared.ts', {
        'joint-visit.v1': 'jointVisit',
        'shown-list.v1': 'shownList',
        'bad-review.v1': 'badReview',
        'one-task.v1': 'oneTask',
        'fit-out.v1': 'fitOut',
        'shop.v1': 'shop',
        'stall-licence.v1': 'stallLicence',
      }),
  });
}, 240_000);
afterAll(async () => {
  await office.product.stop();
});

async function begin(procedure: string, form: object): Promise<string> {
  const started = await office.say(applicant, 'startCase', { procedure, channel: 'ONLINE', from: 'applicant', form });
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

test('whoever is concerned objects to what is public, both reply, and the unit answers', async () => {
  const caseId = await begin(shownList.name, { list: '2027年第一批' });
  type Notice = { readonly id: string; readonly concernsSchema: object; readonly number: string };
  const { publicNotices } = await office.ask<{ publicNotices: { edges: { node: Notice }[] } }>(
    undefined,
    '{ publicNotices { edges { node { id number concernsSchema } } } }',
  );
  expect(publicNotices.edges).toHaveLength(1);
  const { id: notice, concernsSchema } = publicNotices.edges[0]!.node;
  expect(concernsSchema).toMatchObject({ properties: { enterprise: { type: 'string' } } });
  const object = (who: Wanted, more: object = {}) =>
    office.say(who, 'objectToNotice', {
      notice,
      reason: { text: '名单有误' },
      concerns: { enterprise: '甲公司' },
      ...more,
    });
  const reply = (who: Wanted) =>
    office.say(who, 'replyToObjection', { notice, objection: 'show:1', reason: { text: '情况属实' } });
  expect(await object(applicant)).toMatchObject({ reason: 'objection.own' });
  expect(await object(other, { concerns: {} })).toMatchObject({
    __typename: 'InvalidInput',
    issues: [{ path: ['concerns', 'enterprise'] }],
  });
  expect(await object(other, { notice: 'none' })).toMatchObject({ __typename: 'NotFound' });
  expect(await object(tobacco)).toMatchObject({ reason: 'actor.wrongUnit' });
  expect(await object(other)).toMatchObject({ __typename: 'Accepted', case: null });
  expect(await object(other)).toMatchObject({ reason: 'objection.twice' });
  expect(await reply(applicant)).toMatchObject({ __typename: 'Accepted', case: { id: caseId } });
  expect(await reply(other)).toMatchObject({ __typename: 'Accepted', case: null });
  expect(await reply(other)).toMatchObject({ reason: 'objection.replied' });
  const answer = (who: Wanted, step: string) =>
    office.say(who, 'answerObjection', { caseId, step, isUpheld: true, reasons: [{ text: '属实' }] });
  expect(await answer(fire, 'show')).toMatchObject({ reason: 'objection.notAnswered' });
  expect(await answer(fire, 'show:1')).toMatchObject({ __typename: 'Accepted', case: { status: 'IN_REVIEW' } });
  const { publicNotice } = await office.ask<{ publicNotice: { mine: object[] } }>(
    other,
    'query ($id: ID!) { publicNotice(id: $id) { mine { objection answer { isUpheld reasons { text } } } } }',
    { id: notice },
  );
  expect(publicNotice.mine).toEqual([{ objection: 'show:1', answer: { isUpheld: true, reasons: [{ text: '属实' }] } }]);
});

test('an applicant urges, rates once and badly, which opens a case; an appeal is noted', async () => {
  const caseId = await begin(oneTask.name, { text: '门前积水' });
  const say = (who: Wanted, mutation: string, input: object = {}) => office.say(who, mutation, { caseId, ...input });
  const rate = { grade: 'VERY_POOR', remark: '等候太久' };
  const appeal = { ground: 'REVIEW', notice: { number: '复1', digest: 'c'.repeat(64) }, body: '市司法局' };
  expect(await say(applicant, 'rateCase', rate)).toMatchObject({ reason: 'rating.notDelivered' });
  expect(await say(lead, 'noteAppeal', appeal)).toMatchObject({ reason: 'case.notDecided' });
  expect(await say(applicant, 'urgeCase', { reason: { text: '何时办结' } })).toMatchObject({ __typename: 'Accepted' });
  expect(await say(applicant, 'urgeCase', { reason: { text: '何时办结' } })).toMatchObject({ reason: 'urging.open' });
  expect(await say(fire, 'answerUrging', { answer: '明日' })).toMatchObject({ __typename: 'NotFound' });
  expect(await say(lead, 'answerUrging', { answer: '明日办结' })).toMatchObject({ __typename: 'Accepted' });
  expect(await say(lead, 'claimStep', { step: 'work' })).toMatchObject({ __typename: 'Accepted' });
  expect(await say(lead, 'unclaimStep', { step: 'work' })).toMatchObject({ __typename: 'Accepted' });
  expect(await say(lead, 'unclaimStep', { step: 'work' })).toMatchObject({ reason: 'step.notClaimed' });
  expect(await say(lead, 'answerOneTaskV1Work')).toMatchObject({ case: { status: 'CLOSED' } });
  expect(await say(applicant, 'rateCase', rate)).toMatchObject({ __typename: 'Accepted' });
  expect(await say(applicant, 'rateCase', rate)).toMatchObject({ reason: 'rating.twice' });
  expect(await say(lead, 'noteAppeal', appeal)).toMatchObject({ __typename: 'Accepted' });
  expect(await say(lead, 'noteAppeal', appeal)).toMatchObject({ reason: 'appeal.noted' });
  const read = () =>
    office.ask<{ case: { followUps: { why: string; case: { title: string } | null }[] } }>(
      lead,
      `query ($id: ID!) { case(id: $id) {
        urgings { answer } rating { grade } appeals { body } nationalCode followUps { why case { title } } } }`,
      { id: caseId },
    );
  await expect.poll(async () => (await read()).case.followUps[0]?.case?.title, { timeout: 20_000 }).toBe('差评核查');
  expect((await read()).case).toMatchObject({
    urgings: [{ answer: '明日办结' }],
    rating: { grade: 'VERY_POOR' },
    appeals: [{ body: '市司法局' }],
    nationalCode: null,
    followUps: [{ why: 'BAD_REVIEW' }],
  });
});

test('of three drafts that a case opened one is filed, one dropped, and one goes with the case', async () => {
  const caseId = await begin(shop.name, { text: '三间', contact: '沈雨晴' });
  type Drafts = readonly { draft: string; step: string; handedOn: string[]; parent: { id: string }; form: object }[];
  interface Family {
    readonly drafts: Drafts;
    readonly childrenProgress: object;
    readonly children: { readonly edges: { readonly node: { readonly id: string; readonly status: string } }[] };
    readonly messages: readonly { readonly text: string }[];
  }
  const read = async (who: Wanted): Promise<Family> =>
    (
      await office.ask<{ case: Family }>(
        who,
        `query ($id: ID!) { case(id: $id) { childrenProgress { of opened ended drafts failed }
          drafts { draft step handedOn form parent { id } expiresAt }
          children { edges { node { id status parent { id } } } } messages { text } } }`,
        { id: caseId },
      )
    ).case;
  await expect.poll(async () => (await read(applicant)).drafts.length, { timeout: 20_000 }).toBe(3);
  const { drafts, childrenProgress, messages } = await read(applicant);
  expect(childrenProgress).toEqual({ of: 3, opened: 3, ended: 0, drafts: 3, failed: 0 });
  expect(messages.filter(({ text }) => text.includes('已生成草稿'))).toHaveLength(3);
  const [first, second] = ['fitOut@a', 'fitOut@b'].map(step => drafts.find(each => each.step === step)!.draft);
  expect(drafts.find(({ draft }) => draft === first)).toMatchObject({
    handedOn: ['contact'],
    form: { room: 'a' },
    parent: { id: caseId },
  });
  // The office that waits is told how many there are, and reads none of them.
  expect(await read(lead)).toMatchObject({ drafts: [], childrenProgress: { drafts: 3 } });
  const say = (who: Wanted, mutation: string, input: object) => office.say(who, mutation, input);
  for (const who of [other, lead, clerk])
    expect(await say(who, 'submitDraft', { draft: first })).toMatchObject({ __typename: 'NotFound' });
  expect(await say(applicant, 'submitDraft', { draft: first })).toMatchObject({
    __typename: 'InvalidInput',
    issues: [{ path: ['form', 'area'] }],
  });
  const save = { draft: first, procedure: fitOut.name, form: { room: 'a', area: 60 }, papers: [paper('plan')] };
  const saved = await office.say(applicant, 'saveDraft', save, '__typename ... on Draft { draft form }');
  expect(saved).toMatchObject({ draft: first, form: { area: 60 } });
  // Whoever files it at once with somebody else is told no, and the same when they ask again.
  const file = (commandId: string) => say(agent, 'submitDraft', { commandId, draft: first });
  const ids = ['file-the-first', 'file-it-too', 'file-it-as-well'];
  const filings = await Promise.all(ids.map(file));
  const filed = filings.find(({ __typename: type }) => type === 'Accepted')!;
  expect(filed).toMatchObject({ case: { status: 'RECEIVED' } });
  expect(await Promise.all(ids.map(file))).toEqual(filings);
  expect(filings.filter(({ __typename: type }) => type === 'Accepted')).toHaveLength(1);
  expect(await say(applicant, 'submitDraft', { draft: first })).toMatchObject({ __typename: 'NotFound' });
  type Child = { readonly case: { readonly parent: { id: string } | null; readonly form: object } };
  const child = await office.ask<Child>(
    applicant,
    'query ($id: ID!) { case(id: $id) { parent { id } form { ... on FitOutV1Answers { room area contact } } } }',
    { id: filed.case!.id },
  );
  // The name that the parent was given is read by its child.
  expect(child.case).toEqual({ parent: { id: caseId }, form: { room: 'a', area: 60, contact: '沈雨晴' } });
  expect(await office.say(applicant, 'deleteDraft', { draft: second }, '__typename')).toEqual({ __typename: 'Draft' });
  await expect
    .poll(async () => (await read(applicant)).childrenProgress, { timeout: 20_000 })
    .toEqual({ of: 3, opened: 3, ended: 1, drafts: 1, failed: 0 });
  expect((await read(applicant)).children.edges.map(({ node }) => node.id)).toEqual([filed.case!.id]);
  await say(applicant, 'withdrawCase', { caseId });
  await expect
    .poll(async () => (await read(applicant)).children.edges.map(({ node }) => node.status), { timeout: 20_000 })
    .toEqual(['WITHDRAWN']);
  const { drafts: mine } = await office.ask<{ drafts: readonly object[] }>(applicant, '{ drafts { draft } }');
  expect(mine).toEqual([]);
  expect(await read(applicant)).toMatchObject({ drafts: [], childrenProgress: { ended: 3, drafts: 0 } });
});

test('a stall is checked, settled on the spot, changed, taken back and struck off, each by who may', async () => {
  const file = async (isSmall: boolean, modes: readonly string[] = ['ON_THE_SPOT']): Promise<string> => {
    const input = { channel: 'WINDOW', onBehalfOf: 'p-applicant', form: { isSmall, signUntil: '2090-12-31' }, modes };
    const said = await office.say(clerk, 'startStallLicenceV1', input);
    if (!said.case) throw new Error(`Nothing was received: ${JSON.stringify(said)}`);
    return said.case.id;
  };
  const receipt = { number: '回1', digest: 'd'.repeat(64) };
  const reasons = [{ text: '隐瞒情况' }];
  const head: Wanted = { as: 'unit-head' };
  const caseId = await file(true);
  const say = (who: Wanted, mutation: string, input: object = {}, id = caseId) =>
    office.say(who, mutation, { caseId: id, ...input });
  const permits = async () => {
    const found = await office.ask<{ case: { permits: object[] } }>(
      lead,
      'query ($id: ID!) { case(id: $id) { permits { permit state validUntil } followUps { why } } }',
      { id: caseId },
    );
    return found.case;
  };

  expect(await say(clerk, 'settleOnTheSpot', { receipt })).toMatchObject({ reason: 'completeness.open' });
  expect(await say(lead, 'checkCompleteness', { defects: [] })).toMatchObject({ reason: 'actor.wrongUnit' });
  const unknown = { defects: [{ item: 'menu', defect: '不清晰' }] };
  expect(await say(fire, 'checkCompleteness', unknown)).toMatchObject({ reason: 'notice.unknownItem' });
  expect(await say(fire, 'checkCompleteness', { defects: [] })).toMatchObject({ case: { status: 'RECEIVED' } });
  expect(await say(fire, 'checkCompleteness', { defects: [] })).toMatchObject({ reason: 'completeness.done' });

  expect(await say(applicant, 'settleOnTheSpot', { receipt })).toMatchObject({ __typename: 'NotPermitted' });
  expect(await say(clerk, 'settleOnTheSpot', { receipt })).toMatchObject({ case: { status: 'DELIVERED' } });
  expect(await say(clerk, 'settleOnTheSpot', { receipt })).toMatchObject({ reason: 'case.wrongState' });
  const unchosen = await file(true, []);
  await say(fire, 'checkCompleteness', { defects: [] }, unchosen);
  expect(await say(clerk, 'settleOnTheSpot', { receipt }, unchosen)).toMatchObject({ reason: 'mode.notChosen' });

  const change = { permit: 'licence', why: 'CHANGE' };
  expect(await say(applicant, 'continuePermit', change)).toMatchObject({ reason: 'permit.unchanged' });
  const renewal = { permit: 'sign', why: 'RENEWAL' };
  expect(await say(applicant, 'continuePermit', renewal)).toMatchObject({ reason: 'permit.notRenewable' });
  const changed = { ...change, form: { isSmall: false, signUntil: '2090-12-31' } };
  expect(await say(applicant, 'continuePermit', changed)).toMatchObject({ __typename: 'Accepted' });
  expect(await say(applicant, 'continuePermit', changed)).toMatchObject({ reason: 'permit.continuing' });

  const revoked = { permits: ['sign'], reasons };
  expect(await say(clerk, 'revokePermits', revoked)).toMatchObject({ __typename: 'NotPermitted' });
  const fireHead: Wanted = { as: 'unit-head', unit: 'fire-rescue', person: 'p-fire-rescue-principal' };
  expect(await say(fireHead, 'revokePermits', revoked)).toMatchObject({ reason: 'actor.wrongUnit' });
  expect(await say(head, 'revokePermits', revoked)).toMatchObject({ __typename: 'Accepted' });
  expect(await say(head, 'revokePermits', revoked)).toMatchObject({ reason: 'revoke.notGranted' });
  const struck = { permits: ['licence'], ground: 'BY_HOLDER', reasons };
  expect(await say(lead, 'cancelPermits', struck)).toMatchObject({ __typename: 'NotPermitted' });
  expect(await say(head, 'cancelPermits', { ...struck, permits: ['none'] })).toMatchObject({ __typename: 'Refused' });
  expect(await say(head, 'cancelPermits', struck)).toMatchObject({ __typename: 'Accepted' });
  expect(await permits()).toMatchObject({
    permits: [
      { permit: 'licence', state: 'CANCELLED' },
      { permit: 'sign', state: 'REVOKED', validUntil: '2090-12-31' },
    ],
    followUps: [{ why: 'CHANGE' }],
  });

  const { procedure } = await office.ask<{ procedure: object }>(
    applicant,
    '{ procedure(name: "stall-licence") { permits { permit validFor { text } until } ' +
      'guide { reductions { counter text change } } } }',
  );
  expect(procedure).toMatchObject({
    permits: [
      { permit: 'licence', until: null },
      { permit: 'sign', validFor: null, until: 'signUntil' },
    ],
    guide: { reductions: expect.arrayContaining([expect.objectContaining({ counter: 'TIME', change: 'FEWER' })]) },
  });
});
