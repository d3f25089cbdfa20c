/**
 * `npm run -s deployment -- status | promote <build> | move`: which builds of the workflow code work, which is current,
 * and how many cases run on each.
 */
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { promote, readBuilds } from '../operations/deployment/builds.ts';
import type { CommandContext } from '../commands/context.ts';
import { countCases, countMovable, moveCases } from '../operations/deployment/move.ts';
import { locateStack } from './compose/local-stack.ts';
import { interrupted } from './compose/interruption.ts';
import { SettingsError } from './compose/settings/setting.ts';
import { openServices, taskQueue } from './compose/services.ts';

const help = `Releases a new build of the workflow code: each run stays with the build that it began on until it is moved.

  npm run -s deployment -- status
      The builds, the newest first: is it current, has it workers, how many open cases run on it.
  npm run -s deployment -- promote <build>
      Makes a build current whose workers are running: new cases begin on it, and a case of another build moves to it after its next
      act or tick. Promoting the build before takes this back. Refused where it lacks a procedure version that an open case runs under.
  npm run -s deployment -- move [--rate <cases a second>] [--limit <cases>]
      Moves the open cases of all other builds to the current one, 20 a second if not said. Stop it and say it again as you like.

A case moves between two of its tasks, with all that it knows; acts meanwhile are answered, at worst by the same id asked again. A case
whose build has no worker any more starts again from its log. Stop the workers of a build when status says that no case is on it.

It asks the stack that npm start runs here, or the one that DATABASE_URL and TEMPORAL_ADDRESS name.
`;

async function status(context: CommandContext): Promise<void> {
  const builds = await readBuilds(context);
  if (builds.length === 0) {
    console.log('No worker has come yet. Start one: node bin/worker.ts');
    return;
  }
  const counts = new Map(await Promise.all(builds.map(async ({ id }) => [id, await countCases(context, id)] as const)));
  console.log('build         first seen            workers  open cases');
  for (const { id, isCurrent, hasWorker, since } of builds) {
    const cases = counts.get(id) ?? 0;
    if (!hasWorker && !isCurrent && cases === 0) continue;
    const note = isCurrent
      ? hasWorker
        ? 'current'
        : 'current, but no worker: start one, or promote a build that has one'
      : cases === 0
        ? 'may be stopped'
        : hasWorker
          ? ''
          : 'gone: its cases start again from their logs within a minute or two';
    console.log(
      `${id}  ${since?.toISOString().slice(0, 19).replace('T', ' ') ?? ''.padEnd(19)}   ${hasWorker ? 'yes' : 'no '}      ${String(cases).padStart(10)}  ${note}`.trimEnd(),
    );
  }
  const none = await countCases(context);
  if (none > 0) console.log(`${none} cases on no build yet`);
  if (!builds.some(each => each.isCurrent)) console.log('No build is current: nothing runs until you promote one.');
}

async function move(
  context: CommandContext,
  { rate, limit }: { readonly rate: number; readonly limit: number },
): Promise<boolean> {
  const stopping = new AbortController();
  void interrupted().then(() => {
    stopping.abort();
  });
  const current = (await readBuilds(context)).find(each => each.isCurrent)?.id;
  const total = current === undefined ? 0 : Math.min(limit, await countMovable(context, current));
  let done = 0;
  let said = 0;
  const { to, moved, left } = await moveCases(context, {
    rate,
    limit,
    signal: stopping.signal,
    onMoved(caseId, what) {
      done += 1;
      if (what === 'failed') console.error(`${caseId} could not be moved now; it stays where it is`);
      if (Date.now() - said < 1_000) return;
      said = Date.now();
      console.log(`${done} of ${Math.max(total, done)}`);
    },
  });
  const parts = [
    `${moved.rolledOver} rolled over`,
    ...(moved.startedAgain > 0 ? [`${moved.startedAgain} started again from their logs`] : []),
    ...(moved.noNeed > 0 ? [`${moved.noNeed} were there already`] : []),
    ...(moved.failed > 0 ? [`${moved.failed} failed`] : []),
  ];
  console.log(
    `To ${to}: ${parts.join(', ')}. ${stopping.signal.aborted ? 'Stopped; say it again to go on.' : left > 0 ? `${left} on other builds by Temporal's list, which lags by a second or so: see status.` : 'None is left on another build.'}`,
  );
  return moved.failed === 0;
}

function number(text: string | undefined, name: string, otherwise: number): number {
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new SettingsError(`Found --${name} ${text}, expected a whole number from 1 on.`);
  return value;
}

async function main(): Promise<void> {
  const {
    values,
    positionals: [word, build, ...more],
  } = parseArgs({
    allowPositionals: true,
    options: { help: { type: 'boolean' }, rate: { type: 'string' }, limit: { type: 'string' } },
  });
  if (values.help) return void process.stdout.write(help);
  if (
    more.length > 0 ||
    (build !== undefined) !== (word === 'promote') ||
    !['status', 'promote', 'move'].includes(word ?? '')
  )
    throw new SettingsError(`Expected status, promote <build> or move.\n\n${help}`);
  const moving = { rate: number(values.rate, 'rate', 20), limit: number(values.limit, 'limit', Infinity) };
  const shell = await openServices(await locateStack(), pino({ level: 'warn' }, pino.destination(2)));
  try {
    if (word === 'status') await status(shell.context);
    if (word === 'promote' && build !== undefined) {
      await promote(shell.context, build, { patience: 5_000 });
      console.log(
        `${build} is the current build of ${taskQueue}: new cases begin on it. Then: npm run -s deployment -- move`,
      );
    }
    if (word === 'move' && !(await move(shell.context, moving))) process.exitCode = 1;
  } finally {
    await shell.close();
  }
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = error instanceof SettingsError ? 2 : 1;
}
