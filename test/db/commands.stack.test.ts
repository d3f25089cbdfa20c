import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { setTimeOffset } from '../../db/cases/cases.ts';
import { finishAdvance, keepAdvance } from '../../db/operations/advances.ts';
import { ask, type Asking } from '../../db/commands/ask.ts';
import { readCommand, refuse, unansweredBefore } from '../../db/commands/commands.ts';
import { project } from '../../db/log/append.ts';
import { claimUnanswered, deadLetter, deadLetters } from '../../db/commands/recovery.ts';
import { refuseDeadLetter, sendAgain } from '../../db/operations/dead-letters.ts';
import { readRepairs } from '../../db/operations/repairs.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { accepted, begin, chain, day, officer, start, view } from './sample.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(async () => {
  await database.close();
});

const asking = (caseId: string, key: string, more: Partial<Asking> = {}): Asking => ({
  key,
  actor: officer,
  payload: '{"type":"accept"}',
  caseId,
  ...more,
});
const beginning = (caseId: string, key: string): Asking =>
  asking(caseId, key, {
    begins: { procedure: 'restaurant-opening.v1', prefix: 'R-', queryCode: 'code-1', timeOffset: day },
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

test('asking writes the command by the database clock and tells where the case stands', async () => {
  const { projected } = await begin(database.db, 'a');
  const from = Date.now();
  const { command, known } = await asked(asking('a', 'p:1'));
  expect(command).toMatchObject({
    key: 'p:1',
    caseId: 'a',
    procedure: 'restaurant-opening.v1',
    begins: false,
    actor: officer,
    attempt: 1,
    caseOffset: 0,
  });
  expect(Math.abs(command.askedAt - from)).toBeLessThan(5_000);
  expect(known).toEqual({
    revision: 1,
    head: projected.head,
    closed: false,
    timeOffset: 0,
    procedure: 'restaurant-opening.v1',
    logged: false,
  });
});

// (P5)
test('asking again keeps the time of the first and makes a refusal of the first attempt void', async () => {
  await begin(database.db, 'b');
  const first = await asked(asking('b', 'p:2'));
  await pause(5);
  const second = await asked(asking('b', 'p:2'));
  expect(second.command).toEqual({ ...first.command, attempt: 2 });
  expect(await refuse(database.db, 'p:2', 1, refused)).toBe(false);
  expect(await refuse(database.db, 'p:2', 2, refused)).toBe(true);
  const third = await asked(asking('b', 'p:2'));
  expect(third.command).toMatchObject({ attempt: 2, answer: refused });
});

test('twenty callers that ask by the same key at once share one row, each with an attempt of its own', async () => {
  await begin(database.db, 'c');
  const all = await Promise.all(Array.from({ length: 20 }, () => asked(asking('c', 'p:3'))));
  expect(new Set(all.map(each => each.command.askedAt)).size).toBe(1);
  expect(all.map(each => each.command.attempt).toSorted((x, y) => x - y)).toEqual(
    Array.from({ length: 20 }, (_, index) => index + 1),
  );
});

// (P1)
test('the same key with another content or for another case differs and leaves the row alone', async () => {
  await begin(database.db, 'd');
  await begin(database.db, 'd2');
  await asked(asking('d', 'p:4'));
  expect(await ask(database.db, asking('d', 'p:4', { payload: '{}' }))).toEqual({ kind: 'differs' });
  expect(await ask(database.db, asking('d2', 'p:4'))).toEqual({ kind: 'differs' });
  expect(await ask(database.db, beginning('d', 'p:4'))).toEqual({ kind: 'differs' });
  expect((await readCommand(database.db, 'p:4'))?.command.attempt).toBe(1);
});

test('a command to a case that does not exist leaves no row', async () => {
  expect(await ask(database.db, asking('nowhere', 'p:5'))).toEqual({ kind: 'noSuchCase' });
  expect(await readCommand(database.db, 'p:5')).toBeUndefined();
});

// (P2)
test('a beginning asked again is the same case with the same number and query code', async () => {
  const first = await asked(beginning('e1', 'p:6'));
  expect(first.known).toBeUndefined();
  expect(first.command).toMatchObject({ begins: true, caseId: 'e1', queryCode: 'code-1', caseOffset: day });
  expect(first.command.number).toMatch(/^R-\d{6}$/);
  const all = await Promise.all(Array.from({ length: 5 }, (_, index) => asked(beginning(`e${index + 2}`, 'p:6'))));
  for (const each of all) expect(each.command).toEqual({ ...first.command, attempt: each.command.attempt });
});

test('commands asked before a due instant are found in the time of the case, in order, without dead ones', async () => {
  await begin(database.db, 'f');
  await setTimeOffset(database.db, 'f', 10 * day);
  const [first, second, dead] = [
    await asked(asking('f', 'p:7')),
    await asked(asking('f', 'p:8')),
    await asked(asking('f', 'p:9')),
  ];
  await deadLetter(database.db, 'p:9', dead.command.attempt, 'given up');
  const at = second.command.askedAt + 10 * day;
  expect((await unansweredBefore(database.db, 'f', at)).unanswered.map(each => each.key)).toEqual(['p:7', 'p:8']);
  expect((await unansweredBefore(database.db, 'f', first.command.askedAt + 10 * day - 1)).unanswered).toEqual([]);
  await refuse(database.db, 'p:7', 1, refused);
  expect((await unansweredBefore(database.db, 'f', at)).unanswered.map(each => each.key)).toEqual(['p:8']);
});

// (P3)
test('whoever looks for unanswered commands waits for one that is just being asked', async () => {
  await begin(database.db, 'g');
  const found = await database.db.transaction().execute(async tx => {
    await ask(tx, asking('g', 'p:10'));
    const looking = unansweredBefore(database.db, 'g', Date.now() + day);
    expect(await Promise.race([looking, pause(150)])).toBeUndefined();
    return { looking };
  });
  expect((await found.looking).unanswered.map(each => each.key)).toEqual(['p:10']);
});

test("until when nobody can ask any more is the stamping clock's, and unknown while time is moved", async () => {
  await begin(database.db, 'i');
  await setTimeOffset(database.db, 'i', 10 * day);
  const before = await asked(asking('i', 'p:31'));
  const { passed } = await unansweredBefore(database.db, 'i', 0);
  const after = await asked(asking('i', 'p:32'));
  expect(passed).toBeGreaterThanOrEqual(before.command.askedAt + 10 * day - 1);
  expect(passed).toBeLessThan(after.command.askedAt + 10 * day);
  await keepAdvance(database.db, {
    key: 'moving',
    caseId: 'i',
    workingDays: 1,
    milliseconds: day,
    leadBefore: 0,
    offsetBefore: 0,
  });
  expect((await unansweredBefore(database.db, 'i', 0)).passed).toBe(Infinity);
  await finishAdvance(database.db, 'moving');
  expect((await unansweredBefore(database.db, 'i', 0)).passed).toBeLessThan(Infinity);
  for (const key of ['p:31', 'p:32']) await refuse(database.db, key, 1, refused);
});

test('a case time put ahead never goes back', async () => {
  await begin(database.db, 'h');
  expect(await setTimeOffset(database.db, 'h', 3 * day)).toBe(3 * day);
  expect(await setTimeOffset(database.db, 'h', day)).toBe(3 * day);
  expect(await setTimeOffset(database.db, 'nowhere', day)).toBeUndefined();
});

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
