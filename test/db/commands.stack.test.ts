import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { setTimeOffset } from '../../db/cases/cases.ts';
import { finishAdvance, keepAdvance } from '../../db/operations/advances.ts';
import { ask, type Asking } from '../../db/commands/ask.ts';
import { readCommand, refuse, unansweredBefore } from '../../db/commands/commands.ts';
import { deadLetter } from '../../db/commands/recovery.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { begin, day, officer, asking } from './sample.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(async () => {
  await database.close();
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
    targetOffset: day,
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
