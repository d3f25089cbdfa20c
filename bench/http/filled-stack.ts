import { rmSync } from 'node:fs';
import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStack, type Stack } from '../../bin/stack/index.ts';
import type { Progress } from '../../bin/stack/progress.ts';
import { connect } from '../../db/client.ts';
import { migrate } from '../../db/migrate.ts';
import { fill } from './stress.ts';

/** Starts servers in a folder that goes with the process, with a hundred cases in the database. */
export async function startFilledStack(
  progress: Progress,
  ports: { readonly postgres: number; readonly temporal: number },
  closing: (() => Promise<unknown>)[],
): Promise<Stack> {
  const folder = await mkdtemp(join(tmpdir(), 'shixian-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  await chmod(folder, 0o711);
  const stack = await startStack({ folder, env: process.env, progress, ports });
  closing.push(() => stack.stop());
  await progress.stage('a hundred cases', async () => {
    await migrate(stack.databaseUrl);
    const owner = connect(stack.databaseUrl, { max: 2 });
    await fill(owner);
    await owner.destroy();
  });
  return stack;
}
