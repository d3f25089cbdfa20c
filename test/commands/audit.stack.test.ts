import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { advance } from '../../operations/development/advance-time.ts';
import { audit } from '../../operations/audit.ts';
import type { Selection } from '../../db/audit/selection.ts';
import type { Finding } from '../../domain/audit/audit.ts';
import { accept, accepted, act, receive } from '../support/acts.ts';
import { program } from '../support/program.ts';
import { officer } from '../../domain/testing.ts';
import { startShell, type TestShell } from '../support/worker.ts';

let shell: TestShell;
let late: string;
beforeAll(async () => {
  shell = await startShell();
  const { case: id } = await receive(shell.context, { time: '2027-03-24T10:00' });
  accepted(await accept(shell.context, id));
  await accept(shell.context, id);
  const left = await receive(shell.context, { time: '2027-03-25T10:00' });
  late = left.case;
  await advance(shell.context, { key: `${late}:14`, caseId: late, workingDays: 14 });
  await act(shell.context, late, officer('market-regulation'), { type: 'claim', step: 'licence' });
  for (const time of ['2027-03-26T10:00', '2027-03-27T10:00']) await receive(shell.context, { time });
});
afterAll(async () => {
  await shell.stop();
});

async function found(selection: Selection = {}, patience = 60_000) {
  const findings: Finding[] = [];
  const audited = await audit(shell.context, {
    patience,
    selection,
    onFinding: finding => {
      findings.push(finding);
    },
  });
  return { findings, checks: [...new Set(findings.map(each => each.check))], audited };
}
/** As nobody but a superuser can, and back again. */
async function tampered(statement: string, undo: string, look: () => Promise<void>): Promise<void> {
  await sql.raw(statement).execute(shell.database.owner);
  await look();
  await sql.raw(undo).execute(shell.database.owner);
  expect((await found()).findings).toEqual([]);
}

test('what the product does is as it must be, and is all looked at', async () => {
  const { findings, audited } = await found();
  expect(findings).toEqual([]);
  expect(audited).toMatchObject({ cases: 4, accepted: 6, refused: 1 });
  expect(audited.numbers).toBeGreaterThan(2);
});

test('cases are chosen by receipt, by id and by procedure', async () => {
  const at = (day: string) => Date.parse(`${day}T00:00:00+08:00`);
  expect((await found({ from: at('2027-03-25'), to: at('2027-03-27') })).audited.cases).toBe(2);
  expect((await found({ cases: [late] })).audited.cases).toBe(1);
  expect((await found({ procedure: 'nothing.v1' })).audited.cases).toBe(0);
});

test("a read model that is not the log's is found, in any of its tables", async () => {
  await tampered(
    `update case_clock set due = due + interval '1 day' where case_id = '${late}' and clock = 'promise'`,
    `update case_clock set due = due - interval '1 day' where case_id = '${late}' and clock = 'promise'`,
    async () => {
      expect((await found()).findings).toMatchObject([{ check: 'readModel', case: late, place: 'case_clock promise' }]);
    },
  );
  await tampered(`update "case" set unlawful = not unlawful`, `update "case" set unlawful = not unlawful`, async () => {
    expect((await found()).findings).toHaveLength(4);
  });
});

test('an application that was told as received and has no case is found', async () => {
  await tampered(
    `insert into command select (jsonb_populate_record(k, '{"key": "p:lost", "case_id": "case-lost", "number": ` +
      `"SX-lost"}')).* from command k where begins limit 1`,
    `delete from command where key = 'p:lost'`,
    async () => {
      expect((await found()).checks).toEqual(['lost']);
    },
  );
});

test('a gap in a register of numbers is found', async () => {
  await tampered(
    `update instrument_counter set last = last + 1 where level = 'L1'`,
    `update instrument_counter set last = last - 1 where level = 'L1'`,
    async () => {
      expect((await found()).findings).toMatchObject([{ check: 'number', case: 'register' }]);
    },
  );
});

/** Twice is as before. */
function reversed(column: string, by: string): string {
  return `update command set ${column} = ${by} where answer @> '{"accepted": false}'`;
}
/** Rows that no log commits to, each changed in every place where it stands, and back again. */
const byHand: Readonly<Record<string, { readonly change: string; readonly undo: string; readonly place: RegExp }>> = {
  'a query code, in the case and in its command': {
    change: `update "case" set query_code = reverse(query_code); update command set query_code = reverse(query_code)`,
    undo: `update "case" set query_code = reverse(query_code); update command set query_code = reverse(query_code)`,
    place: /^queryCode 2027-/,
  },
  'why an act was refused': {
    change: reversed('answer', `jsonb_set(answer, '{refused,code}', to_jsonb(reverse(answer->'refused'->>'code')))`),
    undo: reversed('answer', `jsonb_set(answer, '{refused,code}', to_jsonb(reverse(answer->'refused'->>'code')))`),
    place: /^refusal /,
  },
  'which act was refused': {
    change: reversed('payload', 'reverse(payload)'),
    undo: reversed('payload', 'reverse(payload)'),
    place: /^refusal /,
  },
  'a refusal of what waits for its answer': {
    change: `insert into command select (jsonb_populate_record(k, '{"key": "p:none"}')).* from command k
      where answer @> '{"accepted": false}' limit 1`,
    undo: `delete from command where key = 'p:none'`,
    place: /^refusal p:none$/,
  },
  'a message as delivered': {
    change: `update outbox set delivered_at = clock_timestamp() where seq = 1`,
    undo: `update outbox set delivered_at = null`,
    place: /^delivery 2027-.* 1\.1$/,
  },
  'a repair that nobody did': {
    change: `insert into repair (by, what, case_id, found, reason) values ('p-administrator', 'start', 'x', 'y', 'z')`,
    undo: `alter table repair disable trigger append_only; delete from repair where reason = 'z';
      alter table repair enable trigger append_only`,
    place: /^repair \d+$/,
  },
  'the title of a calendar': {
    change: `update calendar_version set title = title || '!', data = jsonb_set(data, '{title}', '"!"')
      where calendar = 'demonstration'`,
    undo: `update calendar_version set title = rtrim(title, '!'),
      data = jsonb_set(data, '{title}', to_jsonb(rtrim(title, '!'))) where calendar = 'demonstration'`,
    place: /^calendar demonstration/,
  },
  'a post': {
    change: `insert into holding (person, unit, post, from_day)
      values ('p-applicant', 'market-regulation', 'principal', '2020-01-01')`,
    undo: `delete from holding where person = 'p-applicant'`,
    place: /^post market-regulation principal p-applicant /,
  },
  'the end of a relation': {
    change: `insert into relation (person, subject, kind, from_day)
      values ('p-agent', 'p-applicant', 'kin', '2020-01-01')`,
    undo: `delete from relation where person = 'p-agent'`,
    place: /^relation p-agent p-applicant kin /,
  },
};
test.each(Object.entries(byHand))('who writes by hand is found: %s', async (_, { change, undo, place }) => {
  await tampered(change, undo, async () => {
    const places = (await found()).findings.filter(each => each.check !== 'interested').map(each => each.place);
    expect(places.length).toBeGreaterThan(0);
    expect(places.every(each => place.test(each))).toBe(true);
  });
});

test('who takes a refusal away, and its seal too, is found by the next seal or by the head', async () => {
  const without = (what: string): string => `alter table seal disable trigger append_only; create table kept as
    select * from command where answer @> '{"accepted": false}'; create table kept_seal as select * from seal
    where kind = 'refusal'; delete from command where key in (select key from kept); ${what};`;
  const back = `insert into command select * from kept; insert into seal select * from kept_seal on conflict do nothing;
    drop table kept, kept_seal; alter table seal enable trigger append_only`;
  await tampered(without('select'), back, async () => {
    expect((await found()).findings).toMatchObject([{ check: 'sealed', found: 'no such row' }]);
  });
  await tampered(without(`delete from seal where kind = 'refusal'`), back, async () => {
    expect((await found()).findings).toMatchObject([{ check: 'sealed', place: expect.stringMatching(/^the end of/) }]);
  });
});

/** The program as operators run it. */
const verifyAudit = (...args: readonly string[]) =>
  program('bin/shixian.ts', ['audit', ...args], { ...process.env, DATABASE_URL: shell.database.url });

test('the program ends with 0 for nothing found, 3 for something, 2 for a wrong call, and says what', async () => {
  expect(await verifyAudit()).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^Audited 4 cases in .* s: .*\n0 findings\n$/),
  });
  expect(await verifyAudit('--patience', 'soon')).toMatchObject({
    code: 2,
    err: expect.stringContaining('expected seconds'),
  });
  expect(
    await verifyAudit('--case', 'SX2027-9', '--case', late),
    'a name that is mistyped is not a case that is well',
  ).toMatchObject({ code: 2, out: '', err: expect.stringContaining('Found no case SX2027-9 in') });
  const {
    rows: [known],
  } = await sql<{ number: string }>`select number from "case" where id = ${late}`.execute(shell.database.owner);
  expect(await verifyAudit('--case', known!.number)).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^Audited 1 cases /),
  });
  const {
    rows: [told],
  } = await sql<{ params: object }>`select params from outbox where case_id = ${late} and seq = 1`.execute(
    shell.database.owner,
  );
  await tampered(
    `update outbox set params = params || '{"due": 1}' where case_id = '${late}' and seq = 1`,
    `update outbox set params = '${JSON.stringify(told!.params)}' where case_id = '${late}' and seq = 1`,
    async () => {
      const { code, out } = await verifyAudit('--case', late, '--json');
      expect(code).toBe(3);
      expect(JSON.parse(out)).toMatchObject({
        cases: 1,
        found: 1,
        counts: { message: 1 },
        findings: [{ check: 'message', case: late, place: 'message 1.1' }],
      });
    },
  );
});

test('a case that older words told is as it must be: wording is never compared', async () => {
  const older = (words: string): string =>
    `update outbox set body = ${words}, words = words - 1 where case_id = '${late}'`;
  await tampered(
    older(`replace(body, '。', '！')`),
    `update outbox set words = words + 1 where case_id = '${late}'`,
    async () => {
      const { code, out } = await verifyAudit('--case', late, '--json');
      expect(JSON.parse(out)).toMatchObject({ cases: 1, found: 0 });
      expect(code).toBe(0);
    },
  );
});
