/**
 * Cases a second and p50 of a decision through GraphQL, against bare Temporal updates of the same number in the same
 * run.
 */
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { connectionTo } from '../bin/compose/services.ts';
import { startStack } from '../bin/stack/index.ts';
import { createProgress } from '../bin/stack/progress.ts';
import { bareCase, startAnchorWorker } from './bare/anchor.ts';
import { startProduct } from './engine/composed.ts';
import { startLeast } from './least/server.ts';
import { round, type Round } from './engine/figures.ts';
import { decisionsPerCase, wholeCase } from './engine/product.ts';
import { decision, tellProfile, watch } from './engine/profile.ts';
import { tell, type Rounds } from './engine/tell.ts';

const help = `Measures whole cases through GraphQL against bare Temporal updates, in turn, on a stack of its own.
Asserts nothing. Beside them "the least that keeps the promise": GraphQL with a token, a committed row before the
update and one after it, and nothing else. It tells what of the difference is the promise's own price, and what is the
product's.

  node bench/engine.ts [--cases 40] [--callers 8] [--rounds 3]

  --cases     cases of each round with several callers; a quarter of them with one caller
  --callers   callers at once
  --rounds    rounds of each kind, ours and bare in turn

  DATABASE_URL, TEMPORAL_ADDRESS   use these instead of servers of its own; the cases then stay there
`;

/** Cases of each kind before anything is measured. */
const warmUpCases = 80;

type One = (decided: (milliseconds: number) => void) => Promise<void>;

const progress = createProgress();
/** Somebody pressed Ctrl-C: no further case is begun. */
let stopped = false;
const closing: (() => Promise<unknown>)[] = [];
const close = async (): Promise<void> => {
  for (let last = closing.pop(); last; last = closing.pop()) await last();
};

async function main(): Promise<void> {
  const number = { type: 'string' } as const;
  const { values } = parseArgs({
    options: {
      cases: { ...number, default: '40' },
      callers: { ...number, default: '8' },
      rounds: { ...number, default: '3' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return;
  }
  const [cases, callers, rounds] = [
    positive('cases', values.cases),
    positive('callers', values.callers),
    positive('rounds', values.rounds),
  ];
  const measuring = measure(cases, callers, rounds);
  const interrupted = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]).then(() => {
    stopped = true;
  });
  try {
    await Promise.race([measuring, interrupted]);
    // What is under way ends first: closing under its feet would only make errors of it.
    if (stopped) await measuring.catch(() => {});
  } finally {
    await close();
  }
  process.exit(stopped ? 130 : 0);
}

function positive(name: string, given: string): number {
  const found = Number(given);
  if (Number.isInteger(found) && found > 0) return found;
  throw new Error(`--${name} is ${given}, expected a whole number from 1.\n\n${help}`);
}

async function measure(cases: number, callers: number, rounds: number): Promise<void> {
  // Its own signals would drain the workers under the cases that are still under way.
  Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] });
  watch();
  const folder = await mkdtemp(join(tmpdir(), 'shixian-bench-'));
  // The very last thing: at Ctrl-C what is still starting may write into it until then.
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  // Passable for the account that PostgreSQL runs as when we are root: its data then lie in this folder, and go with
  // it.
  await chmod(folder, 0o711);
  const stack = await startStack({ folder, env: process.env, progress, ports: { postgres: 21_000, temporal: 21_001 } });
  closing.push(() => stack.stop());
  const { send, client } = await progress.stage('Shixian', () => startProduct(stack, folder, closing));
  const anchor = await startAnchorWorker(connectionTo(stack), stack.temporal.namespace);
  closing.push(() => anchor.stop());
  const least = await startLeast(client, stack.databaseUrl, decisionsPerCase);
  closing.push(() => least.stop());

  const unlessStopped =
    (one: One): One =>
    decided => {
      if (stopped) throw new Error('Stopped.');
      return one(decided);
    };
  const ours = unlessStopped(decided => wholeCase(send, decided));
  const bare = unlessStopped(decided => bareCase(client, decisionsPerCase, decided));
  const kept = unlessStopped(decided => least.one(decided));
  const inTurn = async (name: string, number: number, at: number): Promise<Rounds> => {
    const [mine, bares, leasts]: [Round[], Round[], Round[]] = [[], [], []];
    for (let each = 1; each <= rounds; each += 1) {
      mine.push(await progress.stage(`${name}, round ${each} of ${rounds}: Shixian`, () => round(number, at, ours)));
      bares.push(
        await progress.stage(`${name}, round ${each} of ${rounds}: bare updates`, () => round(number, at, bare)),
      );
      leasts.push(
        await progress.stage(`${name}, round ${each} of ${rounds}: the least that keeps the promise`, () =>
          round(number, at, kept),
        ),
      );
    }
    return { mine, bares, leasts };
  };
  await progress.stage('warming up', async () => {
    // Until V8 has compiled what runs: the first cases take twice the processor time of the fiftieth.
    await round(warmUpCases, callers, ours);
    await round(warmUpCases, callers, bare);
    await round(warmUpCases, callers, kept);
  });
  const few = Math.ceil(cases / 4);
  const several = await inTurn(`${callers} callers`, cases, callers);
  const single = await inTurn('one caller', few, 1);
  await progress.stage('profile', () =>
    round(few, 1, decided =>
      wholeCase(
        (who, mutation, input) =>
          mutation.startsWith('start') ? send(who, mutation, input) : decision(() => send(who, mutation, input)),
        decided,
      ),
    ),
  );
  console.log('');
  tell(`${callers} callers`, several);
  tell('one caller', single);
  tellProfile();
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
