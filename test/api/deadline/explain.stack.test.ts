import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { applicant, fire, supervisor, tobacco, type Office, type Said } from '../office.ts';
import { messageOf, openExplainedCase, shown, type Explained } from './explained-case.ts';

let office: Office;
let seen: NonNullable<Said['case']>;
beforeAll(async () => {
  ({ office, seen } = await openExplainedCase());
});
afterAll(async () => {
  await office.product.stop();
});

describe('explainDeadline', () => {
  test('explains every clock of a case from its log, to the due that the clock shows', async () => {
    const { case: found } = await office.ask<{
      case: {
        clocks: readonly { readonly clock: string; readonly due: string; readonly explainDeadline: Explained }[];
      };
    }>(applicant, `query E($id: ID!) { case(id: $id) { clocks { clock due explainDeadline { ${shown} } } } }`, {
      id: seen.id,
    });
    expect(found.clocks.map(({ clock }) => clock)).toEqual(
      expect.arrayContaining(['acceptance', 'promise', 'statutory', 'step:fire', 'special:fire']),
    );
    for (const { clock, due, explainDeadline } of found.clocks) {
      expect([clock, explainDeadline.due]).toEqual([clock, due]);
      const lines = explainDeadline.lines.edges.map(({ node }) => node);
      expect([clock, lines.reduce((sum, { amount }) => sum + amount, 0)]).toEqual([clock, explainDeadline.total]);
      expect(lines.at(-1)?.lastDay).toBe(due.slice(0, 10));
      const before = lines.slice(
        0,
        lines.findIndex(({ effect }) => effect === 'NOW'),
      );
      expect([clock, before.length > 0, before.reduce((sum, { amount }) => sum + amount, 0)]).toEqual([
        clock,
        true,
        explainDeadline.soFar?.counted,
      ]);
      expect(explainDeadline.attribution, 'for officials').toBeNull();
    }
  });

  test('names the document of a pause, the reason of an extension, and who holds the time', async () => {
    const one = (clock: string) =>
      office
        .ask<{ case: { explainDeadline: Explained } }>(
          fire,
          `query E($id: ID!, $clock: ID!) { case(id: $id) { explainDeadline(clock: $clock) { ${shown} } } }`,
          { id: seen.id, clock },
        )
        .then(data => data.case.explainDeadline);
    expect(await one('step:fire')).toMatchObject({
      projected: true,
      holder: { kind: 'SPECIAL', units: [{ unit: 'fire-rescue' }] },
      lines: {
        edges: expect.arrayContaining([
          {
            node: expect.objectContaining({
              effect: 'PAUSED',
              why: '暂停（特殊程序“消防安全检查：检验”（文书 消检-1）），不计',
            }),
          },
        ]),
      },
      recomputations: [{ reason: 'PAUSE', dueBefore: '2027-03-29T17:30:00+08:00', projected: true }],
    });
    expect(await one('statutory')).toMatchObject({
      total: 30,
      holder: { kind: 'UNIT', units: [{ unit: 'urban-management' }] },
      recomputations: [
        { reason: 'EXTENSION', told: '沈雨晴补充说明，案情复杂', text: '延期 10 个工作日（行政许可法 42）' },
      ],
    });
    await office.say(applicant, 'advanceTime', { caseId: seen.id, workingDays: 1 });
    expect(await one('promise')).toMatchObject({
      soFar: {
        counted: 1,
        remaining: 4,
        text: expect.stringMatching(/^截至 2027-03-25 .*已计入 1 个工作日，尚余 4 个工作日$/) as string,
      },
      attribution: { counted: 1, units: [{ unit: { unit: 'urban-management' }, days: 1 }] },
    });
    expect(await messageOf(one('step:none'))).toMatch(/^REFUSED: 本件没有时限“step:none”，现有时限：acceptance/);
  });

  test('is for whoever sees the case, and by query code for anybody without names and free text', async () => {
    expect(
      await office.ask(tobacco, 'query E($id: ID!) { case(id: $id) { explainDeadline(clock: "promise") { due } } }', {
        id: seen.id,
      }),
    ).toEqual({ case: null });
    const ask = (queryCode: string, clock: string) =>
      office.ask<{ publicCaseStatus: { explainDeadline: Explained | null; spans: object } | null }>(
        undefined,
        'query E($number: String!, $queryCode: String!) { publicCaseStatus(number: $number, queryCode: $queryCode) { ' +
          `explainDeadline(clock: ${clock}) { ${shown} } spans { counted { text } wallClock { text } applicant { ` +
          'text } } } }',
        { number: seen.number, queryCode },
      );
    const { publicCaseStatus } = await ask(seen.queryCode, 'STATUTORY');
    expect(publicCaseStatus).toMatchObject({
      explainDeadline: {
        attribution: null,
        soFar: { counted: 1, remaining: 29 },
        total: 30,
        recomputations: [{ reason: 'EXTENSION', told: null }],
      },
      spans: { counted: { text: expect.stringContaining('个工作日') as string } },
    });
    expect(JSON.stringify(publicCaseStatus)).not.toMatch(/沈雨晴|p-[a-z]/);
    expect(await ask('22222222', 'STATUTORY')).toEqual({ publicCaseStatus: null });
    expect((await ask(seen.queryCode, 'CORRECTION')).publicCaseStatus?.explainDeadline).toBeNull();
  });

  test('is paged, and costs what it reads', async () => {
    const page = (args: string) =>
      office
        .ask<{
          previewDeadline: {
            lines: { edges: { node: { through: number } }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
          };
        }>(
          undefined,
          `{ previewDeadline(on: "2018-01-02", limit: { unit: WD, n: 2000 }) { lines(${args}) { edges { node { ` +
            'through } } pageInfo { hasNextPage endCursor } } } }',
        )
        .then(data => data.previewDeadline.lines);
    const read: number[] = [];
    let pages = 0;
    for (let after = '', more = true; more; pages += 1) {
      const { edges, pageInfo } = await page(`first: 100${after}`);
      read.push(...edges.map(({ node }) => node.through));
      [after, more] = [`, after: "${pageInfo.endCursor}"`, pageInfo.hasNextPage];
    }
    expect(read).toEqual(read.toSorted((a, b) => a - b));
    expect([read.at(-1), pages > 3]).toEqual([2000, true]);
    expect(await messageOf(page('first: 101'))).toMatch(/^INVALID_INPUT/);
    expect(await messageOf(page('first: 1, after: "elsewhere"'))).toMatch(/^INVALID_INPUT/);
    expect(
      await messageOf(
        office.ask(
          supervisor,
          '{ supervision { redCases(first: 100) { edges { node { clocks { explainDeadline { due } } } } } } }',
        ),
      ),
    ).toMatch(/^TOO_COMPLEX/);
  });
});
