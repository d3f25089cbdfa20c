import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demonstrationDirectory } from '../../domain/directory/demonstration.ts';
import { demonstrationViewer } from '../../bin/compose/issuer/people.ts';
import { refusals } from '../deadline/refusals.ts';
import { applicant, clerk, fire, lead, Office, supervisor, tobacco, type Said } from './office.ts';

const run = promisify(execFile);
let office: Office;
let seen: NonNullable<Said['case']>;
beforeAll(async () => {
  office = await Office.open();
  seen = await office.receive({ developmentTime: '2027-03-24T10:00:00+08:00' });
  await office.accept(seen.id);
  const done = async (...act: Parameters<Office['say']>): Promise<void> => {
    expect(await office.say(...act)).toMatchObject({ __typename: 'Accepted' });
  };
  await done(lead, 'answerApproval', { caseId: seen.id, step: 'licence', answer: 'AGREE' });
  await done(fire, 'startSpecialProcedure', {
    caseId: seen.id,
    step: 'fire',
    special: 'inspection',
    takes: { unit: 'WD', n: 4 },
    notice: { number: '消检-1', digest: 'a'.repeat(64) },
  });
  await done({ as: 'unit-head' }, 'extendLimit', {
    caseId: seen.id,
    clock: 'STATUTORY',
    by: { unit: 'WD', n: 10 },
    reason: { text: '沈雨晴补充说明，案情复杂' },
  });
});
afterAll(async () => {
  await office.product.stop();
});

const shown = `
  anchor limit { text } due dueOn measure total projected provisional calendar { calendar version title } sentences
  pauses { from to until why effective }
  recomputations { seq at reason dueBefore due projected text told }
  holder { kind units { unit } text } soFar { at counted remaining text }
  attribution { counted units { unit { unit } days } }
  lines {
    edges { node { effect firstDay lastDay begins ends kind amount through why notice } }
    pageInfo { hasNextPage }
  }`;
interface Explained {
  readonly due: string;
  readonly total: number;
  readonly sentences: readonly string[];
  readonly lines: {
    readonly edges: readonly {
      readonly node: {
        readonly effect: string;
        readonly lastDay: string;
        readonly amount: number;
        readonly through: number;
        readonly why: string;
      };
    }[];
  };
  readonly soFar: { readonly counted: number; readonly remaining: number } | null;
  readonly attribution: { readonly counted: number } | null;
  readonly recomputations: readonly { readonly reason: string; readonly told: string | null }[];
}
const codeOf = (ask: Promise<unknown>): Promise<string> =>
  ask.then(
    () => 'answered',
    (error: { code: string; message: string }) => error.message,
  );

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
    expect(await codeOf(one('step:none'))).toMatch(/^REFUSED: The case has no clock "step:none"; it has acceptance/);
  });

  test('is for whoever sees the case; with number and query code for anybody, without names and free text', async () => {
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

  test('reads in the language that the request accepts, with the same numbers, else in Chinese', async () => {
    const explainedIn = async (language?: string): Promise<Explained> => {
      const response = await fetch(`${office.product.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(language && { 'accept-language': language }) },
        body: JSON.stringify({
          query:
            'query E($number: String!, $queryCode: String!) { ' +
            `publicCaseStatus(number: $number, queryCode: $queryCode) { explainDeadline(clock: STATUTORY) { ${shown} } } }`,
          variables: { number: seen.number, queryCode: seen.queryCode },
        }),
      });
      const { data } = (await response.json()) as {
        data: { publicCaseStatus: { explainDeadline: Explained } };
      };
      return data.publicCaseStatus.explainDeadline;
    };
    const english = await explainedIn('en-GB, zh;q=0.5');
    expect(english).toMatchObject({
      limit: { text: '20 working days' },
      recomputations: [{ text: 'extended by 10 working days (行政许可法 42)' }],
      holder: { text: 'held by the steps that are open' },
      soFar: {
        text: expect.stringMatching(/^As of 2027-03-25 .*: 1 working day counted, 29 working days left$/) as string,
      },
    });
    expect(english.sentences.slice(0, 3)).toEqual([
      'Start: Wednesday 2027-03-24 is not counted; counting begins on the day after (Civil Code, article 201).',
      'Limit: 20 working days, extended by 10 working days, 30 working days in all.',
      expect.stringMatching(/^Count: 30 working days\. Between: weekend, not counted: \d+ days; /),
    ]);
    const chinese = await explainedIn('zh-CN, en;q=0.5');
    expect(chinese.sentences[1]).toBe('期限：20 个工作日，延期 10 个工作日，共 30 个工作日。');
    const numbersOf = ({ due, total, lines }: Explained): unknown => [
      due,
      total,
      lines.edges.map(({ node: { effect, amount, lastDay } }) => [effect, amount, lastDay]),
    ];
    expect(numbersOf(english)).toEqual(numbersOf(chinese));
    expect((await explainedIn()).sentences).toEqual(chinese.sentences);
    expect((await explainedIn('fr')).sentences).toEqual(chinese.sentences);
  });

  test('for the public a suspension is told by its ground and document, not in the words of the official', async () => {
    const one = await office.receive();
    await office.accept(one.id);
    expect(
      await office.say({ as: 'unit-head' }, 'suspendCase', {
        caseId: one.id,
        ground: 'FORCE_MAJEURE',
        reason: { text: '沈雨晴住院' },
        notice: { number: '中-1', digest: 'a'.repeat(64) },
      }),
    ).toMatchObject({ __typename: 'Accepted' });
    const { publicCaseStatus } = await office.ask<{ publicCaseStatus: object }>(
      undefined,
      'query E($number: String!, $queryCode: String!) { publicCaseStatus(number: $number, queryCode: $queryCode) { ' +
        `due explainDeadline(clock: PROMISE) { ${shown} } } }`,
      { number: one.number, queryCode: one.queryCode },
    );
    expect(publicCaseStatus).toMatchObject({
      due: null,
      explainDeadline: {
        due: null,
        dueOn: null,
        projected: true,
        provisional: '暂停何时结束尚不可知，恢复计时后确定到期日',
        pauses: [{ why: '中止办理：不可抗力（文书 中-1）' }],
        holder: { kind: 'NOBODY' },
      },
    });
    expect(JSON.stringify(publicCaseStatus)).not.toContain('沈雨晴');
    const clock = '{ case(id: $id) { clocks { clock state due projected provisional remaining } } }';
    const {
      case: { clocks },
    } = await office.ask<{ case: { clocks: { clock: string }[] } }>(applicant, `query C($id: ID!) ${clock}`, {
      id: one.id,
    });
    expect(clocks.find(each => each.clock === 'promise')).toMatchObject({
      state: 'PAUSED',
      due: null,
      projected: true,
      provisional: '暂停何时结束尚不可知，恢复计时后确定到期日',
      remaining: 5,
    });
    const token = await office.product.issuer.sign(
      demonstrationViewer({ as: 'supervisor' }, demonstrationDirectory),
      1,
    );
    const { stdout } = await run(process.execPath, [
      fileURLToPath(new URL('../../bin/shixian.ts', import.meta.url)),
      'deadline',
      '--case',
      one.number,
      '--url',
      office.product.url,
      '--token',
      token,
    ]);
    expect(stdout).toMatch(/：promise\n到期 {2}待定\n/);
    expect(stdout).toMatch(/→ 待定 {2}暂停计时：中止办理/);
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
    expect(await codeOf(page('first: 101'))).toMatch(/^INVALID_INPUT/);
    expect(await codeOf(page('first: 1, after: "elsewhere"'))).toMatch(/^INVALID_INPUT/);
    expect(
      await codeOf(
        office.ask(
          supervisor,
          '{ supervision { redCases(first: 100) { edges { node { clocks { explainDeadline { due } } } } } } }',
        ),
      ),
    ).toMatch(/^TOO_COMPLEX/);
  });

  test('reads the same in the terminal', async () => {
    const token = await office.product.issuer.sign(
      demonstrationViewer({ as: 'supervisor' }, demonstrationDirectory),
      1,
    );
    const command = fileURLToPath(new URL('../../bin/shixian.ts', import.meta.url));
    const { stdout } = await run(process.execPath, [
      command,
      'deadline',
      '--case',
      seen.number,
      '--clock',
      'step:fire',
      '--url',
      office.product.url,
      '--token',
      token,
    ]);
    expect(stdout).toMatch(/^办件 SX\d{4}-\d{6} 开办餐饮店“一件事”：step:fire\n预计到期 {2}2027-04-02 周五 17:30\n/);
    expect(stdout).toContain('暂停（特殊程序“消防安全检查：检验”（文书 消检-1）），不计');
    expect(stdout).toMatch(/到期日的变更\n.*2027-03-29 17:30 → 2027-04-02 17:30（预计）/);
    expect(stdout).toContain('当前占用时间：特殊程序 区消防救援大队');
    expect(stdout).toMatch(/^ {2}2027-03-2\d .* 截至 .* 累计 .* 截至此时，尚余 /m);
    const whole = await run(process.execPath, [
      command,
      'deadline',
      '--case',
      seen.number,
      '--url',
      office.product.url,
      '--token',
      token,
    ]);
    expect(whole.stdout).toContain('已计入的 1 天由谁占用：');
    expect(whole.stdout).toMatch(/截至 2027-03-25 .*，已计入 1 个工作日，尚余 4 个工作日\n/);
    await expect(
      run(process.execPath, [
        command,
        'deadline',
        '--case',
        'SX0000-000000',
        '--url',
        office.product.url,
        '--token',
        token,
      ]),
    ).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining('There is no case') as string });
  });
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
    expect(data ?? null).toBeNull();
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
      deemedAcceptedAt deadlines { clock kind title choices { field value } dateField explanation { due sentences } } } }`,
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
        '"2027-03-30T09:00:00+08:00") { deadlines { explanation { due } } } }',
    );
    expect(later.previewProcedure.deadlines[1]!.explanation.due).toBe('2027-04-07T17:30:00+08:00');
    expect(
      await office.ask(
        undefined,
        '{ previewProcedure(name: "restaurant-opening") { deadlines { explanation { due } } } }',
      ),
    ).toBeDefined();
  });

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
    expect(await codeOf(due('on: "2029-01-02", limit: { unit: WD, n: 1 }, calendar: "cn"'))).toMatch(
      /^REFUSED: Calendar cn cn-2026 answers for 2015 to 2028/,
    );
    expect(await due('on: "2027-03-24", limit: { unit: DATE, date: "2027-03-30" }, party: APPLICANT')).toBe(
      '2027-03-31T00:00:00+08:00',
    );
  });
});
