import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Wanted } from '../../bin/compose/issuer/people.ts';
import { applicant, clerk, fire, lead, observer, Office, supervisor, tobacco } from './office.ts';

let office: Office;
beforeAll(async () => {
  office = await Office.open();
});
afterAll(async () => {
  await office.product.stop();
});
describe('an act', () => {
  test('answers with the case after it, and by the same id again with what its caller may see', async () => {
    const { id: caseId } = await office.receive();
    const commandId = randomUUID();
    const first = await office.say(clerk, 'acceptCase', { caseId, commandId });
    expect(first).toMatchObject({
      __typename: 'Accepted',
      case: { status: 'IN_REVIEW', steps: [{ step: 'licence', state: 'READY' }] },
    });
    // The window has nothing to do with the case any more: what it did it may still ask, but not what the case is now.
    expect(await office.say(clerk, 'acceptCase', { caseId, commandId })).toEqual({ ...(first as object), case: null });
    expect(await office.say(clerk, 'acceptCase', { caseId })).toMatchObject({ __typename: 'NotFound' });
    expect(
      await office.say(clerk, 'giveNotice', { caseId, commandId, defects: [{ item: 'layoutPlan', defect: '不清' }] }),
    ).toMatchObject({ __typename: 'SameIdOtherContent' });
  });

  test('in the wrong state or unit, or lacking something, is refused with reason and what would do', async () => {
    const { id: caseId } = await office.receive();
    expect(
      await office.say(clerk, 'deliverResult', {
        caseId,
        how: 'WINDOW',
        receipt: { number: '送-1', digest: 'b'.repeat(64) },
      }),
    ).toMatchObject({
      __typename: 'Refused',
      code: 'REFUSED',
      reason: 'case.wrongState',
      found: ['RECEIVED'],
      accepted: ['GRANTED', 'GRANTED_TOLERANT', 'DENIED', 'SETTLED', 'FORWARDED_UP'],
    });
    await office.accept(caseId);
    expect(await office.say(lead, 'answerApproval', { caseId, step: 'fire', answer: 'AGREE' })).toMatchObject({
      __typename: 'Refused',
      reason: 'step.notOpen',
      accepted: ['licence'],
    });
    expect(await office.say(lead, 'answerApproval', { caseId, step: 'licence', answer: 'DISAGREE' })).toMatchObject({
      __typename: 'InvalidInput',
      issues: [{ path: ['reasons'] }],
    });
    expect(
      await office.say(lead, 'answerApproval', {
        caseId,
        step: 'licence',
        answer: 'DISAGREE',
        reasons: [{ text: '\u3000' }],
      }),
      'blanks are no reason',
    ).toMatchObject({ __typename: 'InvalidInput', issues: [{ path: ['reasons', '0', 'text'] }] });
    expect(
      await office.say(lead, 'answerApproval', {
        caseId,
        step: 'licence',
        answer: 'DISAGREE',
        reasons: [{ text: '' }],
      }),
    ).toMatchObject({ issues: [{ expected: '不少于1个字' }] });
    expect(
      await office.say(lead, 'answerApproval', { caseId, step: 'licence', answer: 'FORWARD_UP', to: '市局' }),
    ).toMatchObject({
      __typename: 'InvalidInput',
      issues: [{ path: ['answer'], expected: '下列之一：AGREE、DISAGREE、AGREE_WITH_CONDITIONS' }],
    });
    expect(
      await office.say(lead, 'answerApproval', { caseId, step: 'licence', answer: 'AGREE', reference: '评估-1' }),
    ).toMatchObject({ issues: [{ path: ['reference'], code: 'unknownField' }] });
    expect(
      await office.say(lead, 'startSpecialProcedure', {
        caseId,
        step: 'licence',
        special: 'inspection',
        takes: { unit: 'WD', n: 5 },
        notice: { number: '特-1', digest: 'c'.repeat(64) },
      }),
    ).toMatchObject({ __typename: 'Refused', reason: 'special.notListed' });
  });

  test("of the lead unit's head suspends and resumes the case; only officials learn who held its time", async () => {
    const { id: caseId } = await office.receive();
    await office.accept(caseId);
    const head = { as: 'unit-head' };
    const notice = { number: '中-1', digest: 'd'.repeat(64) };
    expect(
      await office.say(head, 'suspendCase', { caseId, ground: 'BY_LAW', reason: { text: '关联案件审理中' }, notice }),
    ).toMatchObject({ __typename: 'Refused', reason: 'pause.noBasis', basis: '依法中止' });
    expect(
      await office.say(lead, 'suspendCase', { caseId, ground: 'FORCE_MAJEURE', reason: { text: '台风' }, notice }),
    ).toMatchObject({ __typename: 'NotPermitted' });
    expect(
      await office.say(head, 'suspendCase', { caseId, ground: 'FORCE_MAJEURE', reason: { text: '台风' }, notice }),
    ).toMatchObject({ __typename: 'Accepted' });
    expect(await office.say(lead, 'answerApproval', { caseId, step: 'licence', answer: 'AGREE' })).toMatchObject({
      __typename: 'Refused',
      reason: 'case.suspended',
      found: ['FORCE_MAJEURE'],
    });
    expect(await office.say(head, 'resumeCase', { caseId, reason: { text: '台风已过' } })).toMatchObject({
      __typename: 'Accepted',
    });
    const query = `query Held($id: ID!) { case(id: $id) {
      suspensions { ground notice to reason { text } } documents { title } messages { text }
      attribution(at: "2099-01-01T00:00:00+08:00") { counted } held: attribution {
        clock counted shared afterDue units { unit { title } days shared afterDue } days { day units { title } }
      } } }`;
    const ask = (who: Wanted) =>
      office.ask<{ case: Record<string, unknown> }>(
        who,
        query.replace('attribution(at: "2099-01-01T00:00:00+08:00") { counted } ', ''),
        { id: caseId },
      );
    // The head of the government may see every case: they may extend its joint limit.
    for (const who of [lead, supervisor, observer, { as: 'unit-head', unit: 'district-government' }])
      expect((await ask(who)).case).toMatchObject({
        suspensions: [{ ground: 'FORCE_MAJEURE', notice: '中-1', to: expect.any(String) }],
        held: { clock: 'promise', counted: 0, shared: 0, units: [] },
      });
    const theirs = (await ask(applicant)).case;
    expect(theirs['held']).toBeNull();
    expect(JSON.stringify(theirs['messages'])).toContain('中止办理（不可抗力）：台风（文书中-1）');
    expect(JSON.stringify(theirs['documents'])).toContain('恢复办理告知书');
    await expect(office.ask(lead, query, { id: caseId })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    const log = `query Log($id: ID!) { case(id: $id) {
      suspensions { annulledAt } documents { title voidedAt } timeline(first: 50) { edges { node { seq type annuls } } }
    } }`;
    interface Log {
      readonly case: {
        readonly documents: readonly { readonly title: string; readonly voidedAt: string | null }[];
        readonly timeline: {
          readonly edges: readonly { readonly node: { seq: number; type: string; annuls: number } }[];
        };
      };
    }
    const { timeline } = (await office.ask<Log>(head, log, { id: caseId })).case;
    const { seq: event } = timeline.edges.find(({ node }) => node.type === 'SUSPENDED')!.node;
    const wrong = { caseId, event, reason: { text: '台风未至' } };
    expect(await office.say(lead, 'annulAct', wrong)).toMatchObject({ reason: 'actor.wrongPost' });
    expect(await office.say(head, 'annulAct', wrong)).toMatchObject({ __typename: 'Accepted' });
    expect(await office.say(head, 'annulAct', wrong)).toMatchObject({ reason: 'annul.twice' });
    const after = (await office.ask<Log>(head, log, { id: caseId })).case;
    expect(after).toMatchObject({ suspensions: [{ annulledAt: expect.any(String) }] });
    expect(after.documents.find(({ title }) => title === '中止办理告知书')).toMatchObject({
      voidedAt: expect.any(String),
    });
    expect(after.timeline.edges.at(-1)!.node).toMatchObject({ type: 'ANNULLED', annuls: event });
  });

  test('of a department is answered with what it said, and later steps are two people’s', async () => {
    const { id: caseId } = await office.receive();
    await office.accept(caseId);
    expect(await office.say(lead, 'answerApproval', { caseId, step: 'licence', answer: 'AGREE' })).toMatchObject({
      __typename: 'Accepted',
      case: {
        steps: expect.arrayContaining([{ step: 'licence', state: 'DONE', outcome: { answer: 'AGREE', reasons: [] } }]),
      },
    });
    expect(await office.say(fire, 'answerApproval', { caseId, step: 'fire', answer: 'AGREE' })).toMatchObject({
      __typename: 'Accepted',
      case: { steps: expect.arrayContaining([{ step: 'fire', state: 'PROPOSED', outcome: null }]) },
    });
    expect(await office.say(applicant, 'answerRestaurantOpeningV1FireFix', { caseId })).toMatchObject({
      __typename: 'Refused',
      reason: 'step.notOpen',
    });
  });

  test('on a case of nobody, of somebody else, or on no case at all is the same: not found', async () => {
    const { id: caseId } = await office.receive();
    await office.accept(caseId);
    for (const id of [
      caseId,
      Buffer.from('Case:case-unknown').toString('base64'),
      Buffer.from('Unit:tobacco').toString('base64'),
      'nonsense',
    ]) {
      const said = await office.say(tobacco, 'claimStep', { caseId: id, step: 'licence' });
      expect(said).toMatchObject({
        __typename: 'NotFound',
        message: '没有您可以查看的办件，请核对编号，或者以经办该事项的身份登录后查询。',
      });
      // Units are public, and no case.
      const node = id.startsWith('VW5pdD') ? { id } : null;
      expect(await office.ask(tobacco, 'query Node($id: ID!) { node(id: $id) { id } }', { id }), id).toEqual({ node });
    }
  });
});

interface Told {
  readonly mutation: string;
  readonly isPossible: boolean;
  readonly refusal: { readonly reason: string; readonly message: string } | null;
  readonly about: readonly { readonly name: string; readonly value: string }[];
  readonly answers: readonly { readonly answer: string; readonly title: string }[];
  readonly inputSchema: {
    readonly required: readonly string[];
    readonly properties: Readonly<Record<string, { readonly const?: unknown; readonly enum?: readonly string[] }>>;
  };
}
const told = 'mutation isPossible refusal { reason message } about { name value } answers { answer title } inputSchema';
interface Offered {
  readonly case: {
    readonly actions: readonly Told[];
    readonly steps: readonly { readonly step: string; readonly actions: readonly Told[] }[];
  };
}
const offeredTo = async (who: Wanted, caseId: string) => {
  const query = `query ($id: ID!) { case(id: $id) { actions { ${told} } steps { step actions { ${told} } } } }`;
  const { case: found } = await office.ask<Offered>(who, query, { id: caseId });
  return { ofCase: found.actions, ofSteps: found.steps };
};
const named = (all: readonly Told[], mutation: string): Told => all.find(each => each.mutation === mutation)!;
/** What the schema knows of an input already. */
const constants = ({ inputSchema }: Told): object =>
  Object.fromEntries(
    Object.entries(inputSchema.properties).flatMap(([name, place]) =>
      place.const === undefined ? [] : [[name, place.const]],
    ),
  );

describe('what somebody may do', () => {
  test('is what their role may ask for, with why not, as the mutation says it', async () => {
    const { id: caseId } = await office.receive();
    const { ofCase } = await offeredTo(clerk, caseId);
    expect(named(ofCase, 'acceptCase')).toMatchObject({ isPossible: true, refusal: null });
    const deliver = named(ofCase, 'deliverResult');
    expect(deliver).toMatchObject({ isPossible: false, refusal: { reason: 'case.wrongState' } });
    const said = await office.say(clerk, 'deliverResult', {
      ...constants(deliver),
      how: 'WINDOW',
      receipt: { number: '送-1', digest: 'b'.repeat(64) },
    });
    expect(said).toMatchObject({ reason: deliver.refusal!.reason, message: deliver.refusal!.message });
    expect(ofCase.map(({ mutation }) => mutation)).not.toContain('suspendCase');
    // An applicant hears of their own acts, and of nothing that passes between authorities.
    const own = (await offeredTo(applicant, caseId)).ofCase.map(({ mutation }) => mutation);
    expect(own).toEqual(expect.arrayContaining(['withdrawCase', 'supplyCase', 'urgeCase']));
    expect(own).not.toContain('startInstrument');
    expect((await offeredTo(observer, caseId)).ofCase).toEqual([]);
  });

  test('of a step names its answers, and an input that the mutation takes as it stands', async () => {
    const { id: caseId } = await office.receive();
    await office.accept(caseId);
    const { ofSteps } = await offeredTo(lead, caseId);
    const answer = named(ofSteps.find(({ step }) => step === 'licence')!.actions, 'answerApproval');
    expect(answer).toMatchObject({
      isPossible: true,
      about: [{ name: 'step', value: 'licence' }],
      answers: expect.arrayContaining([{ answer: 'AGREE', title: '同意' }]),
    });
    const { properties, required } = answer.inputSchema;
    expect(properties['answer']!.enum).toEqual(answer.answers.map(each => each.answer));
    expect(required).toEqual(expect.arrayContaining(['commandId', 'caseId', 'step', 'answer']));
    expect(constants(answer)).toEqual({ caseId, step: 'licence' });
    expect(await office.say(lead, 'answerApproval', { ...constants(answer), answer: 'AGREE' })).toMatchObject({
      __typename: 'Accepted',
    });
    const again = named((await offeredTo(lead, caseId)).ofSteps[0]!.actions, 'answerApproval');
    expect(again).toMatchObject({ isPossible: false, refusal: { reason: 'step.answered' } });
  });

  test('is not told in a list, and not to who does not see the case', async () => {
    const { id: caseId } = await office.receive();
    const listed = office.ask(applicant, '{ myCases(first: 20) { edges { node { actions { mutation } } } } }');
    await expect(listed).rejects.toMatchObject({ code: 'TOO_COMPLEX' });
    const query = 'query ($id: ID!) { case(id: $id) { actions { mutation } } }';
    expect(await office.ask(tobacco, query, { id: caseId })).toEqual({ case: null });
  });
});

test('a node is found by its id by who may read it, and by nobody else', async () => {
  const { id: caseId } = await office.receive();
  await office.accept(caseId);
  const parts = 'clocks { id } steps { id } documents { id } timeline(first: 1) { edges { node { id } } } lead { id }';
  const query = `query ($id: ID!) { case(id: $id) { ${parts} procedure { id } } }`;
  const found = await office.ask<object>(lead, query, { id: caseId });
  const ids = [...JSON.stringify(found).matchAll(/"id":"([^"]+)"/g)].map(([, id]) => id!);
  expect(new Set(ids).size).toBe(ids.length);
  const node = 'query ($id: ID!) { node(id: $id) { __typename id } }';
  for (const id of ids) {
    const type = Buffer.from(id, 'base64').toString().split(':')[0];
    expect(await office.ask(lead, node, { id })).toEqual({ node: { __typename: type, id } });
    const isPublic = type === 'Unit' || type === 'Procedure';
    expect(await office.ask(tobacco, node, { id })).toEqual({ node: isPublic ? { __typename: type, id } : null });
  }
});
