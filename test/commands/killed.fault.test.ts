import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { Calendars } from '../../commands/calendars.ts';
import { publishVersion, readPublication } from '../../db/calendars/publications.ts';
import { readCase } from '../../db/cases/cases.ts';
import { readRepins } from '../../db/directory/repins.ts';
import { verifyChain } from '../../db/log/read.ts';
import { messagesOf } from '../../db/outbox/outbox.ts';
import { formatInstant } from '../../domain/calendar/day.ts';
import { startRecovery } from '../../operations/recovery/recover.ts';
import { startShell, type TestShell } from '../support/worker.ts';
import { eventsOf } from '../support/events.ts';
import { amended, anotherBrigade, reviewedInMarch, withoutTuesday } from './changes.ts';

let shell: TestShell;
beforeAll(async () => {
  shell = await startShell();
});
afterAll(async () => {
  await shell.stop();
});

/** So many cases in review, six at a time: more at once would wait for each other. */
async function reviewed(count: number): Promise<readonly string[]> {
  const ids: string[] = [];
  while (ids.length < count) ids.push(...(await Promise.all(Array.from({ length: 6 }, () => reviewedInMarch(shell)))));
  return ids;
}

interface Progress {
  readonly cases: number;
  readonly open: number;
  readonly finishedAt?: number | undefined;
}

/** Another process carries on what is begun, is killed when so many cases are done, and two more carry it on. */
async function killInTheMiddle(progress: () => Promise<Progress>, after: number): Promise<void> {
  const child = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      fileURLToPath(new URL('../support/publisher.ts', import.meta.url)),
      shell.database.url,
      inject('temporalAddress'),
      inject('temporalNamespace'),
      shell.context.taskQueue,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const done = async (): Promise<number> => progress().then(({ cases, open }) => cases - open);
  await expect.poll(done, { interval: 20, timeout: 30_000 }).toBeGreaterThan(after);
  child.kill('SIGKILL');
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  expect([code, signal]).toEqual([null, 'SIGKILL']);
  const left = await progress();
  console.info(`killed at ${left.cases - left.open} of ${left.cases} cases`);
  expect(left.open, 'it was in the middle').toBeGreaterThan(0);
  const loops = [
    startRecovery(shell.context, { look: 100 }),
    startRecovery({ ...shell.context, calendars: new Calendars(shell.context.db) }, { look: 100 }),
  ];
  try {
    await expect
      .poll(async () => (await progress()).finishedAt, { timeout: 40_000, interval: 200 })
      .toBeTypeOf('number');
  } finally {
    await Promise.all(loops.map(each => each.stop()));
  }
}

test('a re-pinning killed in the middle is carried on by another process, once for every case', async () => {
  const ids = await reviewed(24);
  const { version } = await anotherBrigade(shell, { rate: 6 });
  const progress = async () => (await readRepins(shell.context.db, version))[0]!;
  await killInTheMiddle(progress, 5);
  expect(await progress()).toMatchObject({ cases: 24, repinned: 24, refused: 0, failed: 0, open: 0 });
  for (const id of ids) {
    expect((await eventsOf(shell, id)).filter(event => event.type === 'repinned')).toHaveLength(1);
    expect(await verifyChain(shell.context.db, id)).toMatchObject({ whole: true });
  }
}, 120_000);

test('a publication killed in the middle is carried on by another process, once for every case', async () => {
  const ids = await reviewed(36);
  const file = amended(withoutTuesday);
  const publish = () =>
    publishVersion(shell.context.db, {
      file,
      actor: { person: 'p-administrator', role: 'administrator' },
      key: `p-administrator:${file.version}`,
      rate: 12,
    });
  // The cases of the test before are among them.
  const { cases } = await publish();
  expect(cases).toBeGreaterThanOrEqual(36);
  const progress = async () => (await readPublication(shell.context.db, file.version))!;
  await killInTheMiddle(progress, 12);
  // Asked again, as an administrator would, it is the same publication.
  await publish();
  expect(await progress()).toMatchObject({ cases, recomputed: cases, skipped: 0, refused: 0, failed: 0, open: 0 });
  for (const id of ids) {
    expect((await eventsOf(shell, id)).filter(event => event.type === 'recomputed')).toHaveLength(1);
    const promise = (await readCase(shell.context.db, id))!.view.clocks.find(each => each.clock === 'promise');
    expect(formatInstant(promise!.due!)).toMatch(/^2027-04-01T17:30/);
    expect(await verifyChain(shell.context.db, id)).toMatchObject({ whole: true });
    const messages = await messagesOf(shell.context.db, id, 'p-applicant');
    expect(messages.filter(each => each.kind === 'recomputed')).toHaveLength(1);
  }
}, 120_000);
