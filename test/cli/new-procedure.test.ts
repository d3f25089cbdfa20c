import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeProcedure } from '../../cli/new/procedure.ts';
import { UsageError } from '../../cli/run.ts';
import { check, type AnyProcedure } from '../../domain/procedure/procedure.ts';
import { ScratchHouse } from '../support/scratch-house.ts';

let house: ScratchHouse;
beforeEach(async () => {
  house = await ScratchHouse.create();
});
afterEach(async () => {
  await house.remove();
});

test('a new procedure breaks no rule, and its test passes', async () => {
  const { procedure } = await writeProcedure('kiosk-on-a-bridge', house.url);
  // oxlint-disable-next-line import/no-dynamic-require -- the file was written here
  const loaded = (await import(new URL(procedure, house.url).href)) as Readonly<Record<string, AnyProcedure>>;
  expect(Object.keys(loaded)).toEqual(['kioskOnABridge']);
  expect(check(loaded['kioskOnABridge']!)).toEqual([]);
  expect(await house.test()).toMatch(/Tests\s+3 passed/);
}, 60_000);

test('a name that is no kebab case, or exists, is refused, and nothing is overwritten', async () => {
  for (const name of ['', 'Kiosk', 'kiosk_1', '-kiosk', 'kiosk-', '../kiosk', '摊位'])
    await expect(writeProcedure(name, house.url), name).rejects.toThrow(UsageError);
  await house.write('test/procedures/kiosk.v1.test.ts', 'mine');
  await expect(writeProcedure('kiosk', house.url)).rejects.toThrow('Found test/procedures/kiosk.v1.test.ts');
  expect(await readFile(new URL('test/procedures/kiosk.v1.test.ts', house.url), 'utf8')).toBe('mine');
  expect(existsSync(new URL('workflows/procedures/kiosk.v1.ts', house.url)), 'not half of it').toBe(false);
});
