import { randomUUID } from 'node:crypto';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { pino } from 'pino';
import { promote } from '../../operations/deployment/builds.ts';
import { moveCases } from '../../operations/deployment/move.ts';
import { startRecovery } from '../../operations/recovery/recover.ts';
import { connect } from '../../db/client.ts';
import { migrate } from '../../db/migrate.ts';
import { startApi } from '../../bin/compose/api.ts';
import { bundleWorkflows } from '../../bin/compose/bundle.ts';
import { FrontEnd } from '../demo/front-end.ts';
import { demonstrationCalendar, writeDemonstration } from '../../bin/compose/demonstration.ts';
import { localAudience, localIssuer, openIssuer } from '../../bin/compose/issuer/issuer.ts';
import { connectionTo, openServices, taskQueue } from '../../bin/compose/services.ts';
import { startStack } from '../../bin/stack/index.ts';
import { createProgress, type Progress } from '../../bin/stack/progress.ts';
import { startWorker } from '../../bin/compose/worker.ts';
import { historiesOf, plays, rawIdOf } from './plays.ts';
import { stopSignal } from '../interrupt.ts';
import { Interrupted, untilInterrupted } from '../../bin/compose/interruption.ts';

const folder = new URL('../../test/workflows/histories/', import.meta.url);

/** Records the histories of every shape of run, on a stack that is thrown away. */
export async function recordAll(): Promise<void> {
  const signal = stopSignal();
  const stopped = new Promise<void>(resolve => {
    signal.addEventListener('abort', () => {
      resolve();
    });
  });
  const closing: (() => Promise<unknown>)[] = [];
  try {
    await record(untilInterrupted(createProgress(), stopped), closing);
    console.log('Look at what changed, and commit test/workflows/histories/.');
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
  } finally {
    for (let close = closing.pop(); close; close = closing.pop()) await close();
  }
}

async function record(progress: Progress, closing: (() => Promise<unknown>)[]): Promise<void> {
  const scratch = await mkdtemp(join(tmpdir(), 'shixian-histories-'));
  // As root PostgreSQL runs as another user, who must reach its data here.
  await chmod(scratch, 0o711);
  closing.push(() => rm(scratch, { recursive: true, force: true }));
  const { DATABASE_URL: _database, TEMPORAL_ADDRESS: _address, ...env } = process.env;
  const stack = await startStack({
    folder: scratch,
    env,
    progress,
    fast: true,
    ports: { postgres: 26_432, temporal: 8_233 },
  });
  closing.push(() => stack.stop());
  await migrate(stack.databaseUrl);
  const owner = connect(stack.databaseUrl, { max: 1 });
  await writeDemonstration(owner);
  await owner.destroy();
  Runtime.install({ shutdownSignals: [], logger: new DefaultLogger('ERROR') });
  const log = pino({ enabled: false });
  const services = await openServices(stack, log);
  closing.push(() => services.close());
  const bundle = await progress.stage('workflow code', () => bundleWorkflows());
  if (!('code' in bundle)) throw new Error('Found a bundle without code.');
  const start = async (workflowBundle: typeof bundle): Promise<void> => {
    const worker = await startWorker({
      db: services.db,
      temporal: connectionTo(stack),
      namespace: stack.temporal.namespace,
      taskQueue,
      workflowBundle,
    });
    closing.push(() => worker.stop());
    await promote(services.context, worker.build);
  };
  await progress.stage('worker', () => start(bundle));
  const recovery = startRecovery(services.context);
  closing.push(() => recovery.stop());
  const issuer = await openIssuer(scratch);
  const api = await startApi({
    services,
    log,
    host: '127.0.0.1',
    port: 0,
    production: false,
    calendar: demonstrationCalendar,
    issuer: localIssuer,
    audience: localAudience,
    keys: issuer.keys,
  });
  closing.push(() => api.stop());
  const renew = async (): Promise<void> => {
    await start({
      ...bundle,
      code: bundle.code.replace('//# sourceMappingURL', `// ${randomUUID()}\n//# sourceMappingURL`),
    });
    await moveCases(services.context);
  };
  await mkdir(folder, { recursive: true });
  for (const [name, play] of Object.entries(plays).flatMap(([type, shapes]) =>
    Object.entries(shapes).map(([shape, each]) => [`${type}.${shape}`, each] as const),
  )) {
    await progress.stage(name, async detail => {
      const caseId = rawIdOf(await play(new FrontEnd(api.url, issuer), services.context, renew));
      // Until the last task of the run is in its history, and the list knows its runs.
      await new Promise(resolve => {
        setTimeout(resolve, 3_000);
      });
      const histories = await historiesOf(services.context, caseId);
      const text = `${JSON.stringify(histories)}\n`;
      await writeFile(new URL(`${name}.json`, folder), text);
      detail(`${histories.length} ${histories.length === 1 ? 'run' : 'runs'}, ${Math.ceil(text.length / 1_000)} kB`);
    });
  }
}
