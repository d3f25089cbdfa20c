/** What a caller who does no harm goes through while somebody floods the shipped proxy and the API behind it. */
import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { setPriority } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createProgress } from '../bin/stack/progress.ts';
import { startProxy } from '../test/production/proxy.ts';
import { findCaddy } from '../test/support/caddy.ts';
import { askFor, quantile, type Door, type Times } from './door/caller.ts';
import type { Order } from './door/attacker.ts';
import { startFilledStack } from './http/filled-stack.ts';
import { floods } from './http/floods.ts';
import { type ApiProcess, startApiProcess } from './http/process.ts';
import { audience, issuer, tokens } from './http/target.ts';

const help = `Floods the API behind the shipped proxy (Caddy) and measures a caller ten times a second. Asserts nothing.

  node bench/door.ts [--seconds 55] [--only 'documents|idle'] [--bare] [--anchor] [--ahead]

  --seconds  for how long each flood lasts
  --only     floods whose name fits this expression
  --bare     without the proxy, straight to the API
  --anchor   in place of the API a server that answers all at once: what the machine and the proxy take of the figures
  --ahead    ahead of all other processes of the machine, for one that is not quiet; takes root

The attacker and the proxy share the first core, where the attacker has the lower priority; the API, PostgreSQL and the
caller have the second. The rates are those of the settings. The attacker has an address of its own.

  p50, p99   of the caller, ms; its bound is twice the p50 without a flood and 50 ms
  failed     answers that were not the ones asked for
  api, proxy share of a core that its process took
  peak       the most memory of the API's process since it began, MiB; it is granted 1,024
`;

const progress = createProgress();
const closing: (() => Promise<unknown>)[] = [];
const interrupted = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]).then(() => {
  process.exitCode = 130;
});
const rates = { perAddress: 200, anonymous: 10, perPerson: 20, trustedProxies: '127.0.0.1' };
const [attackersCore, ourCore] = ['0', '1'] as const;
const pin = (core: string, pid: number): unknown => execFileSync('taskset', ['-a', '-cp', core, String(pid)]);

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      seconds: { type: 'string', default: '55' },
      only: { type: 'string', default: '' },
      bare: { type: 'boolean', default: false },
      anchor: { type: 'boolean', default: false },
      ahead: { type: 'boolean', default: false },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return;
  }
  pin(ourCore, process.pid);
  if (values.ahead) goAhead();
  const stack = await startFilledStack(progress, { postgres: 22_500, temporal: 22_501 }, closing);
  const { keys, token } = await tokens();
  const api = values.anchor
    ? await startAnchor()
    : await startApiProcess({ ...stack, issuer, audience, keys, limits: {}, rates }, [
        '--max-old-space-size=512',
        '--max-semi-space-size=4',
        '--v8-pool-size=1',
      ]);
  closing.push(() => api.stop());
  const proxy = await startProxy(await findCaddy({ env: process.env, progress }), [api.port]);
  closing.push(() => proxy.stop());
  pin(attackersCore, proxy.pid);
  const door: Door = values.bare ? { port: api.port, token } : { port: proxy.httpsPort, ca: proxy.ca, token };
  const durationMs = Number(values.seconds) * 1_000;
  await askFor(3_000, door);
  const quiet = await askFor(Math.min(durationMs, 20_000), door);
  const bound = 2 * quantile(quiet, 0.5) + 50;
  console.log(
    `\n${lineOf('flood', 'connections', 'p50', 'p99', 'failed', 'peak', 'api', 'proxy', `bound ${bound.toFixed(0)}`)}`,
  );
  tell('nobody floods', 0, quiet, 0, bound, []);
  for (const { name, connections } of floods.filter(each => new RegExp(values.only).test(each.name))) {
    const order = {
      flood: name,
      port: door.port,
      tls: !values.bare,
      localAddress: '127.0.0.2',
      connections,
      durationMs,
      isAhead: values.ahead,
    };
    const before = [cpuSeconds(api.pid), cpuSeconds(proxy.pid)];
    const { found, watched } = await api.watched(() => during(order, () => askFor(durationMs, door)));
    const shares = [api.pid, proxy.pid].map((pid, index) => (cpuSeconds(pid) - before[index]!) / (durationMs / 1_000));
    tell(name, connections, found, watched.peakMemory, bound, shares);
    await new Promise(done => setTimeout(done, 3_000));
  }
}

/**
 * Puts this process, whoever it starts, and the kernel's own work for connections ahead of the machine's others: in
 * real time, in slices of 2 ms. With the usual 100 ms a process would wait that long for its own threads.
 */
function goAhead(): void {
  const slice = '/proc/sys/kernel/sched_rr_timeslice_ms';
  const before = readFileSync(slice, 'utf8');
  closing.push(() => writeFile(slice, before));
  writeFileSync(slice, '2');
  writeFileSync('/proc/self/autogroup', '-20');
  execFileSync('chrt', ['-a', '-r', '-p', '5', String(process.pid)]);
  const ofKernel = execFileSync('pgrep', ['ksoftirqd'], { encoding: 'utf8' }).trim().split('\n');
  for (const pid of ofKernel) execFileSync('chrt', ['-r', '-p', '6', pid]);
  closing.push(async () => {
    for (const pid of ofKernel) execFileSync('chrt', ['-o', '-p', '0', pid]);
  });
}

/** The anchor in place of the API: nothing watches its memory. */
async function startAnchor(): Promise<ApiProcess> {
  const child = fork(join(import.meta.dirname, 'door/anchor.ts'));
  const [{ port }] = (await once(child, 'message')) as [{ readonly port: number }];
  return {
    port,
    pid: child.pid ?? 0,
    watched: async during => ({ found: await during(), watched: { turn: 0, delay: 0, peakMemory: 0 } }),
    stop: async () => {
      child.kill();
      await once(child, 'exit');
    },
  };
}

/** Processor time of a process so far; the kernel counts it in hundredths of a second. */
const cpuSeconds = (pid: number): number => {
  const [user = '0', system = '0'] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ').slice(11, 13);
  return (Number(user) + Number(system)) / 100;
};

/** Does something while a process of its own floods. */
async function during<T>(order: Order, work: () => Promise<T>): Promise<T> {
  const attacker = fork(join(import.meta.dirname, 'door/attacker.ts'));
  const ended = once(attacker, 'exit');
  pin(attackersCore, attacker.pid ?? 0);
  // The attacker has what the others leave of its core, and comes before the rest of the machine.
  if (order.isAhead) execFileSync('chrt', ['-a', '-o', '-p', '0', String(attacker.pid)]);
  setPriority(attacker.pid ?? 0, order.isAhead ? -20 : 10);
  attacker.send(order);
  const done = await work();
  attacker.kill('SIGKILL');
  await ended;
  return done;
}

const lineOf = (name: string, ...columns: readonly string[]): string =>
  name.padEnd(46) + columns.map(each => each.padStart(12)).join('');

function tell(
  name: string,
  connections: number,
  times: Times,
  peak: number,
  bound: number,
  shares: readonly number[],
): void {
  const p99 = quantile(times, 0.99);
  const columns = [quantile(times, 0.5).toFixed(1), p99.toFixed(1), `${times.failed}/${times.asked}`];
  const isKept = p99 <= bound && times.failed === 0;
  const figures = [(peak / 2 ** 20).toFixed(0), ...shares.map(share => `${(share * 100).toFixed(0)} %`)];
  console.log(lineOf(name, String(connections), ...columns, ...figures, isKept ? '' : 'beyond'));
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
