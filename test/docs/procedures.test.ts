import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { check, type AnyProcedure } from '../../domain/procedure/procedure.ts';
import { clerk, officer, VirtualCase } from '../support/virtual-case.ts';
import { blocksOf, root } from './blocks.ts';

const run = promisify(execFile);
let folder: string;
const written: string[] = [];
const procedures: AnyProcedure[] = [];

/** The documents' procedures as files of the repository, only deeper: their one relative import is made to fit. */
beforeAll(async () => {
  folder = await mkdtemp(fileURLToPath(new URL('test/docs/scratch-', root)));
  await mkdir(join(folder, 'procedures'));
  for (const document of ['README.md', 'docs/procedures.md']) {
    for (const { info, text } of await blocksOf(document)) {
      if (info !== 'ts procedure') continue;
      const file = join(folder, 'procedures', `p${written.length}.ts`);
      await writeFile(file, text.replaceAll("'../../domain/", "'../../../../domain/"));
      written.push(file);
      // oxlint-disable-next-line import/no-dynamic-require -- the file was written a line above
      procedures.push(...Object.values((await import(file)) as Record<string, AnyProcedure>));
    }
  }
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ extends: '../../../workflows/procedures/tsconfig.json', include: ['procedures/*.ts', '../../../domain/**/*.ts'] }));
});
afterAll(async () => { await rm(folder, { recursive: true, force: true }); });

test('every procedure in the documents compiles as the procedures folder does', async () => {
  expect(written.length).toBeGreaterThan(0);
  await run(process.execPath, [fileURLToPath(new URL('node_modules/typescript/bin/tsc', root)), '--noEmit', '-p', join(folder, 'tsconfig.json')]);
});

test('every procedure in the documents is walked without a fault', () => {
  for (const procedure of procedures) expect(check(procedure), procedure.id).toEqual([]);
});

test('the README\'s procedure has thirty lines, and grants and denies on the virtual clock', async () => {
  const [block] = (await blocksOf('README.md')).filter(each => each.info === 'ts procedure');
  expect(block?.text.trimEnd().split('\n').length).toBeLessThanOrEqual(32);
  const stall = procedures[0]!;
  const begun = (): VirtualCase => {
    const one = new VirtualCase(stall);
    one.receive('2027-03-24T10:00', stall.id, { street: '中山路', sellsFood: false }, ['sitePlan']);
    one.act('2027-03-24T11:00', clerk, { type: 'accept' });
    return one;
  };
  const disagree = { answer: 'disagree', reasons: [{ text: '占用消防通道' }] };
  const granted = begun();
  granted.act('2027-03-24T14:00', officer('urban-management'), { type: 'answer', step: 'review', answer: { answer: 'agree' }, together: 'p-urban-management-officer-2' });
  granted.act('2027-03-24T15:00', officer('fire-rescue'), { type: 'answer', step: 'traffic', answer: { answer: 'agree' } });
  expect(granted.view).toMatchObject({ status: 'granted', permits: [{ permit: 'stall', state: 'granted' }] });
  const denied = begun();
  denied.act('2027-03-24T14:00', officer('urban-management'), { type: 'answer', step: 'review', answer: { answer: 'agree' }, together: 'p-urban-management-officer-2' });
  denied.act('2027-03-24T15:00', officer('fire-rescue'), { type: 'answer', step: 'traffic', answer: disagree });
  denied.advance('2027-04-01T00:00');
  expect(denied.view, 'the applicant did not adjust in 5 WD').toMatchObject({ status: 'denied', reasons: [{ text: '占用消防通道' }] });
});
