import { setTimeout as pause } from 'node:timers/promises';
import { readPublication, type Publication } from '../../db/calendars/publications.ts';
import type { Db } from '../../db/client.ts';
import type { Outcome } from '../exit-codes.ts';
import { stopSignal } from '../interrupt.ts';
import { progressLine } from './lines.ts';

const pollIntervalMs = 500;
/** Polls without news after which a person is told that no worker seems to run. */
const pollsUntilNote = 30;

/** Follows a publication to its end, a line whenever it came further. Ctrl-C stops the watching alone. */
export async function followPublication(db: Db, first: Publication): Promise<Outcome> {
  const signal = stopSignal();
  let printed = '';
  let unchanged = 0;
  for (let now: Publication | undefined = first; now; now = await readPublication(db, first.version)) {
    const line = progressLine(now);
    if (line !== printed) console.log(line);
    unchanged = line === printed ? unchanged + 1 : 0;
    printed = line;
    if (now.finishedAt !== undefined) {
      const unreached = now.refused + now.failed;
      if (unreached === 0) return 'done';
      console.error(`${unreached} cases could not be reached: see their refusals and dead letters.`);
      return 'found';
    }
    if (unchanged === pollsUntilNote)
      console.log('  No worker has taken a case for some time: it goes on as soon as one runs.');
    await pause(pollIntervalMs, undefined, { signal }).catch(() => {});
    if (signal.aborted) {
      console.log('Stopped watching; the workers carry on.');
      return 'interrupted';
    }
  }
  return 'done';
}
