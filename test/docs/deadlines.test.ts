import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { blocksOf, root } from './blocks.ts';

const command = fileURLToPath(new URL('bin/shixian.ts', root));

test('every command of the document on deadlines prints what is shown below it, and ends as it says', async () => {
  const blocks = await blocksOf('docs/deadlines.md');
  const shown = blocks.filter(({ info }) => info === 'sh');
  expect(shown.length).toBeGreaterThan(3);
  for (const block of shown) {
    const next = blocks[blocks.indexOf(block) + 1]!;
    const args = block.text.trim().split(' ').slice(5);
    const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], {
      cwd: fileURLToPath(root),
      encoding: 'utf8',
      env: { ...process.env, NODE_NO_WARNINGS: '1' },
    });
    expect({ text: block.text, status, stderr }).toEqual({
      text: block.text,
      status: next.info === 'text refused' ? 4 : 0,
      stderr: next.info === 'text refused' ? next.text : '',
    });
    expect(next.info === 'text deadline' ? stdout : next.text).toBe(next.text);
  }
});
