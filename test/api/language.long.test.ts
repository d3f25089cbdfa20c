import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildSchema } from '../../api/schema/schema.ts';
import type { PeoplesCommand } from '../../domain/case/capabilities/index.ts';
import { acts } from '../case/acts-table.ts';
import type { Wanted } from '../../bin/compose/issuer/people.ts';
import { implementations } from '../../effects/index.ts';
import { startEffects } from '../../operations/effects/effects.ts';
import { bundleBeside } from '../support/bundle-beside.ts';
import { benefit, desk, paperwork, round, visit } from './language.ts';
import { Play } from './plays.ts';
import { kinds } from './misuse/kinds.ts';
import { mutations } from './misuse/mutations.ts';
import { openWorld, personaOf, toldOf, writtenOf, type World } from './misuse/world.ts';
import {
  agent,
  applicant,
  clerk,
  fire,
  form as restaurant,
  lead,
  Office,
  other,
  paper,
  supervisor,
  tobacco,
} from './office.ts';

let office: Office;
let effects: { stop(): Promise<void> };
beforeAll(async () => {
  office = await Office.open({
    beside: [desk, paperwork, benefit, round, visit],
    bundle: () =>
      bundleBeside('test/api/language.ts', {
        'desk.v1': 'desk',
        'paperwork.v1': 'paperwork',
        'benefit.v1': 'benefit',
        'round.v1': 'round',
        'visit.v1': 'visit',
      }),
  });
  effects = startEffects(office.product.shell.context, implementations, { firstPauseMs: 50, patienceMs: 2_000 });
}, 240_000);
afterAll(async () => {
  await effects.stop();
  await office.product.stop();
});

const head: Wanted = { as: 'unit-head' };
const document = { number: '文-1', digest: 'b'.repeat(64) };
const agree = { answer: 'agree' };
const soon = { timeout: 20_000 };

test('each kind of step is its own people’s, in its own time, with its papers and its amount', async () => {
  const form = { size: 'big', with: 'tobacco' };
  const wrong = await Play.tried(office, applicant, 'desk', { from: 'hotline', form });
  expect(wrong).toMatchObject({ reason: 'intake.from' });
  const one = await Play.begin(office, applicant, 'desk', { from: 'applicant', form });
  const opened = await one.steps(lead);
  expect(opened['draft']?.clock?.limit, 'the share of a big one').toEqual({ unit: 'WD', n: 3 });
  const result = { text: '已拟' };
  expect(await one.answers(lead, 'draft', result)).toBe('step.papersMissing');
  expect(await one.answers(tobacco, 'draft', result, [paper('sheet')])).toBe('NotFound');
  const sheet = { ...paper('sheet'), suppliedBy: 'OFFICE' };
  expect(await one.answers(lead, 'draft', result, [sheet])).toBe('Accepted');
  const handled = await one.steps(lead);
  expect(handled['handle'], 'due with its milestone').toMatchObject({ unit: { unit: 'tobacco' }, clock: null });
  expect(await one.clocks(lead)).toMatchObject({ 'milestone:told': '2 WD' });
  const back = { returned: true, reasons: [{ text: '不属本单位' }] };
  expect(await one.answers(tobacco, 'handle', back)).toBe('Accepted');
  expect(await one.answers(lead, 'handle#2', back)).toBe('step.returnedBefore');
  expect(await one.answers(lead, 'handle#2', { returned: false })).toBe('Accepted');
  expect(await one.answers(lead, 'more', {}), 'asked of a big one').toBe('Accepted');
  expect(await one.answers(fire, 'look', { answer: 'satisfiedBy', reference: '区域评估-1' })).toBe('Accepted');
  const takes = { unit: 'WD', n: 2 };
  await one.acts([fire, 'startSpecialProcedure', { step: 'lab', special: 'test', takes, notice: document }]);
  expect(await one.status(lead), 'its whole time is the special procedure’s').toBe('SPECIAL');
  expect(await one.answers(fire, 'lab', {})).toBe('Accepted');
  await one.acts([fire, 'startSpecialProcedure', { step: 'check', special: 'test', takes, notice: document }]);
  expect((await one.steps(lead))['check']?.state).toBe('PAUSED');
  await one.acts([fire, 'endSpecialProcedure', { step: 'check', result: '合格' }]);
  await one.acts([fire, 'answerStep', { step: 'check', result: agree }]);
  const { steps } = await one.read<{ steps: { step: string; proposal: { seq: number } | null }[] }>(
    fire,
    'steps { step proposal { seq } }',
  );
  const proposal = steps.find(({ step }) => step === 'check')!.proposal!.seq;
  const reviewer = { ...fire, person: 'p-fire-rescue-section-head' };
  const approver: Wanted = { as: 'unit-head', unit: 'fire-rescue', person: 'p-fire-rescue-principal' };
  const handler = { ...fire, person: 'p-fire-rescue-officer-2' };
  expect(await one.told(handler, 'confirmAnswer', { step: 'check', proposal })).toBe('proposal.post');
  await one.acts([reviewer, 'confirmAnswer', { step: 'check', proposal }]);
  await one.acts([approver, 'confirmAnswer', { step: 'check', proposal }]);
  const issue = { chose: 'issue', reasons: [{ text: '同意' }] };
  expect(await one.answers(lead, 'sign', issue)).toBe('NotPermitted');
  expect(await one.answers(head, 'sign', { ...issue, chose: 'both' })).toBe('InvalidInput');
  expect(await one.answers(head, 'sign', issue)).toBe('Accepted');
  expect(await one.answers(lead, 'report', result), 'told by whom it names').toBe('actor.wrongUnit');
  expect(await one.answers(tobacco, 'report', result)).toBe('Accepted');
  expect(await one.answers(applicant, 'charge', { receipt: '票-1', paid: 1 })).toBe('InvalidInput');
  expect(await one.answers(applicant, 'charge', { receipt: '票-1', paid: 1_000 })).toBe('Accepted');
  expect(await one.answers(lead, 'pause', {})).not.toBe('Accepted');
  await one.pass(2);
  expect(await one.status(lead)).toBe('CLOSED');
}, 120_000);

const papers = ['identity', 'plan'].map(paper);
const register = (input: object = {}, who: Wanted = applicant) =>
  Play.begin(office, who, 'paperwork', { form: { hasSketch: true, isKey: false }, papers, ...input });
const whole = { form: { hasSketch: false, isKey: false } };

test('each kind of paper is asked when its word says, and each policy has its own time', async () => {
  const instead = [paper('identity'), { ...paper('plan'), instead: true }];
  const one = await register({ papers: instead });
  expect(await one.clocks(clerk)).toMatchObject({ acceptance: '2 WD' });
  expect(await one.told(clerk, 'acceptCase')).toBe('acceptance.incomplete');
  const shared = { defects: [{ item: 'shared', defect: '缺少' }] };
  expect(await one.told(clerk, 'giveNotice', shared), 'nobody is asked for shared data').toBe('notice.shared');
  const tolerated = { missing: ['sketch'], promise: document };
  expect(await one.told(clerk, 'acceptTolerantly', { ...tolerated, missing: ['plan'] })).toBe(
    'acceptance.otherMissing',
  );
  await one.acts([clerk, 'acceptTolerantly', tolerated]);
  expect(await one.clocks(lead)).toMatchObject({ 'tolerance:sketch': '2 WD', promise: '5 WD', statutory: '8 WD' });
  expect(await one.standing(lead, 'TOLERANT')).toBe('USED');
  expect(await one.told(applicant, 'cureCase', { papers: [paper('plan')] })).toBe('cure.notMissing');
  await one.acts([applicant, 'cureCase', { papers: [paper('sketch')] }]);
  expect(await one.standing(lead, 'TOLERANT')).toBe('CURED');
  await one.pass(3);
  const silent = (await one.steps(lead))['look'];
  expect(silent, 'silence agrees').toMatchObject({ state: 'LAPSED', outcome: { bySilence: true } });
  expect(await one.answers(lead, 'second', agree)).toBe('Accepted');
  const { receivedOn, effectiveOn } = await one.read<{ receivedOn: string; effectiveOn: string }>(
    lead,
    'receivedOn effectiveOn',
  );
  expect(effectiveOn, 'from receipt').toBe(receivedOn);
  expect(await one.clocks(lead)).toMatchObject({ delivery: '4 WD', publicity: '3 WD' });
  expect(await one.status(lead)).toBe('GRANTED_TOLERANT');
  expect(await one.answers(lead, 'filing', {}), 'put off to it').toBe('step.papersMissing');
  await one.acts([applicant, 'cureCase', { papers: [paper('archive')] }]);
  expect(await one.standing(lead, 'DEFERRED_SUPPLEMENT')).toBe('CURED');
  expect(await one.answers(lead, 'filing', {})).toBe('Accepted');
  await one.acts([clerk, 'deliverResult', { how: 'WINDOW', receipt: document }]);
  await one.pass(3);
  expect(await one.told(applicant, 'rateCase', { grade: 'GOOD' })).toBe('rating.late');
  await one.acts([lead, 'publishDecision', { where: '信用中国' }]);
  expect(await one.status(lead)).toBe('CLOSED');
}, 120_000);

test('a filing at night counts from the next day, until the close, and half a day is its minutes', async () => {
  const due = async (one: Play, clock: string) => {
    const { clocks } = await one.read<{ clocks: { clock: string; due: string }[] }>(supervisor, 'clocks { clock due }');
    return new Date(clocks.find(each => each.clock === clock)!.due).toISOString();
  };
  // 23 March 2027 is a Tuesday: two working days from Wednesday on end on Friday.
  const one = await register({ ...whole, developmentTime: '2027-03-23T20:00:00+08:00' });
  expect(await due(one, 'acceptance')).toBe('2027-03-26T09:30:00.000Z');
  await one.acts([clerk, 'giveNotice', { defects: [{ item: 'plan', defect: '不清' }] }]);
  expect(await due(one, 'correction'), '24 25 26, until 17:30').toBe('2027-03-26T09:30:00.000Z');
  const quick = await Play.begin(office, applicant, 'visit', {
    form: {},
    developmentTime: '2027-03-24T10:00:00+08:00',
  });
  await quick.acts([clerk, 'acceptCase']);
  const promised = await due(quick, 'promise');
  expect(promised >= '2027-03-24T07:00' && promised < '2027-03-24T07:10', '120 minutes and 90 in the afternoon').toBe(
    true,
  );
}, 120_000);

test('a case comes to every end that its office or its applicant gives it', async () => {
  const begin = () => Play.begin(office, applicant, 'visit', { form: {} });
  const accepted = async () => {
    const one = await begin();
    await one.acts([clerk, 'acceptCase']);
    return one;
  };
  const reason = { text: '理由' };
  const ended = async (one: Play, who: Wanted, mutation: string, input: object = {}) => {
    await one.acts([who, mutation, input]);
    return await one.status(supervisor);
  };
  expect(await ended(await begin(), clerk, 'findNotRequired', { reason })).toBe('NOT_REQUIRED');
  const elsewhere = { reason, rightOrgan: '住建局' };
  expect(await ended(await begin(), clerk, 'refuseAcceptance', elsewhere)).toBe('NOT_ACCEPTED');
  expect(await ended(await begin(), applicant, 'withdrawCase')).toBe('WITHDRAWN');
  expect(await ended(await accepted(), head, 'terminateCase', { reasons: [reason] })).toBe('TERMINATED');
  const denied = await accepted();
  const disagree = { answer: 'disagree', reasons: [reason] };
  expect(await ended(denied, lead, 'answerStep', { step: 'look', result: disagree })).toBe('DENIED');
  expect(await ended(denied, clerk, 'deliverResult', { how: 'WINDOW', receipt: document })).toBe('CLOSED');
  const granted = await accepted();
  expect(await ended(granted, lead, 'answerStep', { step: 'look', result: agree })).toBe('GRANTED');
  const anew = { ground: 'SUIT', ruling: document, reasons: [reason] };
  await granted.acts([head, 'orderNewDecision', anew]);
  expect(await granted.read(lead, 'followUps { why }')).toEqual({ followUps: [{ why: 'ANNULLED' }] });
  const late = await Play.begin(office, applicant, 'restaurant-opening', { form: restaurant, papers: [] });
  const defects = ['layoutPlan', 'safetyRules', 'signboardSketch'].map(item => ({ item, defect: '缺少' }));
  await late.acts([clerk, 'giveNotice', { defects }]);
  await late.pass(16);
  expect(await late.status(supervisor)).toBe('DEEMED_WITHDRAWN');
  const longer = await register(whole);
  await longer.acts([clerk, 'acceptCase']);
  const by = { clock: 'STATUTORY', by: { unit: 'WD', n: 2 }, reason };
  expect(await longer.told(lead, 'extendLimit', by)).toBe('NotPermitted');
  await longer.acts([head, 'extendLimit', by]);
  expect(await longer.told(head, 'extendLimit', by)).toBe('extension.once');
  expect(await longer.read(lead, 'extended')).toEqual({ extended: true });
}, 120_000);

test('silence corrects nothing: it is held, and silence that approves grants', async () => {
  const one = await register(whole);
  await one.acts([clerk, 'giveNotice', { defects: [{ item: 'plan', defect: '不清' }] }]);
  expect(await one.clocks(supervisor)).toMatchObject({ correction: '3 WD' });
  await one.pass(4);
  expect(await one.status(supervisor)).toBe('HELD');
  expect(await one.clocks(supervisor)).toMatchObject({ held: '1 MONTH' });
  await one.acts([applicant, 'supplyCase', { papers: [paper('plan')] }]);
  expect(await one.status(supervisor)).toBe('RECEIVED');
  await one.pass(3);
  expect(await one.read(lead, 'status acceptance')).toEqual({ status: 'IN_REVIEW', acceptance: 'DEEMED' });
  await one.pass(5);
  expect(await one.status(lead), 'tacit, and the paper that was put off is owed').toBe('GRANTED_TOLERANT');
  expect((await one.steps(lead))['filing']?.state).toBe('READY');
}, 120_000);

test('a commitment is signed, open to whom it is open, taken back, checked and revoked', async () => {
  const committed = { ...whole, modes: ['COMMITMENT'], commitmentLetter: document };
  expect(
    await Play.tried(office, applicant, 'paperwork', { ...committed, papers, commitmentLetter: undefined }),
  ).toMatchObject({
    reason: 'mode.guard',
  });
  const excluded = { ...committed, papers, form: { hasSketch: false, isKey: true } };
  expect(await Play.tried(office, applicant, 'paperwork', excluded)).toMatchObject({ reason: 'mode.guard' });
  const back = await register(committed);
  expect(await back.told(other, 'withdrawCommitment')).toBe('NotFound');
  expect(await back.told(lead, 'withdrawCommitment')).not.toBe('Accepted');
  await back.acts([applicant, 'withdrawCommitment']);
  expect(await back.told(applicant, 'withdrawCommitment')).toBe('mode.notChosen');
  await back.acts([clerk, 'acceptCase']);
  expect((await back.steps(lead))['look']?.state, 'the ordinary check follows').toBe('READY');
  // Whose promise is broken has the lowest grade from then on.
  const one = await register(committed, other);
  await one.acts([clerk, 'acceptCase']);
  expect(await one.clocks(lead)).toMatchObject({ 'verify:verify': '5 WD' });
  expect(await one.told(other, 'withdrawCommitment')).toBe('case.decided');
  expect(await one.answers(lead, 'verify', { answer: 'disagree', reasons: [{ text: '不符' }] })).toBe('Accepted');
  await one.pass(6);
  expect(await one.read(lead, 'permits { state }')).toEqual({ permits: [{ state: 'REVOKED' }] });
  expect(await one.standing(lead, 'COMMITMENT')).toBe('LAPSED');
}, 120_000);

test('rules and sources decide, consent is asked or given, and each mode is counted by what became of it', async () => {
  const apply = (who: Wanted, mode: string) =>
    Play.begin(office, who, 'benefit', { form: { amount: 100 }, modes: [mode] });
  const best = await apply(applicant, 'INSTANT_AUTO');
  await expect.poll(() => best.status(lead), soon).toBe('GRANTED');
  // Whoever has no grade is asked, as everybody is.
  const plain = await apply(other, 'INSTANT_AUTO');
  await expect.poll(async () => (await plain.steps(lead))['consent']?.state, soon).toBe('READY');
  const click = await apply(applicant, 'APPLY_AND_ENJOY');
  expect((await click.steps(lead))['look']?.state, 'applying is the consent').toBe('READY');
  const byHand = { form: { amount: 100 }, modes: ['NO_APPLICATION'] };
  expect(await Play.tried(office, applicant, 'benefit', byHand)).toMatchObject({ reason: 'mode.guard' });
  const order = { from: 'fire-rescue', form: { nth: 1 }, onBehalfOf: 'p-applicant' };
  expect(await Play.tried(office, tobacco, 'round', order)).toMatchObject({ reason: 'actor.wrongUnit' });
  const parent = await Play.begin(office, fire, 'round', order);
  const children = async () =>
    (await parent.read<{ children: { edges: { node: { id: string } }[] } }>(lead, 'children { edges { node { id } } }'))
      .children.edges;
  await expect.poll(async () => (await children()).length, soon).toBe(1);
  const child = new Play(office, (await children())[0]!.node.id);
  expect(await child.answers(other, 'consent', {}), 'nobody consents for them').toBe('NotFound');
  expect(await child.answers(applicant, 'consent', {})).toBe('Accepted');
  expect(await child.answers(lead, 'look', agree)).toBe('Accepted');
  await expect.poll(async () => (await parent.steps(lead))['recheck']?.state, soon).toBe('READY');
  expect(await parent.answers(lead, 'recheck', { holds: false })).toBe('Accepted');
  expect(await parent.read(lead, 'status followUps { why }')).toEqual({
    status: 'CLOSED',
    followUps: [{ why: 'REOPENED' }],
  });
  const figures = await office.ask<{ modeFigures: readonly object[] }>(
    lead,
    '{ modeFigures(procedure: "benefit.v1", from: "2020-01-01", to: "2099-12-31") { mode offered used cured lapsed } }',
  );
  // Four cases and the one that the new round opened, as soon as it is there.
  expect(figures.modeFigures).toEqual(
    expect.arrayContaining([
      { mode: 'APPLY_AND_ENJOY', offered: expect.any(Number) as number, used: 1, cured: 0, lapsed: 0 },
      { mode: 'INSTANT_AUTO', offered: expect.any(Number) as number, used: 2, cured: 0, lapsed: 0 },
    ]),
  );
}, 120_000);

test('an agent assists, a key project goes ahead, one paper is enough, and several modes hold at once', async () => {
  const assisted = { modes: ['ASSISTED', 'FAST_LANE', 'COMMITMENT'], commitmentLetter: document };
  expect(await Play.tried(office, applicant, 'paperwork', { ...whole, papers, modes: ['ASSISTED'] })).toMatchObject({
    reason: 'mode.notAssisted',
  });
  const noPriority = { ...whole, papers, modes: ['FAST_LANE'] };
  expect(await Play.tried(office, other, 'paperwork', noPriority)).toMatchObject({ reason: 'mode.guard' });
  const one = await register({ ...whole, ...assisted, onBehalfOf: 'p-applicant' }, agent);
  await one.acts([clerk, 'acceptCase']);
  for (const mode of ['ASSISTED', 'FAST_LANE', 'COMMITMENT']) expect(await one.standing(lead, mode)).toBe('USED');
  const single = await register({ ...whole, papers: [paper('identity')], modes: ['SINGLE_ID'] });
  await single.acts([clerk, 'acceptCase']);
  expect(await single.standing(lead, 'SINGLE_ID')).toBe('USED');
  const twice = await register({ ...whole, papers: [paper('identity')] });
  expect(await twice.told(clerk, 'acceptCase')).toBe('acceptance.incomplete');
  const away = { modes: ['CROSS_REGION'], form: {} };
  expect(await Play.tried(office, applicant, 'visit', away), 'received at no other window').toMatchObject({
    reason: 'mode.guard',
  });
  const spot = await Play.begin(office, clerk, 'visit', {
    channel: 'WINDOW',
    onBehalfOf: 'p-applicant',
    modes: ['ON_THE_SPOT'],
    form: {},
  });
  await spot.acts([clerk, 'settleOnTheSpot', { receipt: document }]);
  expect(await spot.status(supervisor), 'nothing is published: it is over').toBe('CLOSED');
}, 120_000);

const rows = Object.entries(acts) as [PeoplesCommand['type'], (typeof acts)[PeoplesCommand['type']]][];

describe('every act over GraphQL', () => {
  let world: World;
  let before: readonly object[];
  beforeAll(async () => {
    const officials = rows.map(([, { by }]) => by).filter(({ unit }) => unit !== undefined);
    world = await openWorld(office, buildSchema(office.product.shell.context.procedures), officials);
    before = await writtenOf(world);
  }, 60_000);

  test.each(Object.keys(kinds))('%s is refused by its type, and writes nothing', async kind => {
    for (const [type, row] of rows)
      for (const { who, caseId, more, told } of kinds[kind]!(world, type, row)) {
        const said = await toldOf(world, who, row.command, { caseId, ...more });
        expect(said, `${type} by ${who.as}`).toMatch(told);
      }
    expect(await writtenOf(world)).toEqual(before);
  });

  test('with 10 MB of reasons is not read at all', async () => {
    const text = 'x'.repeat(10_000_000);
    for (const [type, row] of rows) {
      const token = await office.product.api.tokenOf(personaOf(row.by));
      const name = mutations[type];
      const input = `${name[0]!.toUpperCase()}${name.slice(1)}Input!`;
      const query = `mutation M($input: ${input}) { ${name}(input: $input) { __typename } }`;
      const given = { commandId: randomUUID(), caseId: world.cases.inReview, reasons: [{ text }] };
      const { status } = await fetch(`${office.product.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query, variables: { input: given } }),
      });
      expect(status, type).toBe(413);
    }
    expect(await writtenOf(world)).toEqual(before);
  });

  test('that its caller asks again under its id is answered the same, and is done once', async () => {
    const { id: caseId } = await office.receive();
    const again = async (who: typeof lead, mutation: string, input: object) => {
      const asked = { caseId, commandId: randomUUID(), ...input };
      const [first, second] = [await office.say(who, mutation, asked), await office.say(who, mutation, asked)];
      expect([first.__typename, second.__typename]).toEqual(['Accepted', 'Accepted']);
      expect(second.case?.revision ?? first.case?.revision).toBe(first.case?.revision);
      expect(await office.say(who, mutation, { ...asked, ...elsewise[mutation] })).toMatchObject({
        __typename: 'SameIdOtherContent',
      });
    };
    const elsewise: Readonly<Record<string, object>> = {
      acceptCase: { caseId: world.cases.received },
      urgeCase: { reason: { text: '另一理由' } },
      claimStep: { step: 'fire' },
    };
    await again(clerk, 'acceptCase', {});
    await again(applicant, 'urgeCase', { reason: { text: '请快些' } });
    await again(lead, 'claimStep', { step: 'licence' });
    expect(await writtenOf(world)).toEqual(before);
  });
});
