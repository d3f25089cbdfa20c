import { once } from 'node:events';
import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { pino } from 'pino';
import { buildIdOf } from '../../bin/compose/bundle.ts';
import { writeDemonstration } from '../../bin/compose/demonstration.ts';
import { openServices, type Services } from '../../bin/compose/services.ts';
import { identify } from '../../bin/stack/identity.ts';
import { freePorts } from '../../bin/stack/ports.ts';
import { promote } from '../../operations/deployment/builds.ts';
import { ensureRunning } from '../../commands/ensure-running.ts';
import { recoverOnce } from '../../operations/recovery/recover.ts';
import { openCases } from '../../db/cases/cases.ts';
import { connect } from '../../db/client.ts';
import { migrate } from '../../db/migrate.ts';
import { changedBundle, testBundle } from '../support/bundle.ts';
import { Callers } from './callers.ts';
import { kinds, lines, strike, type Kind, type Line, type Target } from './faults.ts';
import { Ledger } from './ledger.ts';
import type { Sample } from './memory.ts';
import { Supervised } from './processes.ts';
import { random, type Random } from './random.ts';
import { Servers } from './servers.ts';
import { toldWrongly, verifyAudit, withoutAskedAnew, type Audit } from './verdict.ts';

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

export interface Report {
  readonly seed: number;
  readonly seconds: number;
  /** Faults that struck, by proof. */
  readonly faults: Readonly<Partial<Record<Kind, number>>>;
  /** Where processes ended themselves. */
  readonly deaths: Readonly<Record<string, number>>;
  readonly told: {
    readonly accepted: number;
    readonly refused: number;
    readonly errors: number;
    readonly askAgain: number;
    readonly silent: number;
  };
  readonly closed: number;
  /** `askedAnew`: acts whose rows are newer than they, because a database was put back. */
  readonly audit: Audit & { readonly askedAnew: number };
  readonly toldWrongly: readonly string[];
  /** What the watched API process held; empty where none was watched. */
  readonly memory: readonly Sample[];
  /** What the run lacks to prove anything: then it is void. */
  readonly lacks: readonly string[];
  /** Acts that still had no answer when everything had been up for long. */
  readonly unanswered: number;
}

/** Below these, or without one of the kinds of faults, a run is void. */
const least = { accepted: 60, refused: 10 } as const;

function lacking(faults: Partial<Record<Kind, number>>, ledger: Ledger): readonly string[] {
  const never = (Object.keys(kinds) as Kind[]).filter(kind => !faults[kind]);
  const few = (['accepted', 'refused'] as const)
    .filter(kind => ledger.count(kind) < least[kind])
    .map(kind => `${least[kind]} acts told as ${kind}`);
  return [...never, ...few];
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
  const shell = await openServices(
    { databaseUrl: servers.databaseUrl, temporal: { address: servers.address, namespace: servers.namespace } },
    pino({ level: 'silent' }),
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
    many: 24,
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
    if (Date.now() - acting >= milliseconds && lacking(faults, ledger).length === 0) enough.abort();
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
  const audit = await withoutAskedAnew(shell.context, await verifyAudit(servers.databaseUrl), ledger);
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
    lacks: lacking(faults, ledger),
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
export const countsOf = (counts: Readonly<Partial<Record<string, number>>>): string =>
  Object.entries(counts)
    .map(([name, n]) => `${name} ${n}`)
    .join(', ') || 'none';

interface BuildFile {
  readonly codePath: string;
  readonly build: string;
}

/** This code, and a build whose runs do one thing more: neither replays what the other began. */
async function twoBuilds(folder: string): Promise<readonly BuildFile[]> {
  return Promise.all(
    [await testBundle(), await changedBundle()].map(async (bundle, index) => {
      if (!('code' in bundle)) throw new Error('Found a bundle without its code.');
      const codePath = join(folder, `build-${index + 1}.js`);
      await writeFile(codePath, bundle.code);
      return { codePath, build: await buildIdOf({ codePath }) };
    }),
  );
}

async function sampleMemory(api: Supervised, samples: Sample[], over: AbortSignal): Promise<void> {
  const started = Date.now();
  while (!over.aborted) {
    const held = await api.memory(2_000);
    if (held) samples.push({ milliseconds: Date.now() - started, resident: held.rss, heap: held.heapUsed });
    await pause(5_000, undefined, { signal: over }).catch(() => {});
  }
}

/**
 * One fault after the other, in the order that the seed gives; first one of each kind, so that none is left to chance.
 */
async function strikes(
  target: Target,
  r: Random,
  line: Line,
  usually: Readonly<Record<Kind, number>>,
  over: AbortSignal,
  faults: Partial<Record<Kind, number>>,
): Promise<void> {
  const wanted = line.kinds.filter(kind => usually[kind] > 0);
  if (wanted.length === 0) return;
  const weights = Object.fromEntries(wanted.map(kind => [kind, usually[kind]])) as Readonly<Record<Kind, number>>;
  const due = wanted
    .map(kind => ({ kind, order: r.next() }))
    .toSorted((a, b) => a.order - b.order)
    .map(each => each.kind);
  await pause(3_000, undefined, { signal: over }).catch(() => {});
  while (!over.aborted) {
    const kind = due.shift() ?? r.weighted(weights);
    try {
      const struck = await strike[kind](target, r);
      if (struck > 0) faults[kind] = (faults[kind] ?? 0) + struck;
      else if (due.length > 0) due.push(kind);
    } catch {
      // It could not be injected, because another one still hurts: it does not count, and comes again.
      if (due.length > 0) due.push(kind);
    }
    const { ledger } = target;
    const [answers, since] = [ledger.answers + line.answers, Date.now()];
    await pause(300 + r.below(700));
    while (!over.aborted && ledger.answers < answers && Date.now() - since < line.atMost) await pause(100);
  }
}

/**
 * What dead callers left is finished, runs that are gone are started, and what is due is done. Returns how many acts
 * have no answer even so.
 */
async function comeToRest({ db, context }: Services): Promise<number> {
  const left = async (): Promise<number> =>
    (
      await db
        .selectFrom('command')
        .select(sql<number>`count(*)::int`.as('n'))
        .where('answer', 'is', null)
        .executeTakeFirstOrThrow()
    ).n;
  for (let calm = 0, tries = 0; tries < 90 && calm < 3; tries += 1) {
    try {
      await recoverOnce(context, 0);
      for (const id of await openCases(db, { limit: 10_000 })) await ensureRunning(context, id);
      const before = await revisions(db);
      await pause(1_000);
      calm = (await left()) === 0 && (await revisions(db)) === before ? calm + 1 : 0;
    } catch {
      calm = 0;
      await pause(1_000);
    }
  }
  return left();
}

const revisions = async (db: Services['db']): Promise<number> =>
  (
    await db
      .selectFrom('case')
      .select(sql<number>`coalesce(sum(revision), 0)::int`.as('n'))
      .executeTakeFirstOrThrow()
  ).n;
