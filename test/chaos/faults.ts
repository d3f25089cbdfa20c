import { setTimeout as pause } from 'node:timers/promises';
import { WorkflowNotFoundError } from '@temporalio/client';
import { promote, readBuilds } from '../../operations/deployment/builds.ts';
import { readKept } from '../../commands/load-case.ts';
import type { CommandContext } from '../../commands/context.ts';
import { ensureRunning } from '../../commands/ensure-running.ts';
import { environmentOf } from '../../commands/environment.ts';
import { lockCase, setTimeOffset } from '../../db/cases/cases.ts';
import { familyOf } from '../../db/cases/family.ts';
import { nextTick } from '../../domain/case/case.ts';
import type { Callers } from './callers.ts';
import type { Ledger } from './ledger.ts';
import type { Supervised } from './processes.ts';
import type { Random } from './random.ts';
import type { Servers } from './servers.ts';

export const kinds = {
  callerDies: "an API process ends itself at a point of a command's way",
  apiKilled: 'an API process is killed',
  apiHalted: 'an API process stands still, longer than its callers wait, and goes on',
  workerKilled: 'a worker is killed',
  workerHalted: 'a worker stands still and goes on',
  bothWorkersKilled: 'no worker is left for a while',
  runTerminated: 'runs are terminated',
  connectionsCut: "the database ends the product's connections",
  temporalKilled: 'the Temporal server is killed',
  postgresStopped: 'PostgreSQL is stopped at once, as by a crash',
  atTheInstant: 'several acts come at the instant at which something is due',
  buildPromoted: 'the other build becomes the current one: every run moves to it, while workers of both run',
  outage: 'nothing runs while things fall due; before it acts were asked that nobody answered',
  restored:
    "the product's database is put back to an older state; runs, which know more, are ended, and callers ask again",
} as const;
export type Kind = keyof typeof kinds;
export interface Line {
  readonly kinds: readonly Kind[];
  /**
   * Answers that callers get between two faults, so that there is something to strike at; however slow the machine is,
   * at most so many milliseconds are waited.
   */
  readonly answers: number;
  readonly atMost: number;
}
/**
 * What strikes side by side; of each line one fault after the other. The last line takes servers down, or everything.
 */
export const lines: readonly Line[] = [
  {
    kinds: [
      'callerDies',
      'apiKilled',
      'workerKilled',
      'runTerminated',
      'connectionsCut',
      'atTheInstant',
      'buildPromoted',
    ],
    answers: 3,
    atMost: 5_000,
  },
  { kinds: ['apiHalted', 'workerHalted'], answers: 8, atMost: 10_000 },
  {
    kinds: ['bothWorkersKilled', 'temporalKilled', 'postgresStopped', 'outage', 'restored'],
    answers: 12,
    atMost: 15_000,
  },
];

export interface Target {
  readonly servers: Servers;
  readonly apis: readonly Supervised[];
  readonly workers: readonly Supervised[];
  /** Of the run itself, beside its processes. */
  readonly context: CommandContext;
  readonly callers: Callers;
  readonly cases: readonly string[];
  readonly ledger: Ledger;
  readonly builds: readonly string[];
}

/**
 * Strikes once. Returns how often it struck, by proof: a process that died of it, a run that Temporal calls terminated.
 */
export const strike: Readonly<Record<Kind, (target: Target, r: Random) => Promise<number>>> = {
  async callerDies({ apis }, r) {
    return (await r.one(apis).dieAfter(1 + r.below(14), 6_000)) ? 1 : 0;
  },
  async apiKilled({ apis }, r) {
    return (await r.one(apis).kill()) ? 1 : 0;
  },
  async apiHalted({ apis }, r) {
    return (await r.one(apis).halt(1_000 + r.below(11_000))) ? 1 : 0;
  },
  async workerKilled({ workers }, r) {
    return (await r.one(workers).kill()) ? 1 : 0;
  },
  async workerHalted({ workers }, r) {
    return (await r.one(workers).halt(1_000 + r.below(8_000))) ? 1 : 0;
  },
  async bothWorkersKilled({ workers }) {
    return (await Promise.all(workers.map(each => each.kill()))).every(Boolean) ? 1 : 0;
  },
  async runTerminated({ context, cases }, r) {
    const struck = await Promise.all(
      Array.from({ length: 3 }, () => r.one(cases)).map(
        async id => id !== undefined && terminated(context, id).catch(() => false),
      ),
    );
    return struck.filter(Boolean).length;
  },
  async connectionsCut({ servers }) {
    const { rowCount } = await servers.query(
      'postgres',
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = 'shixian' and pid <> pg_backend_pid()`,
    );
    return rowCount ?? 0;
  },
  async temporalKilled({ servers }, r) {
    const struck = await servers.killTemporal();
    await pause(r.below(4_000));
    await servers.again(() => servers.startTemporal());
    return struck ? 1 : 0;
  },
  async postgresStopped({ servers }, r) {
    const struck = await servers.stopPostgresAtOnce();
    await pause(r.below(3_000));
    await servers.again(() => servers.startPostgres());
    return struck ? 1 : 0;
  },
  async atTheInstant(target, r) {
    const id = r.one(target.cases);
    if (id === undefined) return 0;
    const due = await leap(target.context, id, ({ due: instant }) => instant - 1_500);
    if (due === undefined) return 0;
    return (await target.callers.burst(r, id, due, 3 + r.below(3))) ? 1 : 0;
  },
  async buildPromoted({ context, builds }) {
    const current = (await readBuilds(context)).find(each => each.isCurrent)?.id;
    const other = builds.find(each => each !== current)!;
    await promote(context, other, { patience: 8_000 });
    return (await readBuilds(context)).find(each => each.isCurrent)?.id === other ? 1 : 0;
  },
  async outage(target, r) {
    const { apis, workers, context, callers, cases } = target;
    const mine = [...new Set(Array.from({ length: 6 }, () => r.one(cases)))].filter(id => id !== undefined);
    // Asked in time, and cut off at different places of their way.
    const asked = Promise.all(mine.map(id => callers.burst(r, id, Date.now(), 1)));
    await pause(r.below(60));
    const struck = await Promise.all([...apis, ...workers].map(each => each.kill()));
    const leapt = await Promise.all(
      mine.map(id =>
        leap(context, id, ({ due }) => due + (1 + r.below(30 * 24)) * 3_600_000, false).catch(() => undefined),
      ),
    );
    await asked;
    return struck.some(Boolean) ? leapt.filter(each => each !== undefined).length : 0;
  },
  async restored({ servers, apis, workers, context, callers, ledger }, r) {
    const since = Date.now();
    await alone(servers, () => servers.query('postgres', 'create database shixian_backup template shixian'));
    await pause(3_000 + r.below(5_000));
    await Promise.all([...apis, ...workers].map(each => each.stop()));
    const known = await context.db.selectFrom('case').select('id').execute();
    await alone(servers, async () => {
      await servers.query('postgres', 'drop database shixian');
      await servers.query('postgres', 'alter database shixian_backup rename to shixian');
    });
    const { client, taskQueue } = context;
    // The list of runs lags a little behind: those of all cases that were written, also parts, are ended without it.
    for (const { id } of known) await terminated(context, id);
    const asked = ledger.forget(since);
    await pause(1_500);
    for await (const { workflowId } of client.workflow.list({
      query: `ExecutionStatus = "Running" and TaskQueue = "${taskQueue}"`,
    }))
      await terminated(context, workflowId);
    // Only now: a run that knows more would write down what is to be lost.
    await Promise.all([...apis, ...workers].map(each => each.start()));
    await callers.again(asked);
    return 1;
  },
};

/** Does something to the product's database while nobody is connected to it. */
async function alone(servers: Servers, work: () => Promise<unknown>): Promise<void> {
  await servers.query('postgres', 'alter database shixian allow_connections false');
  try {
    await servers.query(
      'postgres',
      `select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = 'shixian'`,
    );
    await work();
  } finally {
    await servers.query('postgres', 'alter database shixian allow_connections true');
  }
}

/** Ends the present run of a case. True: Temporal says so; false: there was none. */
async function terminated({ client }: CommandContext, id: string): Promise<boolean> {
  try {
    const { runId, status } = await client.workflow.getHandle(id).describe();
    if (status.name !== 'RUNNING') return false;
    const run = client.workflow.getHandle(id, runId);
    await run.terminate('a fault of the chaos suite');
    return (await run.describe()).status.name === 'TERMINATED';
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}

/**
 * Puts the time of a case, and of those that it is linked to, ahead, as if nobody had looked after them meanwhile:
 * under the lock of its row the run of each is ended and its offset raised. Returns the instant, by our clock, at which
 * the next thing of the case is due.
 */
export async function leap(
  context: CommandContext,
  id: string,
  to: (next: { readonly due: number }) => number,
  start = true,
): Promise<number | undefined> {
  const { db } = context;
  const stored = await db.selectFrom('case').select(['procedure', 'closed']).where('id', '=', id).executeTakeFirst();
  if (!stored || stored.closed) return undefined;
  const environment = environmentOf(context, stored.procedure);
  const next = nextTick((await readKept(context, db, id, environment)).state, environment);
  if (!next) return undefined;
  const offset = to({ due: next.at }) - Date.now();
  const family = (await familyOf(db, id)).filter(({ closed }) => !closed).map(each => each.id);
  // The case itself last: where Temporal does not answer on the way, it has not leapt.
  for (const each of [...family.filter(other => other !== id), id]) {
    const leapt = await putAhead(context, each, offset);
    if (each === id && !leapt) return undefined;
  }
  if (start) for (const each of family) await ensureRunning(context, each);
  return next.at - offset;
}

/** False: it is closed, or ahead already. */
const putAhead = (context: CommandContext, id: string, offset: number): Promise<boolean> =>
  context.db.transaction().execute(async tx => {
    const stored = await lockCase(tx, id);
    if (!stored || stored.closed || offset <= stored.timeOffset) return false;
    // Where Temporal does not answer, nothing is changed: a run that goes on must have the case's time.
    await context.client.withDeadline(Date.now() + 3_000, () => terminated(context, id));
    await setTimeOffset(tx, id, offset);
    return true;
  });
