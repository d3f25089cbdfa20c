/** A building whose households have a case each, through GraphQL: how long it takes, and what its case weighs. */
import { rmSync } from 'node:fs';
import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { startStack } from '../bin/stack/index.ts';
import { createProgress } from '../bin/stack/progress.ts';
import type { CommandContext } from '../commands/context.ts';
import { implementations } from '../effects/index.ts';
import { audit } from '../operations/audit.ts';
import { startEffects } from '../operations/effects/effects.ts';
import { startProduct } from './engine/composed.ts';
import { begin, type Batch, withdrawAll } from './batch/acts.ts';
import { figuresOf, linesOf, progressOf } from './batch/figures.ts';

const help = `Opens a case for each household of a building, ends all of them, and tells what the building's
case weighs.

  node bench/batch.ts [--households 2000] [--callers 8]

  --households   households of the building, 1 to 2000
  --callers      who ends them, at once

Exit code: 0 every household was opened once, ended once and was counted by the building, and the audit finds nothing;
1 something was lost or doubled, or the audit found something.
`;

const progress = createProgress();

async function main(): Promise<number> {
  const number = (fallback: string) => ({ type: 'string', default: fallback }) as const;
  const { values } = parseArgs({
    options: { households: number('2000'), callers: number('8'), help: { type: 'boolean' } },
  });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const folder = await mkdtemp(join(tmpdir(), 'shixian-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  // As root PostgreSQL runs as another user: it must reach its data here.
  await chmod(folder, 0o711);
  const closing: (() => Promise<unknown>)[] = [];
  try {
    const ports = { postgres: 21_100, temporal: 21_101 };
    const stack = await startStack({ folder, env: process.env, progress, ports });
    closing.push(() => stack.stop());
    const { send, context } = await progress.stage('Shixian', () => startProduct(stack, folder, closing));
    const effects = startEffects(context, implementations);
    closing.push(() => effects.stop());
    return await measure({ send, context, households: Number(values.households), callers: Number(values.callers) });
  } finally {
    for (let close = closing.pop(); close; close = closing.pop()) await close();
  }
}

async function measure(batch: Batch): Promise<number> {
  const { context, households } = batch;
  const building = await progress.stage('the building is registered', () => begin(batch));
  const opening = performance.now();
  const opened = await progress.stage('a case for each household', detail =>
    until(async () => {
      const { children } = await progressOf(context, building);
      detail(`${children?.opened ?? 0}`);
      return (await idsOf(context, building)).length === households;
    }),
  );
  const ids = await idsOf(context, building);
  const ending = performance.now();
  await progress.stage('all of them end', detail => withdrawAll(batch, ids, detail));
  const ended = performance.now() - ending;
  await progress.stage('the building has heard of all of them', detail =>
    until(async () => {
      const { children, status } = await progressOf(context, building);
      detail(`${children?.ended ?? 0}`);
      return status === 'granted';
    }),
  );
  const findings: string[] = [];
  await progress.stage('audit', () =>
    audit(context, {
      patience: 60_000,
      selection: {},
      onFinding: ({ check, case: id, place, found }) => void findings.push(`${check} ${id} ${place}: ${found}`),
    }),
  );
  const figures = await figuresOf(context, building);
  const seconds = { opened: (opened - opening) / 1_000, ended: ended / 1_000 };
  console.log(['', ...linesOf(figures, seconds, households), ...findings.slice(0, 20)].join('\n'));
  return figures.lost + figures.doubled + findings.length === 0 ? 0 : 1;
}

/** Waits until it is so, and gives the time of then. */
async function until(isSo: () => Promise<boolean>): Promise<number> {
  while (!(await isSo())) await pause(500);
  return performance.now();
}

const idsOf = async ({ db }: CommandContext, building: string): Promise<readonly string[]> =>
  (await db.selectFrom('case').select('id').where('parent', '=', building).orderBy('id').execute()).map(({ id }) => id);

try {
  // A worker that could not start keeps the process alive.
  process.exit(await main());
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
