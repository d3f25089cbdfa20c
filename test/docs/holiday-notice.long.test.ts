import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Office } from '../api/office.ts';
import { blocksOf, root } from './blocks.ts';

let office: Office;
let folder: string;
beforeAll(async () => {
  office = await Office.open();
  folder = await mkdtemp(join(tmpdir(), 'shixian-notice-'));
});
afterAll(async () => {
  await office.product.stop();
  await rm(folder, { recursive: true, force: true });
});

interface Ended {
  readonly code: number;
  readonly out: string;
}

/** A command of the page in a folder of its own, on the product's database; `> file` keeps what it prints. */
async function shixian(line: string): Promise<Ended> {
  const [, command = '', file] = /^npm run -s shixian -- ([^>]+?)(?: > (\S+))?$/.exec(line) ?? [];
  const ended = await new Promise<Ended>(done => {
    const env = { ...process.env, DATABASE_URL: office.product.shell.database.url };
    const words = ['--disable-warning=ExperimentalWarning', fileURLToPath(new URL('bin/shixian.ts', root))];
    execFile(process.execPath, [...words, ...command.split(' ')], { cwd: folder, env }, (error, out, err) => {
      done({ code: error ? Number(error.code) : 0, out: out + err });
    });
  });
  if (file !== undefined) await writeFile(join(folder, file), ended.out);
  return ended;
}
const lines = (text: string): readonly string[] => text.split('\n').filter(line => line !== '');
const stateOf = async (id: string) => {
  const { case: found } = await office.ask<{
    case: { clocks: { clock: string; due: string; provisional: string | null }[] };
  }>({ as: 'administrator' }, 'query C($case: ID!) { case(id: $case) { clocks { clock due provisional } } }', {
    case: id,
  });
  return found.clocks.filter(({ clock }) => clock === 'promise' || clock === 'statutory');
};

test('every step of the page runs in order on a year to come, and prints what is shown', async () => {
  const { id } = await office.receive({ developmentTime: '2032-12-28T10:00:00+08:00' });
  await office.accept(id);
  expect((await stateOf(id)).every(({ provisional }) => provisional?.includes('2033'))).toBe(true);
  const ended: Ended[] = [];
  const printed: { readonly shown: readonly string[]; readonly found: readonly string[] }[] = [];
  for (const { info, text } of await blocksOf('docs/holiday-notice.md')) {
    if (info.startsWith('json file ')) await writeFile(join(folder, info.slice('json file '.length)), text);
    else if (info === 'sh') for (const line of lines(text)) ended.push(await shixian(line));
    else if (info === 'text')
      printed.push({ shown: lines(text), found: lines(ended.at(-1)!.out).filter(line => lines(text).includes(line)) });
  }
  expect(ended.map(({ code }) => code)).toEqual(ended.map(() => 0));
  expect(ended).toHaveLength(7);
  expect(printed).toHaveLength(4);
  for (const { shown, found } of printed) expect(found).toEqual(shown);
  // What the notice makes certain is told as certain; what moved has moved.
  expect(await stateOf(id)).toMatchObject([{ provisional: null }, { provisional: null }]);
}, 120_000);
