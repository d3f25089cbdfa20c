import { randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import { Client, Connection } from '@temporalio/client';
import { IllegalStateError } from '@temporalio/common';
import { DefaultLogger, makeTelemetryFilterString, Runtime, type WorkflowBundle } from '@temporalio/worker';
import { inject } from 'vitest';
import { loadProcedures } from '../../bin/compose/procedures.ts';
import { startWorker, type RunningWorker } from '../../bin/compose/worker.ts';
import { promote } from '../../operations/deployment/builds.ts';
import { Calendars } from '../../commands/calendars.ts';
import type { CommandContext } from '../../commands/context.ts';
import { shipCalendar } from '../../db/calendars/calendars.ts';
import { writeDirectory } from '../../db/directory/write.ts';
import { demonstration, shippedFiles } from '../../domain/calendar/published.ts';
import { demonstrationDirectory } from '../../domain/directory/demonstration.ts';
import type { AnyProcedure } from '../../domain/procedure/procedure.ts';
import { testBundle } from './bundle.ts';
import { createDatabase, type TestDatabase } from './database.ts';

declare module 'vitest' {
  interface ProvidedContext {
    temporalAddress: string;
    temporalNamespace: string;
  }
}

/** Takes every line that API, worker, SDK and core log, at their most verbose. */
export type Verbose = (line: string) => void;

/** The one calendar of tests that run in virtual time. */
export const testCalendar = demonstration.version;

export interface TestShell {
  readonly database: TestDatabase;
  readonly context: CommandContext;
  /** What was logged, newest last. */
  readonly logged: readonly { readonly level: string; readonly facts: object; readonly message: string }[];
  /**
   * Starts the worker, or another one after `stopWorker`: of the code as it is, or of other code. Its build is the
   * current one then.
   */
  startWorker(workflowBundle?: WorkflowBundle): Promise<void>;
  stopWorker(): Promise<void>;
  stop(): Promise<void>;
}

let kept = 1_000;
/**
 * How many runs the workers of this test file keep in memory; with none, every task replays its whole run. To be said
 * before the first shell starts.
 */
export const keepInMemory = (runs: number): void => {
  kept = runs;
};

/**
 * Everything behind the API for one test file: a database of its own, a task queue of its own with a worker, the
 * demonstration directory. `beside`: procedures that the API knows beside the released ones; cases begin under them
 * where `bundle` has them too.
 */
export async function startShell({
  withoutWorker = false,
  verbose,
  beside = [],
  bundle = testBundle,
}: {
  readonly withoutWorker?: boolean;
  readonly verbose?: Verbose;
  readonly beside?: readonly AnyProcedure[];
  readonly bundle?: () => Promise<WorkflowBundle>;
} = {}): Promise<TestShell> {
  quietRuntime(verbose);
  const [database, procedures, workflowBundle] = await Promise.all([
    createDatabase(),
    loadProcedures(demonstrationDirectory),
    bundle(),
  ]);
  const all = new Map([...procedures, ...beside.map(each => [each.id, each] as const)]);
  await writeDirectory(database.owner, demonstrationDirectory);
  for (const file of shippedFiles) await shipCalendar(database.owner, file);
  const address = inject('temporalAddress');
  const namespace = inject('temporalNamespace');
  const connection = await Connection.connect({ address });
  const taskQueue = `test-${randomBytes(6).toString('hex')}`;
  const logged: { level: string; facts: object; message: string }[] = [];
  const note =
    (level: string) =>
    (facts: object, message: string): void => {
      logged.push({ level, facts, message });
      verbose?.(JSON.stringify({ level, ...facts, message }));
    };
  const context: CommandContext = {
    db: database.db,
    client: new Client({ connection, namespace }),
    procedures: all,
    calendars: new Calendars(database.db),
    log: { info: note('info'), warn: note('warn'), error: note('error') },
    taskQueue,
  };
  let worker: RunningWorker | undefined;
  const shell: TestShell = {
    database,
    context,
    logged,
    async startWorker(other = workflowBundle) {
      worker = await startWorker({
        db: database.db,
        temporal: { address },
        namespace,
        taskQueue,
        workflowBundle: other,
        maxCachedWorkflows: kept,
        onFailure: error => {
          note('error')({ error: String(error) }, 'the worker ended');
        },
      });
      await promote(context, worker.build);
    },
    async stopWorker() {
      await worker?.stop();
      worker = undefined;
    },
    async stop() {
      await shell.stopWorker();
      await terminateAll(context);
      await connection.close();
      await database.close();
    },
  };
  if (!withoutWorker) await shell.startWorker();
  return shell;
}

/** Nobody works on these runs any more; they would only burden the server that all test files share. */
async function terminateAll({ client, taskQueue }: CommandContext): Promise<void> {
  for await (const { workflowId, runId } of client.workflow.list({
    query: `ExecutionStatus = "Running" and TaskQueue = "${taskQueue}"`,
  })) {
    await client.workflow
      .getHandle(workflowId, runId)
      .terminate('the test is over')
      .catch(() => {});
  }
}

/**
 * The SDK says only what went wrong, unless a test wants to read all of it. Files share a process: the SDK's runtime of
 * the one before went when its last worker ended, and a second shell of a file uses that of the first.
 * @throws IllegalStateError when all is to be read, and something of the SDK runs already
 */
export function quietRuntime(verbose?: Verbose): void {
  try {
    installRuntime(verbose);
  } catch (error) {
    if (verbose || !(error instanceof IllegalStateError)) throw error;
  }
}

function installRuntime(verbose: Verbose | undefined): void {
  const level = verbose ? 'TRACE' : 'ERROR';
  const filter = makeTelemetryFilterString({ core: level, other: level });
  Runtime.install(
    verbose
      ? {
          logger: new DefaultLogger(level, ({ meta, ...entry }) =>
            verbose(inspect({ ...entry, meta }, { depth: null, maxStringLength: null, maxArrayLength: null })),
          ),
          telemetryOptions: { logging: { filter, forward: {} } },
        }
      : { logger: new DefaultLogger(level), telemetryOptions: { logging: { filter } } },
  );
}
