import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { UsageError } from '../../cli/run.ts';
import { command } from '../../cli/start.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shixian-start-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Starts with a file of this text as the directory. */
async function startWith(text: string): Promise<unknown> {
  const file = join(folder, 'directory.json');
  await writeFile(file, text);
  return command.parseAsync(['--directory', file], { from: 'user' });
}
const unit = (id: string) => ({ id, title: id, kind: 'department' });
const office = { units: [unit('service-window')], people: [], holdings: [] };

test.each([
  ['no JSON', 'units', /is not JSON/],
  ['no directory', '[]', /directory/],
  [
    'a unit of no kind',
    JSON.stringify({ ...office, units: [{ id: 'a', title: 'A', kind: 'club' }] }),
    /kind.*department/s,
  ],
  [
    'a telephone that is none',
    JSON.stringify({ ...office, units: [{ ...unit('a'), telephone: 'call us' }] }),
    /telephone/,
  ],
  [
    'a post of nobody',
    JSON.stringify({ ...office, holdings: [{ person: 'p', unit: 'a', post: 'handler', from: '2026-01-05' }] }),
    /p/,
  ],
  ['no authorities', JSON.stringify(office), /found no unit service-authority.*expected the window/s],
])('npm start with %s as its directory is refused with what was found, and starts nothing', async (_, text, why) => {
  const refused = startWith(text);
  await expect(refused).rejects.toThrow(UsageError);
  await expect(refused).rejects.toThrow(why);
});

test('npm start with a file that is not there names it', async () => {
  await expect(command.parseAsync(['--directory', '/nowhere.json'], { from: 'user' })).rejects.toThrow(/nowhere\.json/);
});
