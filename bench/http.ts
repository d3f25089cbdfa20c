/**
 * How long the HTTP server's event loop is held up by what it refuses, and by the most that it serves, against a caller
 * who asks alone.
 */
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { createProgress } from '../bin/stack/progress.ts';
import { attacks } from './http/attacks.ts';
import type { Attack } from './http/attacks/attack.ts';
import { largest } from './http/attacks/largest.ts';
import { startFilledStack } from './http/filled-stack.ts';
import { floods } from './http/floods.ts';
import { endure, msUntilServed, type Endured } from './http/stress.ts';
import { startApiProcess } from './http/process.ts';
import { audience, issuer, tokens } from './http/target.ts';

const help = `Attacks the API and watches its event loop, on a stack of its own. Asserts nothing.

  node bench/http.ts [--only 'pages|slow']

  --only   attacks whose name fits this expression

  DATABASE_URL, TEMPORAL_ADDRESS   use these instead of servers of its own; a hundred cases then stay there

  answered    what the attack was answered with; ! where something else was expected
  turn        ms of processor time in the longest turn of the API's event loop: aim below 100
  delay       ms by which its loop was late at most, by the clock: grows with other load on the machine
  others      slowest answer to a caller who asks meanwhile, ms, and its ratio to the same caller alone

Then it floods the API for some seconds each, and prints

  peak        the most memory of its process since it began, MiB
  after       ms from the end of the flood until it serves again
`;

const floodMs = 5_000;

const progress = createProgress();
const closing: (() => Promise<unknown>)[] = [];
const interrupted = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]).then(() => {
  process.exitCode = 130;
});

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { only: { type: 'string', default: '' }, help: { type: 'boolean' } } });
  if (values.help) {
    process.stdout.write(help);
    return;
  }
  const stack = await startFilledStack(progress, { postgres: 22_000, temporal: 22_001 }, closing);
  const { keys, token, wrong } = await tokens();
  const api = await progress.stage('the API', () =>
    startApiProcess({ ...stack, issuer, audience, keys, limits: { headersTimeoutMs: 2_000, requestTimeoutMs: 4_000 } }),
  );
  closing.push(() => api.stop());
  const target = { port: api.port, token, wrong };
  const alone: Attack = {
    name: 'nobody attacks (the anchor)',
    refused: '',
    run: () =>
      new Promise(done => {
        setTimeout(done, 2_000, []);
      }),
  };
  await endure(api, target, alone);
  const anchor = await endure(api, target, alone);
  console.log(`\n${lineOf('attack', 'answered', 'turn', 'delay', 'others')}`);
  tell(alone, anchor, anchor);
  for (const attack of [...attacks(wrong), ...largest].filter(each => new RegExp(values.only).test(each.name))) {
    tell(attack, await endure(api, target, attack), anchor);
  }
  console.log(`\n${lineOf('flood', 'connections', 'peak', 'after', 'others')}`);
  for (const { name, connections, run } of floods.filter(each => new RegExp(values.only).test(each.name))) {
    const flood = { run: () => run(target, connections, floodMs).then(() => []) };
    const { watched, served } = await endure(api, target, flood);
    const peak = (watched.peakMemory / 2 ** 20).toFixed(0);
    const after = (await msUntilServed(api.port)).toFixed(0);
    console.log(lineOf(name, String(connections), peak, after, ratioOf(served, anchor)));
  }
}

const lineOf = (name: string, answered: string, turn: string, delay: string, others: string): string =>
  name.padEnd(58) + answered.padEnd(30) + turn.padStart(8) + delay.padStart(8) + others.padStart(16);

const ratioOf = ({ slowest }: Endured['served'], anchor: Endured): string =>
  `${slowest.toFixed(0)} (${(slowest / anchor.served.slowest).toFixed(1)} ×)`;

function tell({ name, refused }: Attack, { answers, watched, served }: Endured, anchor: Endured): void {
  const wrong = answers.some(each => each !== refused) || served.failed.length > 0;
  const answered = `${answers.join(', ')}${wrong ? ' !' : ''}`;
  const { turn, delay } = watched;
  console.log(lineOf(name, answered, turn.toFixed(1), delay.toFixed(1), ratioOf(served, anchor)));
  for (const failed of served.failed.slice(0, 2)) console.log(`  another caller was answered ${failed}`);
}

try {
  await Promise.race([main(), interrupted]);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  for (let last = closing.pop(); last; last = closing.pop()) await last();
}
process.exit();
