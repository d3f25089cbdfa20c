import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { gone, identify, type Identity } from '../../bin/stack/identity.ts';

/** All processes below one, however deep. */
async function below(pid: number): Promise<readonly Identity[]> {
  const children = (await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => ''))
    .trim()
    .split(' ')
    .filter(Boolean)
    .map(Number);
  return [...children.flatMap(child => identify(child) ?? []), ...(await Promise.all(children.map(below))).flat()];
}

test('Ctrl-C twice ends a chaos run at once, with everything that it started and wrote', async () => {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', fileURLToPath(new URL('./main.ts', import.meta.url)), '--minutes', '5'],
    { detached: true, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  try {
    const ended = once(child, 'close');
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    await expect.poll(() => said, { timeout: 60_000, interval: 100 }).toContain('workers of two builds run');
    const processes = await below(child.pid!);
    expect(processes.length, 'four APIs, two workers, the servers').toBeGreaterThan(8);
    // As a terminal does it: to the whole group.
    process.kill(-child.pid!, 'SIGINT');
    await expect.poll(() => said, { interval: 100 }).toContain('Once more: without that.');
    await new Promise(later => {
      setTimeout(later, 600);
    });
    process.kill(-child.pid!, 'SIGINT');
    expect(await ended).toEqual([130, null]);
    for (const each of processes) expect(await gone(each, 20_000)).toBe(true);
    expect((await readdir(tmpdir())).filter(name => name.startsWith(`shixian-chaos-${child.pid}-`))).toEqual([]);
  } finally {
    child.kill('SIGKILL');
  }
}, 120_000);
