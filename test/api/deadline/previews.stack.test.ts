import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { refusals } from '../../deadline/refusals.ts';
import { applicant, clerk, lead, Office } from '../office.ts';
import { messageOf } from './explained-case.ts';

let office: Office;
beforeAll(async () => {
  office = await Office.open();
});
afterAll(async () => {
  await office.product.stop();
});

describe('what a rule refuses', () => {
  test.each(refusals)('$what is refused over GraphQL too, with $code and the rule', async ({ code, graphql }) => {
    const response = await fetch(`${office.product.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: `{ previewDeadline(${graphql}) { due } }` }),
    });
    const { data, errors: [error] = [] } = (await response.json()) as {
      data?: object;
      errors?: { message: string; extensions: { code: string; reason?: string; basis?: string } }[];
    };
    expect(Object.values(data ?? {}).filter(each => each !== null)).toEqual([]);
    expect(error?.extensions).toMatchObject({
      code: expect.stringMatching(/^(REFUSED|INVALID_INPUT)$/) as string,
      reason: code,
      basis: expect.stringMatching(/./) as string,
    });
  });

  test('a date in a variable is refused by its rule too, without being repeated', async () => {
    const response = await fetch(`${office.product.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        query: 'query D($on: Date!) { previewDeadline(on: $on, limit: { unit: WD, n: 5 }) { due } }',
        variables: { on: '10000-01-01' },
      }),
    });
    const text = await response.text();
    expect(JSON.parse(text)).toMatchObject({
      errors: [
        {
          extensions: {
            code: 'BAD_REQUEST',
            reason: 'day.invalid',
            basis: 'Days are those of the Gregorian calendar, 1900 to 9999',
          },
        },
      ],
    });
    expect(text).not.toContain('10000-01-01');
  });

  test('a clock that has finished is not extended', async () => {
    const { id: caseId } = await office.receive();
    await office.accept(caseId);
    await office.say(lead, 'answerApproval', {
      caseId,
      step: 'licence',
      answer: 'DISAGREE',
      reasons: [{ text: '不符' }],
    });
    expect(
      await office.say({ as: 'unit-head' }, 'extendLimit', {
        caseId,
        clock: 'STATUTORY',
        by: { unit: 'WD', n: 5 },
        reason: { text: '复杂' },
      }),
    ).toMatchObject({ __typename: 'Refused', reason: 'extension.finished' });
  });
});

describe('spans', () => {
  test('tell what counted, what passed, and what the applicant held', async () => {
    const { id: caseId } = await office.receive({ developmentTime: '2028-03-01T09:00:00+08:00' });
    await office.say(clerk, 'giveNotice', { caseId, defects: [{ item: 'layoutPlan', defect: '不清' }] });
    await office.say(applicant, 'advanceTime', { caseId, workingDays: 3 });
    await office.say(applicant, 'supplyCase', {
      caseId,
      papers: [{ material: 'layoutPlan', digest: 'b'.repeat(64), kind: 'ELECTRONIC', suppliedBy: 'APPLICANT' }],
    });
    await office.accept(caseId);
    const { case: found } = await office.ask<{ case: object }>(
      applicant,
      'query S($id: ID!) { case(id: $id) { spans { from to counted { clock amount text limit { text } } wallClock { ' +
        'minutes workingDays calendarDays text } applicant { minutes workingDays calendarDays text } } } }',
      { id: caseId },
    );
    expect(found).toMatchObject({
      spans: {
        counted: { clock: 'promise', amount: 0, text: '0 个工作日', limit: { text: '5 个工作日' } },
        wallClock: { workingDays: 3, calendarDays: 5, text: '3 个工作日（5 个自然日）' },
        applicant: { workingDays: 3, calendarDays: 5 },
      },
    });
  });
});

describe('previews', () => {
  test('of a procedure say when each limit would end, for anybody', async () => {
    const { previewProcedure } = await office.ask<{ previewProcedure: object }>(
      undefined,
      `{ previewProcedure(name: "restaurant-opening", receivedAt: "2027-03-24T10:00:00+08:00") {
      deemedAcceptedAt
      deadlines { clock kind title choices { field value } dateField explanation { due sentences } } } }`,
    );
    expect(previewProcedure).toMatchObject({
      deemedAcceptedAt: '2027-03-25T17:30:00+08:00',
      deadlines: [
        {
          clock: 'acceptance',
          kind: 'ACCEPTANCE',
          title: '受理',
          choices: [],
          explanation: { due: '2027-03-25T17:30:00+08:00' },
        },
        { clock: 'promise', explanation: { due: '2027-03-31T17:30:00+08:00' } },
        { clock: 'statutory', explanation: { due: '2027-04-22T17:30:00+08:00' } },
      ],
    });
    const later = await office.ask<{ previewProcedure: { deadlines: { explanation: { due: string } }[] } }>(
      undefined,
      '{ previewProcedure(name: "restaurant-opening", receivedAt: "2027-03-24T10:00:00+08:00", acceptedAt: ' +
        '"2027-03-25T09:00:00+08:00") { deadlines { explanation { due } } } }',
    );
    expect(later.previewProcedure.deadlines[1]!.explanation.due).toBe('2027-04-01T17:30:00+08:00');
    expect(
      await office.ask(
        undefined,
        '{ previewProcedure(name: "restaurant-opening") { deadlines { explanation { due } } } }',
      ),
    ).toBeDefined();
  });

  test.each(['{ unit: DATE }', '{ unit: EARLIER_OF }', '{ unit: EARLIER_OF, of: [{ unit: WD, n: 1 }] }'])(
    'of the limit %s lack what its unit needs',
    async limit => {
      const preview = office.ask(undefined, `{ previewDeadline(limit: ${limit}) { due } }`);
      await expect(preview).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    },
  );

  test('of a limit take pauses by days and by instants, and an extension', async () => {
    const due = (args: string) =>
      office
        .ask<{ previewDeadline: { due: string } }>(undefined, `{ previewDeadline(${args}) { due } }`)
        .then(data => data.previewDeadline.due);
    expect(
      await due(
        'on: "2026-02-13", limit: { unit: WD, n: 20 }, pauses: [{ fromDay: "2026-02-26", toDay: "2026-03-03" }], ' +
          'extension: { unit: WD, n: 2 }',
      ),
    ).toBe('2026-03-27T17:30:00+08:00');
    expect(
      await due(
        'at: "2026-09-18T16:30:00+08:00", limit: { unit: WH, n: 4 }, calendar: "demonstration", pauses: [{ from: ' +
          '"2026-09-20T10:00:00+08:00", to: "2026-09-20T11:00:00+08:00" }]',
      ),
    ).toBe('2026-09-20T14:30:00+08:00');
    expect(
      await due('at: "2026-09-18T16:30:00+08:00", limit: { unit: WH, n: 0.5 }, calendar: "cn"'),
      "a part of an hour, on the country's own calendar",
    ).toBe('2026-09-18T17:00:00+08:00');
    expect(await messageOf(due('on: "2029-01-02", limit: { unit: WD, n: 1 }, calendar: "cn"'))).toMatch(
      /^REFUSED: 日历“cn”（版本 cn-2026）适用于2015年至2028年/,
    );
    const nobodys = await messageOf(due('on: "2027-03-24", limit: { unit: WD, n: 1 }, calendar: "zhang-san-310"'));
    expect(nobodys, 'the calendars that there are, not the name that was sent').toMatch(/^REFUSED: .*demonstration/s);
    expect(nobodys).not.toContain('zhang-san-310');
    expect(await due('on: "2027-03-24", limit: { unit: DATE, date: "2027-03-30" }, party: APPLICANT')).toBe(
      '2027-03-31T00:00:00+08:00',
    );
  });
});
