/**
 * The API as a process of its own, that tells over IPC how long its event loop was kept busy: for the bench of the HTTP
 * server and its test.
 */
import { BlockList } from 'node:net';
import { existsSync, readFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { readNetworks } from '../../api/http/caller-address.ts';
import { pino } from 'pino';
import { startApi } from '../../bin/compose/api.ts';
import { demonstrationCalendar } from '../../bin/compose/demonstration.ts';
import { openServices } from '../../bin/compose/services.ts';
import type { Began, Watched } from './process.ts';

const log = pino({ enabled: false });
const delay = monitorEventLoopDelay({ resolution: 5 });

/**
 * The longest turn of the loop, in milliseconds of its thread's processor time: other processes of the machine cannot
 * lengthen it.
 */
let longest = 0;
let before = process.threadCpuUsage();
setInterval(() => {
  const now = process.threadCpuUsage();
  longest = Math.max(longest, (now.user + now.system - before.user - before.system) / 1_000);
  before = now;
}, 1);

/** The kernel's own figure where it tells one: `maxRSS` also counts the process that this one was forked from. */
function peakMemory(): number {
  const file = '/proc/self/status';
  const peak = existsSync(file) ? /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(file, 'utf8'))?.[1] : undefined;
  return Number(peak ?? process.resourceUsage().maxRSS) * 1_024;
}

process.on('message', (message: Began | 'watch' | 'tell') => {
  if (typeof message === 'object') {
    const { databaseUrl, temporal, issuer, audience, keys, limits, rates } = message;
    void openServices({ databaseUrl, temporal }, log)
      .then(services =>
        startApi({
          services,
          host: '127.0.0.1',
          port: 0,
          production: true,
          calendar: demonstrationCalendar,
          log,
          issuer,
          audience,
          keys,
          limits,
          rates: rates && { ...rates, trustedProxies: readNetworks(rates.trustedProxies) ?? new BlockList() },
        }),
      )
      .then(({ port }) => process.send?.({ port }));
  } else if (message === 'watch') {
    delay.reset();
    delay.enable();
    longest = 0;
  } else {
    const told: Watched = { turn: longest, delay: delay.max / 1e6, peakMemory: peakMemory() };
    process.send?.(told);
  }
});
process.on('disconnect', () => process.exit());
