import { once } from 'node:events';
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { pino } from 'pino';
import { writeDemonstration } from '../../bin/compose/demonstration.ts';
import { openServices } from '../../bin/compose/services.ts';
import { identify } from '../../bin/stack/identity.ts';
import { freePorts } from '../../bin/stack/ports.ts';
import { promote } from '../../operations/deployment/builds.ts';
import { connect } from '../../db/client.ts';
import { migrate } from '../../db/migrate.ts';
import { withBundles } from './beside.ts';
import { Callers } from './callers.ts';
import { lines, type Kind, type Target } from './faults.ts';
import { Ledger } from './ledger.ts';
import type { Sample } from './memory.ts';
import { Supervised } from './processes.ts';
import { random } from './random.ts';
import { Servers } from './servers.ts';
import { toldWrongly, verifyAudit, withoutAskedAnew } from './verdict.ts';
import { twoBuilds } from './builds.ts';
import { auditFamilies, partsOf } from './families.ts';
import { comeToRest } from './rest.ts';
import { strikes } from './strikes.ts';
import { type Report, lacking, countsOf } from './report.ts';

export interface Options {
  readonly seed: number;
  /** For so long callers act and faults strike. */
  readonly milliseconds: number;
  /** Where the run proves nothing yet by then, it goes on up to so long. */
  readonly atMost?: number;
  /** How often each kind of fault comes, against the others. */
  readonly weights?: Partial<Record<Kind, number>>;
  readonly say?: (line: string) => void;
  /** One API process more, which no fault kills, is asked for its memory every five seconds. */
  readonly watchMemory?: boolean;
  /** Ends faults and acts early; while everything is still being started, the run. */
  readonly signal?: AbortSignal;
  /** Ends it without coming to rest and without an audit. */
  readonly atOnce?: AbortSignal;
}

const usual: Readonly<Record<Kind, number>> = {
  callerDies: 8,
  apiKilled: 4,
  apiHalted: 3,
  workerKilled: 4,
  workerHalted: 2,
  bothWorkersKilled: 1,
  runTerminated: 5,
  connectionsCut: 2,
  temporalKilled: 2,
  postgresStopped: 2,
  atTheInstant: 8,
  buildPromoted: 3,
  outage: 4,
  restored: 1,
};

/**
 * Runs the product with callers and faults, lets it come to rest, and says what became of it; nothing where it was
 * interrupted before.
 */
export async function chaos(options: Options): Promise<Report | undefined> {
  await removeLeftovers();
  const folder = await mkdtemp(join(tmpdir(), `${prefix}${process.pid}-`));
  // As root PostgreSQL runs as another user: it must reach its data here.
  await chmod(folder, 0o711);
  const closing: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })];
  const { atOnce } = options;
  try {
    return await Promise.race([
      run(options, folder, closing),
      ...(atOnce ? [once(atOnce, 'abort').then(() => undefined)] : []),
    ]);
  } finally {
    for (let close = closing.pop(); close; close = closing.pop()) await close();
  }
}

const prefix = 'shixian-chaos-';

/** A run that was killed could not remove its folder; its servers ended with it. */
async function removeLeftovers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = name.startsWith(prefix) ? Number(name.slice(prefix.length).split('-')[0]) : NaN;
    if (pid > 0 && !identify(pid)) await rm(join(tmpdir(), name), { recursive: true, force: true }).catch(() => {});
  }
}

async function run(
  { seed, milliseconds, atMost = milliseconds, weights = {}, say = () => {}, watchMemory = false, signal }: Options,
  folder: string,
  closing: (() => Promise<unknown>)[],
): Promise<Report | undefined> {
  const started = Date.now();
  const first = 12_000 + (process.pid % 900) * 22;
  const servers = await Servers.start(join(folder, 'servers'), first);
  closing.push(() => servers.stop());
  if (signal?.aborted) return undefined;
  await migrate(servers.databaseUrl);
  const owner = connect(servers.databaseUrl, { max: 1 });
  await writeDemonstration(owner);
  await owner.destroy();
  const bundles = await twoBuilds(folder);
  if (signal?.aborted) return undefined;
  const environment = {
    DATABASE_URL: servers.databaseUrl,
    TEMPORAL_ADDRESS: servers.address,
    TEMPORAL_NAMESPACE: servers.namespace,
    ISSUER_FOLDER: folder,
    NODE_COMPILE_CACHE: join(folder, 'compiled'),
  };
  const log = join(folder, 'processes.log');
  const ports = await freePorts([first + 12, first + 13, first + 14, ...(watchMemory ? [first + 15] : [])]);
  const everyApi = ports.map(
    (port, index) => new Supervised(`api ${index + 1}`, 'api', { ...environment, PORT: String(port) }, log),
  );
  const apis = everyApi.slice(0, 3);
  const watched = everyApi[3];
  const workers = bundles.map(
    ({ codePath }, index) => new Supervised(`worker ${index + 1}`, 'worker', { ...environment, BUNDLE: codePath }, log),
  );
  closing.push(() => Promise.all([...everyApi, ...workers].map(each => each.stop())));
  await Promise.all([...everyApi, ...workers].map(each => each.start()));
  const shell = withBundles(
    await openServices(
      { databaseUrl: servers.databaseUrl, temporal: { address: servers.address, namespace: servers.namespace } },
      pino({ level: 'silent' }),
    ),
  );
  closing.push(() => shell.close());
  await promote(shell.context, bundles[0]!.build);
  say(
    `seed ${seed}: PostgreSQL, Temporal, ${everyApi.length} API processes and ${workers.length} workers of two ` +
      `builds run after ${seconds(started)} s`,
  );

  const enough = new AbortController();
  const over = AbortSignal.any([AbortSignal.timeout(atMost), enough.signal, ...(signal ? [signal] : [])]);
  const ledger = new Ledger();
  const cases: string[] = [];
  const callers = await Callers.open({
    seed,
    db: shell.db,
    issuerFolder: folder,
    urls: ports.map(port => `http://127.0.0.1:${port}`),
    ledger,
    cases,
    many: 32,
    signal: over,
  });
  const faults: Partial<Record<Kind, number>> = {};
  const target: Target = {
    servers,
    apis,
    workers,
    context: shell.context,
    callers,
    cases,
    ledger,
    builds: bundles.map(each => each.build),
  };
  const acting = Date.now();
  const proof = setInterval(() => {
    if (Date.now() - acting < milliseconds) return;
    void partsOf(shell.db).then(
      parts => lacking(faults, ledger, parts).length === 0 && enough.abort(),
      // The database is away: the next look sees.
      () => {},
    );
  }, 500);
  closing.push(async () => {
    clearInterval(proof);
  });
  const progress = setInterval(() => {
    say(
      `${seconds(started)} s: ${ledger.count('accepted')} accepted, ${ledger.count('refused')} refused, ` +
        `${ledger.silent} without an answer; faults ${countsOf(faults)}`,
    );
  }, 15_000);
  closing.push(async () => {
    clearInterval(progress);
  });
  const memory: Sample[] = [];
  await Promise.all([
    ...(watched ? [sampleMemory(watched, memory, over)] : []),
    ...Array.from({ length: 6 }, (_, index) => callers.run(`caller ${index + 1}`)),
    ...lines.map((line, index) =>
      strikes(target, random(seed, `faults ${index + 1}`), line, { ...usual, ...weights }, over, faults),
    ),
  ]);
  clearInterval(progress);

  say(`${seconds(started)} s: coming to rest`);
  await Promise.all([...everyApi, ...workers].map(each => each.ready()));
  const unanswered = await comeToRest(shell);
  const audit = await withoutAskedAnew(shell.context, await verifyAudit(shell.context), ledger);
  const families = await auditFamilies(shell.context);
  const closed = await shell.db
    .selectFrom('case')
    .select(sql<number>`count(*)::int`.as('n'))
    .where('closed', '=', true)
    .executeTakeFirstOrThrow();
  return {
    seed,
    seconds: seconds(started),
    faults,
    unanswered,
    memory,
    audit,
    closed: closed.n,
    lacks: lacking(faults, ledger, families),
    families,
    deaths: Object.fromEntries(
      [
        ...Map.groupBy(
          apis.flatMap(each => each.deaths),
          name => name,
        ),
      ].map(([name, list]) => [name, list.length]),
    ),
    told: {
      accepted: ledger.count('accepted'),
      refused: ledger.count('refused'),
      errors: ledger.count('error'),
      askAgain: ledger.askAgain,
      silent: ledger.silent,
    },
    toldWrongly: await toldWrongly(shell.context, ledger),
  };
}

const seconds = (since: number): number => Math.round((Date.now() - since) / 1_000);

async function sampleMemory(api: Supervised, samples: Sample[], over: AbortSignal): Promise<void> {
  const started = Date.now();
  while (!over.aborted) {
    const held = await api.memory(2_000);
    if (held) samples.push({ milliseconds: Date.now() - started, resident: held.rss, heap: held.heapUsed });
    await pause(5_000, undefined, { signal: over }).catch(() => {});
  }
}
