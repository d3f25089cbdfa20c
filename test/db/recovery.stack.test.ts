import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, type Asking } from '../../db/commands/ask.ts';
import { readCommand, refuse } from '../../db/commands/commands.ts';
import { project } from '../../db/log/append.ts';
import { claimUnanswered, deadLetter, deadLetters } from '../../db/commands/recovery.ts';
import { refuseDeadLetter, sendAgain } from '../../db/operations/dead-letters.ts';
import { readRepairs } from '../../db/operations/repairs.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { accepted, begin, chain, start, view, asking } from './sample.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(async () => {
  await database.close();
});

const refused = { accepted: false, refused: { code: 'state', params: {} } } as const;
const asked = async (request: Asking) => {
  const result = await ask(database.db, request);
  if (result.kind !== 'asked') throw new Error(result.kind);
  return result;
};
/** As if the row had been taken that many seconds ago. */
const age = (key: string, seconds: number) =>
  sql`update command set taken_at = taken_at - ${seconds} * interval '1 second' where key = ${key}`.execute(
    database.owner,
  );

const claim = async (caseId: string) =>
  (await claimUnanswered(database.db, { limit: 1000 })).filter(each => each.caseId === caseId);

// (P27, P6)
test('the recovery takes the oldest command of each case after ten seconds, and then waits twice as long', async () => {
  await begin(database.db, 'i');
  await asked(asking('i', 'p:11'));
  await pause(2);
  await asked(asking('i', 'p:12'));
  expect(await claim('i')).toEqual([]);
  await age('p:12', 60);
  expect(await claim('i')).toEqual([]);
  await age('p:11', 10);
  expect(await claim('i')).toMatchObject([{ key: 'p:11', attempt: 2, recoveries: 1 }]);
  expect(await refuse(database.db, 'p:11', 1, refused)).toBe(false);
  await age('p:11', 15);
  expect(await claim('i')).toEqual([]);
  await age('p:11', 5);
  expect(await claim('i')).toMatchObject([{ key: 'p:11', attempt: 3, recoveries: 2 }]);
  expect(await refuse(database.db, 'p:11', 3, refused)).toBe(true);
  expect(await claim('i')).toMatchObject([{ key: 'p:12' }]);
});

test('two recovery loops never take the same command at once', async () => {
  const ids = Array.from({ length: 20 }, (_, index) => `j${index}`);
  for (const id of ids) {
    await begin(database.db, id);
    await asked(asking(id, `p:${id}`));
    await age(`p:${id}`, 11);
  }
  const mine = (rows: readonly { caseId: string }[]) => rows.filter(each => each.caseId.startsWith('j'));
  const [first, second] = await database.db.transaction().execute(async tx => {
    const taken = await claimUnanswered(tx, { limit: 7 });
    return [mine(taken), mine(await claimUnanswered(database.db, { limit: 1000 }))] as const;
  });
  expect(first.length).toBeGreaterThan(0);
  const keys = [...first, ...second].map(each => each.caseId);
  expect(new Set(keys)).toEqual(new Set(ids));
  expect(keys).toHaveLength(ids.length);
});

// (P28)
test('a dead letter is listed, holds up nothing, and is taken at once when it is sent again', async () => {
  await begin(database.db, 'k');
  await asked(asking('k', 'p:13'));
  await asked(asking('k', 'p:14'));
  expect(await deadLetter(database.db, 'p:13', 9, 'not mine')).toBe(false);
  expect(await deadLetter(database.db, 'p:13', 1, 'ten attempts')).toBe(true);
  expect((await deadLetters(database.db)).find(each => each.key === 'p:13')).toMatchObject({ reason: 'ten attempts' });
  await age('p:14', 10);
  expect(await claim('k')).toMatchObject([{ key: 'p:14' }]);
  const repairer = { by: 'p-administrator', reason: 'the fault is mended' };
  await sendAgain(database.db, 'p:13', repairer);
  await expect(sendAgain(database.db, 'p:13', repairer)).rejects.toMatchObject({
    code: 'repair.notADeadLetter',
    params: { found: 'inProgress' },
  });
  expect((await readRepairs(database.db)).filter(each => each.commandKey === 'p:13')).toMatchObject([
    { what: 'sendAgain', caseId: 'k', found: 'ten attempts', ...repairer },
  ]);
  expect(await claim('k')).toMatchObject([{ key: 'p:13', attempt: 2, recoveries: 1 }]);
});

test('a dead letter, and nothing else, is refused once with a reason, and who did it stays', async () => {
  await begin(database.db, 'n');
  const repairer = { by: 'p-administrator', reason: 'asked again by hand' };
  await asked(asking('n', 'p:21'));
  await expect(refuseDeadLetter(database.db, 'p:21', repairer)).rejects.toMatchObject({
    code: 'repair.notADeadLetter',
  });
  await deadLetter(database.db, 'p:21', 1, 'ten attempts');
  await refuseDeadLetter(database.db, 'p:21', repairer);
  expect((await readCommand(database.db, 'p:21'))?.command.answer).toMatchObject({
    accepted: false,
    refused: { code: 'command.givenUp', params: { reason: repairer.reason } },
  });
  await expect(refuseDeadLetter(database.db, 'p:21', repairer)).rejects.toMatchObject({
    params: { found: 'answered' },
  });
  await expect(refuseDeadLetter(database.db, 'p:none', repairer)).rejects.toMatchObject({
    params: { found: 'none' },
  });
  expect((await readRepairs(database.db)).filter(each => each.commandKey === 'p:21')).toHaveLength(1);
  await expect(database.db.deleteFrom('repair').execute()).rejects.toThrow(/permission denied|append-only/);
});

test('a dead letter whose event turns up is answered and no longer listed', async () => {
  const { entries } = await begin(database.db, 'l');
  await asked(asking('l', 'p:15'));
  await deadLetter(database.db, 'p:15', 1, 'x');
  await project(database.db, 'l', { entries: chain('l', [accepted(start, 'p:15')], entries), view: view('l') });
  expect((await deadLetters(database.db)).some(each => each.key === 'p:15')).toBe(false);
  expect((await readCommand(database.db, 'p:15'))?.command.answer).toEqual({ accepted: true, seq: 2, revision: 2 });
});

// (P4)
test('asking while projecting gives the answer, or a revision before it', async () => {
  const { entries } = await begin(database.db, 'm');
  let log = entries;
  for (let round = 0; round < 20; round += 1) {
    const key = `p:m${round}`;
    await asked(asking('m', key));
    const next = chain('m', [accepted(start + round, key)], log);
    const [, ...looks] = await Promise.all([
      project(database.db, 'm', { entries: next, view: view('m') }),
      ...Array.from({ length: 4 }, () => asked(asking('m', key))),
    ]);
    for (const look of looks) expect(look.command.answer === undefined).toBe(look.known?.revision === round + 1);
    log = [...log, ...next];
  }
});
