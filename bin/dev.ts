/**
 * `npm start`: the whole product on this machine, for development. Everything that is not given is brought up and taken
 * down with it.
 */
import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { makeLog } from '../api/http/log.ts';
import { httpMetrics } from '../api/http/metrics.ts';
import { lacksProcedures, promote } from '../operations/deployment/builds.ts';
import { faultOf } from '../telemetry/safe-error.ts';
import { commandMetrics, recoveryMetrics } from '../commands/metrics.ts';
import { startRecovery } from '../operations/recovery/recover.ts';
import { lackingIn } from '../db/operations/builds.ts';
import { connect } from '../db/client.ts';
import { migrate } from '../db/migrate.ts';
import { demonstrationDirectory } from '../domain/directory/demonstration.ts';
import { startApi } from './api.ts';
import { bundleWorkflows } from './bundle.ts';
import { demonstrationCalendar, writeDemonstration } from './demonstration.ts';
import { localAudience, localIssuer, openIssuer } from './issuer/issuer.ts';
import { Interrupted, interrupted, untilInterrupted } from './interrupted.ts';
import { demonstrationViewer } from './issuer/people.ts';
import { workerChecks } from './observe/checks.ts';
import { startPage } from './observe/page.ts';
import { processMetrics } from './observe/process.ts';
import { installRuntime } from './observe/runtime.ts';
import { connectionMetrics, stockMetrics } from './observe/stock.ts';
import { tracingFrom } from './observe/tracing.ts';
import { readSettings } from './settings/setting.ts';
import { observability, settingsOf } from './settings/settings.ts';
import { connectionTo, openShell, taskQueue } from './shell.ts';
import { startStack } from './stack/index.ts';
import { createProgress } from './stack/progress.ts';
import { startWorker } from './worker.ts';

const help = `Starts Shixian on this machine: PostgreSQL, Temporal, schemas, demonstration data, worker and API.

  npm start [-- --port 4000]

  DATABASE_URL        uses this PostgreSQL instead of the embedded one
  TEMPORAL_ADDRESS    uses this Temporal instead of the embedded one (with TEMPORAL_NAMESPACE, TEMPORAL_TLS, TEMPORAL_API_KEY)
  TEMPORAL_BINARIES   a folder with temporal-server and temporal-sql-tool
  LOG_LEVEL, METRICS_HOST, METRICS_PORT, OTEL_…   as in production: node bin/api.ts --help

Data lies in .shixian/ and is found again at the next start. Ctrl-C stops everything in order.
`;

const rolesShown = ['applicant', 'window-clerk', 'officer', 'supervisor'] as const;

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { port: { type: 'string', default: '4000' }, help: { type: 'boolean' } } });
  if (values.help) {
    process.stdout.write(help);
    return;
  }
  const {
    values: { '--port': port },
  } = readSettings({ '--port': settingsOf.api.PORT }, { '--port': values.port });
  const { values: observed } = readSettings(observability, process.env);
  const folder = resolve(import.meta.dirname, '..', '.shixian');
  // 0 lets the system choose.
  const tellTaken = (wished: number, given: number, taking: string): void => {
    if (wished !== 0 && given !== wished) progress.say(`  port ${wished} is taken: ${taking} ${given}`);
  };
  const closing: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (let close = closing.pop(); close; close = closing.pop()) await close();
  };
  const stopped = interrupted();
  void stopped.then(() => {
    console.log('\nStopping … Ctrl-C again ends it at once.');
  });
  const progress = untilInterrupted(createProgress(), stopped);
  try {
    const stack = await startStack({ folder, env: process.env, progress });
    closing.push(() => stack.stop());
    // Whoever reads this file reads the data beside it anyway; an address of somebody else's database is not written
    // down. It holds the password: for this machine's user alone.
    if (!process.env['TEMPORAL_ADDRESS'])
      await writeFile(join(folder, 'temporal-address'), `${stack.temporal.address} ${stack.temporal.namespace}\n`);
    if (!process.env['DATABASE_URL'])
      await writeFile(join(folder, 'database-url'), `${stack.databaseUrl}\n`, { mode: 0o600 });
    const db = connect(stack.databaseUrl, { max: 2 });
    await progress.stage('migrations and demonstration data', async () => {
      await migrate(stack.databaseUrl);
      await writeDemonstration(db);
      await db.destroy();
    });
    const workflowBundle = await progress.stage('workflow code', () => bundleWorkflows());
    const log = makeLog(createWriteStream(join(folder, 'shixian.log'), { flags: 'a' }), observed.LOG_LEVEL);
    const telemetry = await installRuntime(log);
    const tracing = tracingFrom(observed, 'shixian');
    closing.push(async () => tracing?.stop());
    const shell = await openShell({ ...stack, tracing }, log);
    closing.push(() => shell.close());
    const worker = await progress.stage('worker', () =>
      startWorker({
        db: shell.db,
        temporal: connectionTo(stack),
        namespace: stack.temporal.namespace,
        taskQueue,
        workflowBundle,
        tracing,
        onFailure: error => {
          log.error({ fault: faultOf(error) }, 'the worker ended');
        },
      }),
    );
    closing.push(() => worker.stop());
    await progress.stage(`build ${worker.build}`, () => promote(shell.context, worker.build, { anyway: true }));
    const lacking = await lackingIn(shell.db, worker.build);
    if (lacking.length > 0) progress.say(lacksProcedures(worker.build, lacking));
    const recovery = startRecovery(shell.context);
    closing.push(() => recovery.stop());
    const issuer = await openIssuer(folder);
    const api = await progress.stage('API', () =>
      startApi({
        shell,
        log,
        host: '127.0.0.1',
        port,
        production: false,
        calendar: demonstrationCalendar,
        issuer: localIssuer,
        audience: localAudience,
        keys: issuer.keys,
      }),
    );
    closing.push(() => api.stop());
    tellTaken(port, Number(new URL(api.url).port), 'the API takes');
    const page = await startPage({
      host: observed.METRICS_HOST,
      port: observed.METRICS_PORT,
      orNext: true,
      more: telemetry.metrics,
      ready: workerChecks(shell.context, worker.identity, worker.runs),
      registries: [
        processMetrics(),
        httpMetrics,
        commandMetrics,
        recoveryMetrics,
        stockMetrics(shell.db),
        connectionMetrics(shell.db),
      ],
    });
    closing.push(() => page.stop());
    tellTaken(observed.METRICS_PORT, page.port, 'the metrics take');
    await writeFile(join(folder, 'api-url'), `${api.url}\n`);
    console.log(
      welcome(
        api.url,
        page.port,
        await Promise.all(
          rolesShown.map(
            async as => [as, await issuer.sign(demonstrationViewer({ as }, demonstrationDirectory), 30)] as const,
          ),
        ),
      ),
    );
    await stopped;
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
  } finally {
    await stop();
  }
  console.log('Stopped. The data stay in .shixian/.');
}

const welcome = (url: string, metricsPort: number, tokens: readonly (readonly [string, string])[]): string => `
Shixian is running.

  API       ${url}/graphql
  GraphiQL  ${url}/graphiql
  Health    ${url}/health/ready
  Metrics   http://127.0.0.1:${metricsPort}/metrics
  Log       .shixian/shixian.log

Tokens of the demonstration (npm run -s token -- --help for all roles):
${tokens.map(([role, token]) => `  ${role.padEnd(13)} ${token}`).join('\n')}

Next: npm run demo in a second terminal plays the whole story. Ctrl-C stops everything.
`;

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
