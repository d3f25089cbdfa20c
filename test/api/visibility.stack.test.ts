import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Wanted } from '../../bin/compose/issuer/people.ts';
import {
  administrator,
  agent,
  applicant,
  clerk,
  fire,
  lead,
  observer,
  Office,
  other,
  supervisor,
  tobacco,
  type Said,
  form,
  papers,
} from './office.ts';

let office: Office;
let seen: NonNullable<Said['case']>;
beforeAll(async () => {
  office = await Office.open({ production: true });
  seen = await office.receiveInParallel();
});
afterAll(async () => {
  await office.product.stop();
});

const codeOf = (ask: Promise<unknown>): Promise<string> =>
  ask.then(
    () => 'answered',
    (error: { code: string }) => error.code,
  );

const see = (who: Wanted | undefined) =>
  office
    .ask<{ case: Record<string, unknown> | null }>(
      who,
      `query See($id: ID!) { case(id: $id) {
  number form { ... on RestaurantOpeningV1Answers { name contact } } queryCode
  steps { step claimedBy answeredBy } timeline { edges { node { actor { role person } } } } } }`,
      { id: seen.id },
    )
    .then(data => data.case);

describe('a case', () => {
  test('is seen by its party and the units that have a step in it, and by nobody else', async () => {
    for (const who of [applicant, agent, lead, supervisor, administrator, observer])
      expect([who, await see(who)]).toMatchObject([who, { number: seen.number }]);
    for (const who of [other, tobacco, clerk]) expect([who, await see(who)]).toEqual([who, null]);
    expect(await see(fire)).toMatchObject({ number: seen.number });
  });

  test('tells who acted before, and sees it no more, that their act was accepted, and nothing of it', async () => {
    const { id: caseId } = await office.receive();
    const accept = { commandId: 'accept-once', caseId };
    expect(await office.say(clerk, 'acceptCase', accept)).toMatchObject({ case: { status: 'IN_REVIEW' } });
    expect(await office.say(clerk, 'acceptCase', accept)).toMatchObject({ __typename: 'Accepted', case: null });
    const file = { commandId: 'file-once', channel: 'WINDOW', form, papers, onBehalfOf: 'p-applicant' };
    const filed = await office.say(clerk, 'startRestaurantOpeningV1', file);
    expect(await office.say(clerk, 'startRestaurantOpeningV1', file)).toMatchObject({ case: { id: filed.case!.id } });
    await office.accept(filed.case!.id);
    // Who filed it for somebody else sees it to its end.
    expect(await office.say(clerk, 'startRestaurantOpeningV1', file)).toMatchObject({ case: { id: filed.case!.id } });
  });

  test('by its number or as a node tells a stranger no more than by its id', async () => {
    const ask = (who: Wanted) =>
      office.ask(
        who,
        'query N($id: ID!, $number: String!) { node(id: $id) { id } caseByNumber(number: $number) { id } }',
        { id: seen.id, number: seen.number },
      );
    expect(await ask(tobacco)).toEqual({ node: null, caseByNumber: null });
    expect(await ask(applicant)).toEqual({ node: { id: seen.id }, caseByNumber: { id: seen.id } });
  });

  test('shows personal data plain to who handles it, masked to observers, and to others not at all', async () => {
    const contact = async (who: Wanted) =>
      ((await see(who))?.['form'] as { contact: string | null } | undefined)?.contact;
    for (const who of [applicant, agent, lead, fire]) expect(await contact(who)).toBe('沈雨晴');
    expect(await contact(observer)).toBe('沈**');
    for (const who of [supervisor, administrator]) expect(await contact(who)).toBeNull();
  });

  test('tells applicants what was done, not which official did it', async () => {
    const mine = JSON.stringify(await see(applicant));
    expect(mine).not.toContain('p-market-regulation');
    expect(mine).toContain('"role":"OFFICER"');
    expect(JSON.stringify(await see(fire))).toContain('p-market-regulation-officer');
    expect(
      await codeOf(
        office.ask(applicant, 'query I($id: ID!) { case(id: $id) { instruments { instrument } } }', { id: seen.id }),
      ),
    ).toBe('NOT_PERMITTED');
  });

  const steps = async (who: Wanted, caseId: string) =>
    (
      await office.ask<{ case: { steps: { step: string; state: string; about: object[]; outcome: object | null }[] } }>(
        who,
        'query Steps($id: ID!) { case(id: $id) { steps { step state about { text } outcome { ... on Answer { answer ' +
          'reasons { text } conditions { text } } } } } }',
        { id: caseId },
      )
    ).case.steps;

  test('tells applicants how far a department is, and its opinion only after the decision', async () => {
    const licence = { step: 'licence', state: 'DONE', about: [] };
    for (const who of [applicant, agent]) expect((await steps(who, seen.id))[0]).toEqual({ ...licence, outcome: null });
    for (const who of [fire, lead, supervisor, observer])
      expect((await steps(who, seen.id))[0]).toMatchObject({
        ...licence,
        outcome: { answer: 'AGREE_WITH_CONDITIONS', conditions: [{ text: '限期公示' }] },
      });
    const { id } = await office.receive();
    await office.accept(id);
    await office.say(lead, 'answerApproval', {
      caseId: id,
      step: 'licence',
      answer: 'DISAGREE',
      reasons: [{ text: '布局不合要求' }],
    });
    expect((await steps(applicant, id))[0], 'denied').toMatchObject({
      ...licence,
      outcome: { answer: 'DISAGREE', reasons: [{ text: '布局不合要求' }] },
    });
  });

  test('does not tell applicants in its timeline what passes between authorities', async () => {
    expect(
      await office.say({ ...supervisor, unit: 'service-authority' }, 'startInstrument', {
        caseId: seen.id,
        level: 'L1',
        clock: 'promise',
        reason: { text: '群众反映' },
      }),
    ).toMatchObject({ __typename: 'Accepted' });
    const told = (who: Wanted) =>
      office
        .ask(
          who,
          'query T($id: ID!) { case(id: $id) { timeline(last: 100) { edges { node { type reasons { text } } } } } }',
          { id: seen.id },
        )
        .then(data => JSON.stringify(data));
    for (const who of [applicant, agent]) expect(await told(who)).not.toMatch(/INSTRUMENT_|群众反映/);
    expect(await told(lead)).toMatch(/INSTRUMENT_OPENED.*群众反映/);
  });

  test('has a status for anybody with number and query code, without names, and none with a wrong code', async () => {
    const ask = (queryCode: string) =>
      office.ask<{ publicCaseStatus: object | null }>(
        undefined,
        'query P($number: String!, $queryCode: String!) { publicCaseStatus(number: $number, queryCode: $queryCode) { ' +
          'number title status due } }',
        { number: seen.number, queryCode },
      );
    expect((await ask(seen.queryCode)).publicCaseStatus).toMatchObject({ number: seen.number, status: 'IN_REVIEW' });
    expect(await ask('22222222')).toEqual({ publicCaseStatus: null });
  });
});
