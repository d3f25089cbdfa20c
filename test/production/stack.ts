import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, delimiter, join } from 'node:path';
import pg from 'pg';
import { localAudience, localIssuer, openIssuer, type Issuer } from '../../bin/compose/issuer/issuer.ts';
import { supervise, type Supervised } from '../../bin/stack/supervisor.ts';
import { freePorts } from '../../bin/stack/ports.ts';
import { startPostgres } from '../../bin/stack/postgres.ts';
import { silent } from '../../bin/stack/progress.ts';
import { tailLog } from '../../bin/stack/tail-log.ts';
import { findTemporal } from '../../bin/stack/temporal-binaries.ts';
import { formatDay, formatInstant } from '../../domain/calendar/day.ts';
import { demonstrationDirectory } from '../../domain/directory/demonstration.ts';
import type { Directory } from '../../domain/directory/directory.ts';
import { startCollector } from './collector.ts';
import { filledExample, readCompose, type ComposeFile } from './compose-file.ts';
import { serveKeys } from './keys.ts';
import { runOnce, start, type Ended, type Running } from './programs.ts';

export interface ProductionStack {
  readonly compose: ComposeFile;
  readonly issuer: Issuer;
  readonly collector: Awaited<ReturnType<typeof startCollector>>;
  /** As PostgreSQL's superuser, to the product's database. */
  readonly databaseUrl: string;
  /** Where Temporal is, and the folder of certificates and tokens. */
  readonly temporal: { readonly address: string; readonly secrets: string };
  /** What the one-shot jobs said, in their order. */
  readonly jobs: Readonly<Record<string, Ended>>;
  readonly apis: readonly Running[];
  readonly workers: readonly Running[];
  /** Runs a one-shot service once more. */
  runJob(service: string): Promise<Ended>;
  /** The health check of the service, for the replica whose ports these are. */
  runHealthCheck(service: string, replica: Running): Promise<Ended>;
  stopTemporal(): Promise<void>;
  startTemporal(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * The compose file without containers: its own SQL, commands, environments and configs, in its order; only hostnames,
 * ports and paths inside of containers are those of this machine. PostgreSQL and Temporal are the real programs.
 */
export async function startProduction(): Promise<ProductionStack> {
  const folder = await mkdtemp(join(tmpdir(), 'shixian-production-'));
  await chmod(folder, 0o711);
  const closing: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })];
  const stop = async (): Promise<void> => {
    for (let close = closing.pop(); close; close = closing.pop()) await close();
  };
  try {
    return await started(folder, closing, stop);
  } catch (error) {
    const said = await tailLog(join(folder, 'temporal/server.log')).catch(() => '');
    await stop();
    throw new Error(`The stack did not start. Temporal's log ends with:\n${said}`, { cause: error });
  }
}

async function started(
  folder: string,
  closing: (() => Promise<unknown>)[],
  stop: () => Promise<void>,
): Promise<ProductionStack> {
  const [issuer, collector, binaries] = await Promise.all([
    openIssuer(folder),
    startCollector(),
    findTemporal({ env: process.env, progress: silent }),
  ]);
  closing.push(() => collector.stop());
  const keys = await serveKeys(JSON.stringify(issuer.keys));
  closing.push(() => keys.stop());
  const compose = await readCompose({
    ...filledExample,
    OIDC_ISSUER: localIssuer,
    OIDC_AUDIENCE: localAudience,
    OIDC_JWKS_URL: keys.url,
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20collector',
  });
  const postgres = await startPostgres({
    dataFolder: join(folder, 'postgres'),
    fast: true,
    progress: silent,
    port: 24_000 + (process.pid % 400) * 20,
  });
  closing.push(() => postgres.stop());
  await runAsPsql(postgres.url, compose.configs['databases']!.content!, compose.services['postgres']!.environment!);

  const first = postgres.port + 1;
  const names = ['FRONTEND', 'HISTORY', 'MATCHING', 'WORKER', 'INTERNAL_FRONTEND']
    .flatMap(name => [`${name}_GRPC_PORT`, `${name}_MEMBERSHIP_PORT`])
    .concat('FRONTEND_HTTP_PORT', 'INTERNAL_FRONTEND_HTTP_PORT');
  const ports = await freePorts(names.map((_, index) => first + index));
  const secrets = join(folder, 'secrets');
  const certificates = await runOnce(['node', 'bin/shixian.ts', 'certificates', secrets], {});
  if (certificates.code !== 0) throw new Error(`no certificates were made:\n${certificates.output}`);
  const fileOf = (secret: string): string => compose.secrets[secret]!.file;
  const here = (text: string): string =>
    text
      .replace('@postgres:5432/', `@127.0.0.1:${postgres.port}/`)
      .replace(/^temporal:7233$/, `127.0.0.1:${ports[0]}`)
      .replace(/\/run\/secrets\/([\w-]+)$/, (_, secret: string) => join(secrets, basename(fileOf(secret))))
      .replace(/^\/files$/, join(folder, 'files'))
      .replace('build/workflows.js', join(folder, 'build/workflows.js'));
  const replaced: Readonly<Record<string, string>> = {
    SQL_HOST: '127.0.0.1',
    SQL_PORT: String(postgres.port),
    POSTGRES_SEEDS: '127.0.0.1',
    DB_PORT: String(postgres.port),
    BIND_ON_IP: '127.0.0.1',
    HOST: '127.0.0.1',
    METRICS_HOST: '127.0.0.1',
    PORT: '0',
    METRICS_PORT: '0',
    DYNAMIC_CONFIG_FILE_PATH: join(folder, 'temporal/dynamic.yaml'),
  };
  const envOf = (service: string): Record<string, string> =>
    Object.fromEntries(
      Object.entries(compose.services[service]!.environment!).map(([name, value]) => [
        name,
        replaced[name] ?? here(value),
      ]),
    );

  const runJob = (service: string): Promise<Ended> => {
    const { entrypoint = [], command = [] } = compose.services[service]!;
    return runOnce([...entrypoint, ...command], {
      ...envOf(service),
      PATH: [binaries, process.env['PATH']].join(delimiter),
    });
  };
  let temporal: Supervised | undefined;
  const startTemporal = async (): Promise<void> => {
    await mkdir(join(folder, 'temporal'), { recursive: true });
    await writeFile(replaced['DYNAMIC_CONFIG_FILE_PATH']!, compose.configs['temporal-dynamic']!.content!);
    temporal = await supervise(
      {
        program: join(binaries, 'temporal-server'),
        args: ['start'],
        log: join(folder, 'temporal/server.log'),
        env: {
          PATH: process.env['PATH'],
          ...envOf('temporal'),
          ...Object.fromEntries(names.map((name, index) => [name, String(ports[index])])),
        },
      },
      join(folder, 'temporal/temporal.json'),
      'KILL',
    );
  };
  const stopTemporal = async (): Promise<void> => {
    await temporal?.stop(10_000);
    temporal = undefined;
  };
  closing.push(stopTemporal);

  const bundling = runOnce(['node', 'bin/bundle.ts', here('build/workflows.js')], {});
  const [schema, migrate] = await Promise.all([runJob('temporal-schema'), runJob('migrate')]);
  await startTemporal();
  const [namespace, bundle] = await Promise.all([runJob('namespace'), bundling]);
  const jobs = { 'temporal-schema': schema, migrate, namespace, bundle };
  for (const [name, { code, output }] of Object.entries(jobs))
    if (code !== 0) throw new Error(`${name} ended with ${code}:\n${output}`);

  const databaseUrl = new URL(postgres.url);
  databaseUrl.pathname = '/shixian';
  // As docs/operating.md has it: with the environment of the API.
  const file = join(folder, 'directory.json');
  await writeFile(file, JSON.stringify(handedOver(demonstrationDirectory)));
  const directory = await runOnce(['node', 'bin/shixian.ts', 'directory', 'import', file, '--yes'], envOf('api'));
  if (directory.code !== 0) throw new Error(`the directory was not written:\n${directory.output}`);

  const startReplicas = (service: string, message: string): Promise<readonly Running[]> =>
    Promise.all(
      Array.from({ length: compose.services[service]!.deploy!.replicas! }, () =>
        start(compose.services[service]!.command!, envOf(service), message),
      ),
    );
  const [apis, workers] = await Promise.all([
    startReplicas('api', 'the API serves'),
    startReplicas('worker', 'the worker runs'),
  ]);
  closing.push(() =>
    Promise.all(
      [...apis, ...workers].map(each => {
        each.signal('SIGKILL');
        return each.ended;
      }),
    ),
  );

  return {
    compose,
    issuer,
    collector,
    databaseUrl: databaseUrl.href,
    temporal: { address: `127.0.0.1:${ports[0]}`, secrets },
    jobs,
    apis,
    workers,
    runJob,
    startTemporal,
    stopTemporal,
    stop,
    runHealthCheck(service, { started: { port, metricsPort } }) {
      const [, ...command] = compose.services[service]!.healthcheck!.test;
      return runOnce(
        command.map(word => word.replace(':4000/', `:${port}/`).replace(':9464/', `:${metricsPort}/`)),
        {},
      );
    },
  };
}

/** A directory as an operator hands it over: days and instants as text. */
const handedOver = ({ units, people, holdings, absences }: Directory): object => ({
  units,
  people,
  holdings: holdings.map(each => ({ ...each, from: formatDay(each.from) })),
  absences: absences.map(each => ({ ...each, from: formatInstant(each.from), to: formatInstant(each.to) })),
});

/**
 * The part of psql that the file uses: `\getenv` and `:'variable'`. One statement a line, none of them in a
 * transaction.
 */
async function runAsPsql(url: string, script: string, env: Readonly<Record<string, string>>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const variables: Record<string, string> = {};
    for (const line of script.split('\n').filter(Boolean)) {
      const [, variable, name] = /^\\getenv (\w+) (\w+)$/.exec(line) ?? [];
      if (variable !== undefined && name !== undefined) variables[variable] = env[name]!;
      else
        await client.query(line.replaceAll(/:'(\w+)'/g, (_, each: string) => client.escapeLiteral(variables[each]!)));
    }
  } finally {
    await client.end();
  }
}
