import { afterAll, beforeAll, expect, test } from 'vitest';
import { numberInstrument } from '../../db/instruments/numbers.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(async () => {
  await database.close();
});

// (S8)
test('an instrument keeps its number, and a register has no gap however many ask at once', async () => {
  const register = { authority: 'supervision-office', level: 'L2', year: 2027 } as const;
  const instruments = Array.from({ length: 60 }, (_, index) => `L2:${index % 20}`);
  const numbers = await Promise.all(
    instruments.map(instrument => numberInstrument(database.db, 'c', instrument, register)),
  );
  expect(new Set(numbers)).toEqual(new Set(Array.from({ length: 20 }, (_, index) => index + 1)));
  instruments.forEach((instrument, index) => {
    expect(numbers[index]).toBe(numbers[instruments.indexOf(instrument)]);
  });
  expect(await numberInstrument(database.db, 'c', 'next', register)).toBe(21);
});

test('another authority, level or year counts for itself', async () => {
  const register = { authority: 'service-authority', level: 'L1', year: 2027 } as const;
  const number = (instrument: string, more: object = {}) =>
    numberInstrument(database.db, 'd', instrument, { ...register, ...more });
  expect([
    await number('1'),
    await number('2'),
    await number('3', { year: 2028 }),
    await number('4', { level: 'L3' }),
    await number('5', { authority: 'x' }),
  ]).toEqual([1, 2, 1, 1, 1]);
});
