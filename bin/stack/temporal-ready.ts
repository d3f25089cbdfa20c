import { setTimeout as pause } from 'node:timers/promises';
import { Connection, isGrpcServiceError, type ConnectionOptions } from '@temporalio/client';
import { grpcStatus, hasGrpcStatus } from '../../telemetry/safe-error.ts';

const retentionSeconds = 30 * 24 * 3600;

/** Tries `work` until it succeeds; stops with its last error when `alive` says no or the time is over. */
async function eventually<T>(work: () => Promise<T>, alive: () => boolean, milliseconds: number): Promise<T> {
  for (const end = performance.now() + milliseconds; ;) {
    try {
      return await work();
    } catch (error) {
      if (!alive() || performance.now() > end) throw error;
      await pause(50);
    }
  }
}

/**
 * Whether the namespace is known to all parts of the server: asking for a case that does not exist gets that answer and
 * no other.
 */
async function isUsable({ workflowService }: Connection, namespace: string): Promise<void> {
  await workflowService.describeTaskQueue({ namespace, taskQueue: { name: 'readiness' }, taskQueueType: 1 });
  await workflowService
    .describeWorkflowExecution({ namespace, execution: { workflowId: 'readiness' } })
    .catch((error: unknown) => {
      if (!isGrpcServiceError(error) || !hasGrpcStatus(error, grpcStatus.notFound) || /namespace/i.test(error.details))
        throw error;
    });
}

/** Waits until the server serves, registers the namespace if it is new, and waits until it can be used. */
export async function awaitReady({
  connection: options,
  namespace,
  alive,
}: {
  readonly connection: ConnectionOptions;
  readonly namespace: string;
  readonly alive: () => boolean;
}): Promise<void> {
  const connection = await eventually(() => Connection.connect({ ...options, connectTimeout: '1s' }), alive, 60_000);
  try {
    await eventually(
      async () => {
        const { status } = await connection.healthService.check({
          service: 'temporal.api.workflowservice.v1.WorkflowService',
        });
        if (Number(status) !== 1) throw new Error(`Temporal at ${options.address} answers, but does not serve yet.`);
      },
      alive,
      60_000,
    );
    await eventually(
      async () => {
        try {
          await connection.workflowService.registerNamespace({
            namespace,
            workflowExecutionRetentionPeriod: { seconds: retentionSeconds as unknown as Long, nanos: 0 },
          });
        } catch (error) {
          if (!hasGrpcStatus(error, grpcStatus.alreadyExists)) throw error;
        }
        await isUsable(connection, namespace);
      },
      alive,
      60_000,
    );
  } finally {
    await connection.close();
  }
}

/** Checks that a server which was given to us answers and has the namespace. */
export async function checkGiven(options: ConnectionOptions, namespace: string): Promise<void> {
  const advice =
    'Check TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, TEMPORAL_API_KEY and TEMPORAL_TLS…, or unset TEMPORAL_ADDRESS to ' +
    'have a server started here.';
  let connection: Connection;
  try {
    connection = await Connection.connect({ ...options, connectTimeout: '10s' });
  } catch (error) {
    throw new Error(
      `Temporal at ${options.address} does not answer: ${error instanceof Error ? error.message : String(error)}. ` +
        `${advice}`,
      { cause: error },
    );
  }
  try {
    await isUsable(connection, namespace);
  } catch (error) {
    throw new Error(
      `Temporal at ${options.address} cannot be used with the namespace ${namespace}: ` +
        `${isGrpcServiceError(error) ? error.details : String(error)}. ${advice}`,
      { cause: error },
    );
  } finally {
    await connection.close();
  }
}
