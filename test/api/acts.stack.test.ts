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
      found: ['received'],
      accepted: ['granted', 'grantedTolerant', 'denied', 'settled', 'forwardedUp'],
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
      found: ['forceMajeure'],
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
      expect(await office.ask(tobacco, 'query Node($id: ID!) { node(id: $id) { id } }', { id }), id).toEqual({
        node: null,
      });
    }
  });
});
