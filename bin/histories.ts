/**
 * `npm run histories`: plays runs of every shape on a stack of its own, and keeps their histories for the replay tests.
 */
import { randomUUID } from 'node:crypto';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { pino } from 'pino';
import { promote } from '../operations/deployment/builds.ts';
import type { CommandContext } from '../commands/context.ts';
import { moveCases } from '../operations/deployment/move.ts';
import { startRecovery } from '../operations/recovery/recover.ts';
import { connect } from '../db/client.ts';
import { migrate } from '../db/migrate.ts';
import { startApi } from './compose/api.ts';
import { bundleWorkflows } from './compose/bundle.ts';
import { FrontEnd } from './demo/front-end.ts';
import { applicant, application, clerk, goodWay, nobodyActs, officer } from './demo/stories.ts';
import { demonstrationCalendar, writeDemonstration } from './compose/demonstration.ts';
import { localAudience, localIssuer, openIssuer } from './compose/issuer/issuer.ts';
import { connectionTo, openServices, taskQueue } from './compose/services.ts';
import { startStack } from './stack/index.ts';
import { createProgress, type Progress } from './stack/progress.ts';
import { startWorker } from './compose/worker.ts';

const help = `Plays cases of every released procedure version on a stack of its own, which is thrown away, and keeps the histories of their runs in
test/workflows/histories/, where npm test replays them. Takes a minute. Say it again when a change of the workflow code is meant, and
only then: see docs/operating.md, "Recorded histories".

  npm run histories
`;

const folder = new URL('../test/workflows/histories/', import.meta.url);
const allPapers = ['LAYOUT_PLAN', 'SAFETY_RULES', 'SIGNBOARD_SKETCH'];

/**
 * A shape of run: plays a case and gives its id. `renew` brings a worker of another build, which does the same, and
 * moves all cases to it.
 */
type Play = (api: FrontEnd, context: CommandContext, renew: () => Promise<void>) => Promise<string>;

const begun = async (api: FrontEnd): Promise<string> => {
  const { id } = await api.act(applicant, 'startRestaurantOpening', application(allPapers));
  await api.act(clerk, 'acceptCase', { caseId: id });
  return id;
};
/** A case's own id, from the API's. */
const rawIdOf = (id: string): string =>
  Buffer.from(id, 'base64')
    .toString()
    .replace(/^Case:/, '');
const licence = (api: FrontEnd, caseId: string) =>
  api.act(officer('market-regulation'), 'answerApproval', { caseId, step: 'licence', answer: 'AGREE' });

/** By procedure version: each that is released has a play of every shape here. */
const plays: Readonly<Record<string, Readonly<Record<string, Play>>>> = {
  'restaurant-opening.v1': {
    'good-way': async api => (await goodWay(api, () => {})).id,
    'left-alone': async api => (await nobodyActs(api, () => {})).id,
    async withdrawn(api) {
      const id = await begun(api);
      await api.act(applicant, 'withdrawCase', { caseId: id });
      return id;
    },
    async 'started-again'(api, { client }) {
      const id = await begun(api);
      await client.workflow.getHandle(rawIdOf(id)).terminate('lost');
      await licence(api, id);
      return id;
    },
    async 'rolled-over'(api, _context, renew) {
      const id = await begun(api);
      await renew();
      await licence(api, id);
      return id;
    },
  },
};

/** The histories of a case's runs, from the first that is not lost. */
async function historiesOf({ client }: CommandContext, caseId: string): Promise<readonly unknown[]> {
  const runs: { readonly runId: string; readonly startTime: Date }[] = [];
  for await (const { runId, startTime, status } of client.workflow.list({ query: `WorkflowId = "${caseId}"` }))
    if (status.name !== 'TERMINATED') runs.push({ runId, startTime });
  return await Promise.all(
    runs
      .toSorted((a, b) => Number(a.startTime) - Number(b.startTime))
      .map(
        async ({ runId }) =>
          JSON.parse(historyToJSON(await client.workflow.getHandle(caseId, runId).fetchHistory())) as unknown,
      ),
  );
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

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { help: { type: 'boolean' } } });
  if (values.help) return void process.stdout.write(help);
  const closing: (() => Promise<unknown>)[] = [];
  try {
    await record(createProgress(), closing);
  } finally {
    for (let close = closing.pop(); close; close = closing.pop()) await close();
  }
  console.log('Look at what changed, and commit test/workflows/histories/.');
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
