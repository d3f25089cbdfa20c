import { afterAll, beforeAll, expect, test } from 'vitest';
import { environmentOf } from '../../commands/environment.ts';
import { countByRules } from '../../db/cases/rules.ts';
import { readCase } from '../../db/cases/cases.ts';
import { ask } from '../../db/commands/ask.ts';
import { beginCase } from '../../db/log/append.ts';
import { contextOf } from '../../domain/case/act-context.ts';
import { beforeReceipt, decide, viewOf } from '../../domain/case/case.ts';
import type { Command } from '../../domain/case/command.ts';
import { readEvent } from '../../domain/case/event.ts';
import type { Finding } from '../../domain/audit/audit.ts';
import { parseInstant } from '../../domain/calendar/day.ts';
import { canonicalJson } from '../../domain/log/canonical.ts';
import { namedDigestOf } from '../../domain/log/chain.ts';
import { applicant } from '../../domain/testing.ts';
import { audit } from '../../operations/audit.ts';
import { adoptRules } from '../../operations/rules/adopt-rules.ts';
import { accept, accepted, application, receive } from '../support/acts.ts';
import { startShell, type TestShell } from '../support/worker.ts';
import { defined } from '../../domain/defined.ts';

let shell: TestShell;
beforeAll(async () => {
  shell = await startShell();
});
afterAll(async () => {
  await shell.stop();
});

/** A case that was received under the first rules, written as a build of then wrote it. */
async function receiveByFirstRules(caseId: string): Promise<void> {
  const { db, calendars } = shell.context;
  const filed = application;
  const timeOffset = parseInstant('2027-03-24T10:00') - Date.now();
  const asked = await ask(db, {
    key: `p-applicant:${caseId}`,
    actor: applicant,
    caseId,
    payload: canonicalJson(filed),
    begins: { procedure: filed.procedure, prefix: 'SX2027-', queryCode: 'Q', timeOffset },
  });
  if (asked.kind !== 'asked') throw new Error(`Found ${asked.kind}, expected a recorded application.`);
  const { command: row } = asked;
  await calendars.load([filed.calendar]);
  const environment = environmentOf(shell.context, filed.procedure);
  const source = { ...row, digest: namedDigestOf(row.payload), rules: 1 };
  const received: Command = {
    ...(JSON.parse(row.payload) as typeof filed),
    type: 'receive',
    case: caseId,
    number: row.number!,
  };
  const context = contextOf(source, row.askedAt + row.caseOffset, undefined);
  const { entries, state } = decide(beforeReceipt(caseId), received, context, environment);
  await beginCase(db, caseId, {
    entries,
    view: viewOf(state, environment),
    queryCode: 'Q',
    timeOffset: row.caseOffset,
  });
}

const rulesOf = async (caseId: string) => (await readCase(shell.context.db, caseId))?.view.rules;
const adopt = (limit?: number) =>
  adoptRules(shell.context, { person: 'p-administrator', rate: 200, ...defined({ limit }) });

// (C19)
test('open cases of earlier rules come to the current ones, once each, a limited number at a time', async () => {
  const { case: current } = await receive(shell.context, { time: '2027-03-24T10:00' });
  const old = ['2027-rules-a', '2027-rules-b', '2027-rules-c'];
  for (const id of old) {
    await receiveByFirstRules(id);
    accepted(await accept(shell.context, id));
  }
  expect(await countByRules(shell.context.db)).toEqual([
    { rules: 1, cases: 3 },
    { rules: 2, cases: 1 },
  ]);
  expect(await adopt(2)).toEqual({ recomputed: 2, refused: 0, open: 0 });
  expect(await Promise.all(old.map(rulesOf))).toEqual([2, 2, 1]);
  expect(await adopt()).toEqual({ recomputed: 1, refused: 0, open: 0 });
  expect(await adopt()).toEqual({ recomputed: 0, refused: 0, open: 0 });
  expect(await Promise.all([current, ...old].map(rulesOf))).toEqual([2, 2, 2, 2]);
  const rows = await shell.context.db
    .selectFrom('event')
    .select(['data', 'rules'])
    .where('type', '=', 'recomputed')
    .execute();
  expect(rows.map(({ data, rules }) => [readEvent(data).data, rules])).toEqual(
    old.map(() => [expect.objectContaining({ reason: 'RULES' }) as object, 2]),
  );
  const findings: Finding[] = [];
  await audit(shell.context, {
    patience: 60_000,
    selection: {},
    onFinding: finding => {
      findings.push(finding);
    },
  });
  expect(findings).toEqual([]);
});
