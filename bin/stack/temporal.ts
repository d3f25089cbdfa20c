import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { gone, runs, signal } from './identity.ts';
import { supervise, findLeftover } from './supervisor.ts';
import { tailLog } from './tail-log.ts';
import { freePorts } from './ports.ts';
import type { Progress } from './progress.ts';
import { temporalVersion } from './temporal-binaries.ts';
import { awaitReady } from './temporal-ready.ts';
import { databases, prepareDatabases } from './temporal-schema.ts';

export interface Temporal {
  /** `127.0.0.1:7233` */
  readonly address: string;
  readonly namespace: string;
  readonly log: string;
  stop(): Promise<void>;
}

const namespace = 'shixian';
const services = ['FRONTEND', 'HISTORY', 'MATCHING', 'WORKER'] as const;

// A case's own time can be skipped (demonstrations and tests). By default a timer fires up to a second late, which each
// timer on a skipped way would cost. A worker that stops says so: its build is known to be without it at once, and no
// task waits for it. A run is listed as failing after two failed tasks in a row, not after five.
const dynamicConfiguration = `frontend.WorkflowTimeSkippingEnabled:
  - value: true
history.timerProcessorMaxTimeShift:
  - value: 1ms
frontend.enableCancelWorkerPollsOnShutdown:
  - value: true
frontend.enableMatchingFanOutForPollCancellation:
  - value: true
system.numConsecutiveWorkflowTaskProblemsToTriggerSearchAttribute:
  - value: 2
`;

/** The server's ports: as wished, or the next free ones. The first is the one that clients use. */
async function choosePorts(
  first: number,
): Promise<{ readonly frontend: number; readonly variables: Record<string, string> }> {
  const names = [
    ...services.map(each => `${each}_GRPC_PORT`),
    ...services.map(each => `${each}_MEMBERSHIP_PORT`),
    'FRONTEND_HTTP_PORT',
  ];
  const [frontend = first, ...others] = await freePorts(names.map((_, index) => first + index));
  return {
    frontend,
    variables: Object.fromEntries(names.map((name, index) => [name, String([frontend, ...others][index])])),
  };
}

/** Ends a server whose process and supervisor were both killed. All that it knows lies in PostgreSQL. */
async function endLeftOver(record: string, progress: Progress): Promise<void> {
  const left = await findLeftover(record);
  if (left === undefined) return;
  progress.say(`  ending the Temporal server that an earlier start left behind (process ${left.pid})`);
  signal(left, 'SIGKILL');
  await gone(left, 10_000);
}

/**
 * Starts a Temporal server on 127.0.0.1 whose databases lie on the PostgreSQL at `postgres`, and waits until its
 * namespace can be used. Its configuration and log lie in `folder`. It ends with us, also when we are killed.
 * @param binaries the folder of its programs.
 * @param port the wished port of its frontend; the eight others follow it. Taken ones are passed over, which is said.
 */
export async function startTemporal({
  postgres,
  folder: wishedFolder,
  binaries,
  port: wished = 7233,
  progress,
}: {
  readonly postgres: string;
  readonly folder: string;
  readonly binaries: string;
  readonly port?: number;
  readonly progress: Progress;
}): Promise<Temporal> {
  const folder = resolve(wishedFolder);
  return progress.stage('Temporal', async detail => {
    detail(temporalVersion);
    await mkdir(folder, { recursive: true });
    const record = join(folder, 'temporal.json');
    const log = join(folder, 'temporal.log');
    const configuration = join(folder, 'dynamic.yaml');
    await endLeftOver(record, progress);
    await rename(log, `${log}.1`).catch(() => {});
    await writeFile(configuration, dynamicConfiguration);
    await prepareDatabases(postgres, binaries);

    for (let attempt = 1; ; attempt += 1) {
      const { frontend, variables } = await choosePorts(wished);
      if (frontend !== wished && attempt === 1) progress.say(`  port ${wished} is taken: Temporal takes ${frontend}`);
      const kept = await supervise(
        {
          program: join(binaries, 'temporal-server'),
          args: ['start'],
          log,
          env: serverEnvironment(postgres, configuration, variables),
        },
        record,
        'KILL',
      );
      const address = `127.0.0.1:${frontend}`;
      try {
        await awaitReady({ connection: { address }, namespace, alive: () => runs(kept.server) });
        detail(`${temporalVersion} on port ${frontend}`);
        return { address, namespace, log, stop: () => kept.stop(10_000) };
      } catch (error) {
        await kept.stop(0);
        // Between looking and taking, somebody else may take a port.
        if (attempt < 3 && (await readFile(log, 'utf8').catch(() => '')).includes('address already in use')) continue;
        throw new Error(
          `Temporal did not start: ${error instanceof Error ? error.message : String(error)}. Its log ${log} ends ` +
            `with:\n${await tailLog(log)}`,
          { cause: error },
        );
      }
    }
  });
}

function serverEnvironment(postgres: string, configuration: string, ports: Record<string, string>): NodeJS.ProcessEnv {
  const url = new URL(postgres);
  return {
    ...Object.fromEntries(
      ['PATH', 'HOME', 'TMPDIR'].flatMap(name => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
    ),
    DB: 'postgres12',
    POSTGRES_SEEDS: url.hostname,
    DB_PORT: url.port || '5432',
    POSTGRES_USER: decodeURIComponent(url.username),
    POSTGRES_PWD: decodeURIComponent(url.password),
    DBNAME: databases.main,
    VISIBILITY_DBNAME: databases.visibility,
    // Fixed when the databases are made; another number would be ignored.
    NUM_HISTORY_SHARDS: '4',
    BIND_ON_IP: '127.0.0.1',
    LOG_LEVEL: 'warn',
    DYNAMIC_CONFIG_FILE_PATH: configuration,
    ...ports,
  };
}
