import { allowLoopback } from '../../api/http/cors.ts';
import { defaultLimits } from '../../api/http/limits.ts';
import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { makeLog } from '../../api/http/log.ts';
import type { RunningServer } from '../../api/http/server.ts';
import { httpMetrics } from '../../api/http/metrics.ts';
import { lacksProcedures, promote } from '../../operations/deployment/builds.ts';
import { describeError } from '../../telemetry/safe-error.ts';
import { commandMetrics, recoveryMetrics } from '../../commands/metrics.ts';
import { startDelivery } from '../../delivery/delivery.ts';
import { implementations } from '../../effects/index.ts';
import { startEffects } from '../../operations/effects/effects.ts';
import { startFiles } from '../../operations/files/files.ts';
import { openFolder } from '../../operations/files/folder-store.ts';
import type { FileStore } from '../../operations/files/store.ts';
import { startRecovery } from '../../operations/recovery/recover.ts';
import { lackingIn } from '../../db/operations/builds.ts';
import { connect } from '../../db/client.ts';
import { migrate } from '../../db/migrate.ts';
import { readDirectory } from '../../db/directory/directory.ts';
import type { Directory } from '../../domain/directory/directory.ts';
import { startApi } from './api.ts';
import { bundleWorkflows } from './bundle.ts';
import { writeRegister } from './city/register.ts';
import { seedCases } from './city/seed.ts';
import { Closing } from './closing.ts';
import {
  demonstrationCalendar,
  demonstrationFileKey,
  demonstrationIdentityKey,
  writeDemonstration,
} from './demonstration.ts';
import type { DevelopmentPerson } from '../../api/http/person-picker.ts';
import { localAudience, localIssuer, openIssuer, type Issuer } from './issuer/issuer.ts';
import { Interrupted, interrupted, untilInterrupted } from './interruption.ts';
import { someViewer } from './issuer/people.ts';
import { workerChecks } from '../../telemetry/health-checks.ts';
import { startOpsServer } from './ops-server.ts';
import { processMetrics } from '../../telemetry/process-metrics.ts';
import { installTemporalRuntime } from '../../telemetry/temporal-runtime.ts';
import { connectionGauges, databaseGauges } from '../../telemetry/database-gauges.ts';
import { startTracingFrom } from '../../telemetry/tracing.ts';
import { readSettings, type Values } from './settings/setting.ts';
import { localSettings, observability } from './settings/settings.ts';
import { loadProcedures, unavailableIn } from './procedures.ts';
import { readUnits } from '../../db/directory/units.ts';
import { connectionTo, openServices, taskQueue, type Services } from './services.ts';
import { startStack } from '../stack/index.ts';
import { createProgress, type Progress } from '../stack/progress.ts';
import { startWorker } from './worker.ts';

import { apiUrlFile, dataFolder, temporalAddressFile } from './local-stack.ts';

const rolesShown = ['applicant', 'window-clerk', 'officer', 'supervisor'] as const;

interface Development {
  readonly progress: Progress;
  readonly closing: Closing;
  readonly port: number;
  readonly observed: Values<typeof observability>;
  readonly env: NodeJS.ProcessEnv;
  readonly directory: Directory | undefined;
}

/**
 * Runs the whole product on this machine until Ctrl-C. What the environment does not name is brought up here and taken
 * down with it.
 * @param port the port of the API; 0 lets the system choose, a taken one gives way to the next free one
 * @param directory to which units, posts and people are brought; without it those that are there stay
 */
export async function runDevelopment(port: number, directory?: Directory): Promise<void> {
  const { values: observed, env } = readSettings({ ...localSettings, ...observability }, process.env);
  const closing = new Closing();
  const stopped = interrupted();
  void stopped.then(() => {
    console.log('\nStopping … Ctrl-C again ends it at once.');
  });
  try {
    await start({ progress: untilInterrupted(createProgress(), stopped), closing, port, observed, env, directory });
    await stopped;
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
  } finally {
    await closing.close();
  }
  console.log('Stopped. The data stay in .shixian/.');
}

async function start({ progress, closing, port, observed, env, directory: given }: Development): Promise<void> {
  const stack = await startStack({ folder: dataFolder, env, progress });
  closing.add(() => stack.stop());
  if (!env['TEMPORAL_ADDRESS'])
    await writeFile(temporalAddressFile, `${stack.temporal.address} ${stack.temporal.namespace}\n`);
  const directory = await progress.stage('migrations and demonstration data', () =>
    prepareDatabase(stack.databaseUrl, given),
  );
  const log = makeLog(createWriteStream(join(dataFolder, 'shixian.log'), { flags: 'a' }), observed.LOG_LEVEL);
  const workflowBundle = await progress.stage('workflow code', () => bundleWorkflows());
  const telemetry = await installTemporalRuntime(log);
  const tracing = startTracingFrom(observed, 'shixian');
  closing.add(async () => tracing?.stop());
  const services = await openServices({ ...stack, tracing }, log);
  closing.add(() => services.close());
  for (const [procedure, reasons] of unavailableIn(services.context.procedures, {
    units: await readUnits(services.db),
  }))
    progress.say(`⚠ nothing can be received under ${procedure}: ${reasons.join('; ')}`);
  const worker = await progress.stage('worker', () =>
    startWorker({
      db: services.db,
      temporal: connectionTo(stack),
      namespace: stack.temporal.namespace,
      taskQueue,
      workflowBundle,
      tracing,
      onFailure: error => {
        log.error({ fault: describeError(error) }, 'the worker ended');
      },
    }),
  );
  closing.add(() => worker.stop());
  await progress.stage(`build ${worker.build}`, () => promote(services.context, worker.build, { anyway: true }));
  const lacking = await lackingIn(services.db, worker.build);
  if (lacking.length > 0) progress.say(lacksProcedures(worker.build, lacking));
  const recovery = startRecovery(services.context);
  closing.add(() => recovery.stop());
  const store = await openFolder(join(dataFolder, 'files'));
  const files = startFiles({ db: services.db, store, log }, undefined);
  closing.add(() => files.stop());
  const effects = startEffects(services.context, implementations);
  closing.add(() => effects.stop());
  const delivery = startDelivery({
    db: services.db,
    onError: error => {
      log.warn({ fault: describeError(error) }, 'delivery failed and is tried again');
    },
  });
  closing.add(() => delivery.stop());
  const issuer = await openIssuer(dataFolder);
  const tokens = await tokensOf(issuer, directory);
  const people = tokens.map(([name, token]) => ({ name, token }));
  const api = await progress.stage('API', () => startLocalApi({ services, issuer, port, log, store, people }));
  closing.add(() => api.stop());
  sayTaken(progress, port, Number(new URL(api.url).port), 'the API takes');
  const ops = await startOpsServer({
    host: observed.METRICS_HOST,
    port: observed.METRICS_PORT,
    orNext: true,
    more: telemetry.metrics,
    ready: workerChecks(services.context, worker.identity, worker.runs),
    registries: [
      processMetrics(),
      httpMetrics,
      commandMetrics,
      recoveryMetrics,
      databaseGauges(services.db),
      connectionGauges(services.db),
    ],
  });
  closing.add(() => ops.stop());
  sayTaken(progress, observed.METRICS_PORT, ops.port, 'the metrics take');
  await writeFile(apiUrlFile, `${api.url}\n`);
  console.log(welcome(api.url, ops.port, tokens));
}

async function prepareDatabase(databaseUrl: string, given: Directory | undefined): Promise<Directory> {
  await migrate(databaseUrl);
  const db = connect(databaseUrl, { max: 2 });
  try {
    await writeDemonstration(db, given);
    await writeRegister(db);
    const directory = await readDirectory(db);
    await seedCases(db, loadProcedures, Date.now(), directory);
    return directory;
  } finally {
    await db.destroy();
  }
}

interface LocalApi {
  readonly services: Services;
  readonly issuer: Issuer;
  readonly port: number;
  readonly log: Logger;
  readonly store: FileStore;
  /** As whom GraphiQL may ask. */
  readonly people: readonly DevelopmentPerson[];
}

const startLocalApi = ({ services, issuer, port, log, store, people }: LocalApi): Promise<RunningServer> =>
  startApi({
    services,
    log,
    host: '127.0.0.1',
    port,
    people,
    production: false,
    // A front end under development is served on a port of its own.
    isAllowedOrigin: allowLoopback,
    calendar: demonstrationCalendar,
    identityKey: demonstrationIdentityKey,
    files: { store, mostBytes: defaultLimits.fileBytes, isScanned: false },
    fileKey: demonstrationFileKey,
    issuer: localIssuer,
    audience: localAudience,
    keys: issuer.keys,
  });

/** A wish for port 0 lets the system choose. */
function sayTaken(progress: Progress, wanted: number, taken: number, who: string): void {
  if (wanted !== 0 && taken !== wanted) progress.say(`  port ${wanted} is taken: ${who} ${taken}`);
}

/** A token for each role that somebody of the directory may act as. */
async function tokensOf(issuer: Issuer, directory: Directory) {
  const tokens: (readonly [role: string, token: string])[] = [];
  for (const as of rolesShown) {
    const viewer = someViewer(as, directory);
    if (viewer) tokens.push([as, await issuer.sign(viewer, 30)]);
  }
  return tokens;
}

const welcome = (url: string, metricsPort: number, tokens: readonly (readonly [string, string])[]): string => `
Shixian is running.

  API       ${url}/graphql
  GraphiQL  ${url}/graphiql
  Health    ${url}/health/ready
  Metrics   http://127.0.0.1:${metricsPort}/metrics
  Log       .shixian/shixian.log

Tokens of the demonstration (npm run -s shixian -- token --help for all roles):
${tokens.map(([role, token]) => `  ${role.padEnd(13)} ${token}`).join('\n')}

Next: npm run demo in a second terminal plays the whole story. Ctrl-C stops everything.
`;
