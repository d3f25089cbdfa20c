/** How soon thousands who follow changes see them, on one API process, and what that costs whoever only asks. */
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createProgress } from '../bin/stack/progress.ts';
import { connect } from '../db/client.ts';
import { startDelivery } from '../delivery/delivery.ts';
import { startFilledStack } from './http/filled-stack.ts';
import { startApiProcess } from './http/process.ts';
import { createAudience, type Audience } from './live/audience.ts';
import { watchCaller } from './live/caller.ts';
import { createChanger } from './live/changer.ts';
import { createSigner } from './live/signer.ts';

const help = `Subscribes thousands to one API process, on a stack of its own, and changes cases. Asserts nothing.

  node bench/live.ts [--subscribers 2000] [--few 20] [--changes 50] [--rounds 3]

  --subscribers  streams, each of a person of its own
  --few          of these follow a desk that the others do not
  --changes      changes at that desk, one after the other
  --rounds       changes of a case that all follow

  few      ms from a change's commit until one of the few has it, p50 and p95: aim below 300
  all      ms until the last of all has it: aim below 5000
  others   ms of a caller who asks a case ten times a second: alone, and while all are told; aim below x 2
  memory   MiB that the API's process had at most: before the streams, and at the end
`;

const progress = createProgress();
const closing: (() => Promise<unknown>)[] = [];
const interrupted = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]).then(() => {
  process.exitCode = 130;
});
const quantile = (values: readonly number[], q: number): string =>
  (values.toSorted((one, other) => one - other)[Math.ceil(values.length * q) - 1] ?? 0).toFixed(0);
const mebibytes = (bytes: number): string => (bytes / 2 ** 20).toFixed(0);

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      subscribers: { type: 'string', default: '2000' },
      few: { type: 'string', default: '20' },
      changes: { type: 'string', default: '50' },
      rounds: { type: 'string', default: '3' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return;
  }
  const [subscribers, few, changes, rounds] = [values.subscribers, values.few, values.changes, values.rounds].map(
    Number,
  ) as [number, number, number, number];
  const stack = await startFilledStack(progress, { postgres: 22_000, temporal: 22_001 }, closing);
  const owner = connect(stack.databaseUrl, { max: 4 });
  closing.push(() => owner.destroy());
  const signer = await createSigner(owner, subscribers);
  const { issuer, audience, keys } = signer;
  const limits = { streams: subscribers + 10, streamsPerAddress: subscribers + 10, connections: subscribers + 100 };
  const api = await progress.stage('the API', () => startApiProcess({ ...stack, issuer, audience, keys, limits }));
  closing.push(() => api.stop());
  const delivery = startDelivery({ db: owner, onError: error => console.error(error) });
  closing.push(() => delivery.stop());
  const { watched: before } = await api.watched(() => pause(500));
  const all = await progress.stage(`${subscribers} streams`, () => createAudience(api.port, signer.tokens, few));
  closing.push(() => Promise.resolve(all.close()));
  const change = createChanger(owner);
  const measured = await api.watched(async () => {
    const alone = await watchCaller(api.port, signer.callerToken, () => pause(5_000));
    const seen: number[] = [];
    for (let nth = 0; nth < changes; nth += 1) seen.push(...(await seenBy(all, few, await change('few'))));
    console.log(`few     p50 ${quantile(seen, 0.5)}   p95 ${quantile(seen, 0.95)}   of ${seen.length}`);
    for (let round = 0; round < rounds; round += 1) {
      const during = await watchCaller(api.port, signer.callerToken, async () => {
        const times = await seenBy(all, subscribers, await change('all'));
        console.log(`all     last ${quantile(times, 1)}   p50 ${quantile(times, 0.5)}   of ${times.length}`);
      });
      console.log(
        `others  alone p50 ${quantile(alone, 0.5)} p95 ${quantile(alone, 0.95)}   meanwhile p50 ` +
          `${quantile(during, 0.5)} p95 ${quantile(during, 0.95)}   asked ${during.length}`,
      );
    }
  });
  console.log(`memory  before ${mebibytes(before.peakMemory)}   at most ${mebibytes(measured.watched.peakMemory)}`);
}

/** Milliseconds until each of so many have been told of a change; of the whole audience or of the few. */
async function seenBy(audience: Audience, count: number, { at, caseId }: { at: number; caseId: string }) {
  const times = await audience.toldOf(caseId, count);
  return times.map(time => time - at);
}

try {
  await Promise.race([main(), interrupted]);
} finally {
  for (const close of closing.toReversed()) await close();
}
