import { access } from 'node:fs/promises';
import type { WorkflowBundleOption } from '@temporalio/worker';
import { makeLog } from '../../api/http/log.ts';
import type { CommandContext } from '../../commands/context.ts';
import { commandMetrics, recoveryMetrics } from '../../commands/metrics.ts';
import { startDelivery } from '../../delivery/delivery.ts';
import { promote, readBuilds } from '../../operations/deployment/builds.ts';
import { implementations } from '../../effects/index.ts';
import { startEffects } from '../../operations/effects/effects.ts';
import { startFiles } from '../../operations/files/files.ts';
import { scannerAt } from '../../operations/files/scanner.ts';
import { startRecovery } from '../../operations/recovery/recover.ts';
import { connectionGauges, databaseGauges } from '../../telemetry/database-gauges.ts';
import { workerChecks } from '../../telemetry/health-checks.ts';
import { processMetrics } from '../../telemetry/process-metrics.ts';
import { describeError } from '../../telemetry/safe-error.ts';
import { installTemporalRuntime } from '../../telemetry/temporal-runtime.ts';
import { startTracingFrom } from '../../telemetry/tracing.ts';
import { requireTemporalFromEnv } from '../stack/temporal-from-env.ts';
import { bundleWorkflows } from './bundle.ts';
import { runUntilInterrupted } from './interruption.ts';
import { startOpsServer } from './ops-server.ts';
import { connectionTo, openMigratedServices, taskQueue } from './services.ts';
import { SettingsError, type Values } from './settings/setting.ts';
import type { settingsOf } from './settings/settings.ts';
import { openStore } from './settings/files.ts';
import { startWorker } from './worker.ts';

/** Runs a worker of production until SIGTERM or Ctrl-C, with the recovery loop and delivery beside it. */
export async function serveWorker(
  settings: Values<typeof settingsOf.worker>,
  env: Readonly<Record<string, string>>,
): Promise<void> {
  const log = makeLog(undefined, settings.LOG_LEVEL);
  await runUntilInterrupted(
    async ({ closing, step, failed }) => {
      log.info('the worker starts');
      const temporal = await requireTemporalFromEnv(env);
      const workflowBundle = await step('workflow code', () => bundleFrom(settings.WORKFLOW_BUNDLE));
      const telemetry = await installTemporalRuntime(log);
      const tracing = startTracingFrom(settings, 'shixian-worker');
      closing.add(async () => tracing?.stop());
      const services = await step('database', () =>
        openMigratedServices(
          { databaseUrl: settings.DATABASE_URL, connections: settings.DATABASE_CONNECTIONS, temporal, tracing },
          log,
        ),
      );
      closing.add(() => services.close());
      const worker = await step('worker', () =>
        startWorker({
          db: services.db,
          temporal: connectionTo({ temporal }),
          namespace: temporal.namespace,
          taskQueue,
          workflowBundle,
          tracing,
          onFailure: failed,
        }),
      );
      closing.add(() => worker.stop());
      const ops = await startOpsServer({
        host: settings.METRICS_HOST,
        port: settings.METRICS_PORT,
        ready: workerChecks(services.context, worker.identity, worker.runs),
        registries: [
          processMetrics(),
          commandMetrics,
          recoveryMetrics,
          databaseGauges(services.db),
          connectionGauges(services.db),
        ],
        more: telemetry.metrics,
      });
      closing.add(() => ops.stop());
      const isCurrent = await step('build', () =>
        becomeCurrent(services.context, worker.build, settings.PROMOTE === 'always'),
      );
      if (!isCurrent)
        log.warn(
          { build: worker.build },
          'this build is not the current one: it gets no new cases until it is promoted',
        );
      const delivery = startDelivery({
        db: services.db,
        onError: error => {
          log.warn({ fault: describeError(error) }, 'delivery failed and is tried again');
        },
      });
      closing.add(() => delivery.stop());
      const recovery = startRecovery(services.context, { batchRate: settings.BATCH_RATE });
      closing.add(() => recovery.stop());
      const store = await step('store of files', () => openStore(settings));
      const scanner = settings.FILE_SCANNER && scannerAt(settings.FILE_SCANNER);
      const files = startFiles({ db: services.db, store, log }, scanner);
      closing.add(() => files.stop());
      const effects = startEffects(services.context, implementations);
      closing.add(() => effects.stop());
      log.info(
        { taskQueue, build: worker.build, metricsPort: ops.port, procedures: [...services.context.procedures.keys()] },
        'the worker runs',
      );
    },
    () => {
      log.info('stopping: takes no more tasks');
    },
  );
  log.info('stopped');
}

/**
 * @throws SettingsError when the file is not there: a worker that builds its own code by surprise might run another
 * build.
 */
async function bundleFrom(file: string | undefined): Promise<WorkflowBundleOption> {
  if (file === undefined) return await bundleWorkflows();
  await access(file).catch(() => {
    throw new SettingsError(
      `WORKFLOW_BUNDLE names ${file}, which cannot be read. Build it: node bin/bundle.ts ${file}`,
    );
  });
  return { codePath: file };
}

/** Promotes a build when it is told to, and the very first one. Returns whether it is current then. */
async function becomeCurrent(context: CommandContext, build: string, always: boolean): Promise<boolean> {
  const current = (await readBuilds(context)).find(each => each.isCurrent);
  if (current && !always) return current.id === build;
  // Not to start would leave all cases without a worker, not only those that it cannot serve.
  await promote(context, build, { anyway: true });
  return true;
}
