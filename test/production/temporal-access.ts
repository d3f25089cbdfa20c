import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Connection, type ConnectionOptions } from '@temporalio/client';

/** Who asks Temporal: with which files of the folder that `shixian certificates` wrote. */
export interface Asker {
  /** `client` or `server`: whose certificate; none without it. */
  readonly certificate?: 'client' | 'server';
  /** `token` or `namespace-token`; none without it. */
  readonly token?: string;
}

/**
 * Asks Temporal to describe a run that does not exist, or to make a namespace, and gives what it answers: the
 * message of the fault, or `done`.
 */
export async function askTemporal(
  { address, secrets }: { readonly address: string; readonly secrets: string },
  { certificate, token }: Asker,
  what: 'describe' | 'makeNamespace' = 'describe',
): Promise<string> {
  const read = (name: string): Promise<Buffer> => readFile(join(secrets, name));
  const options: ConnectionOptions = {
    address,
    connectTimeout: '3s',
    tls: {
      serverNameOverride: 'temporal',
      serverRootCACertificate: await read('server-ca.pem'),
      ...(certificate && {
        clientCertPair: { crt: await read(`${certificate}.pem`), key: await read(`${certificate}.key`) },
      }),
    },
    ...(token !== undefined && { apiKey: String(await read(token)) }),
  };
  let connection: Connection | undefined;
  try {
    connection = await Connection.connect(options);
    const { workflowService } = connection;
    if (what === 'describe')
      await workflowService.describeWorkflowExecution({ namespace: 'shixian', execution: { workflowId: 'nobody' } });
    else
      await workflowService.registerNamespace({
        namespace: `other-${Date.now()}`,
        workflowExecutionRetentionPeriod: { seconds: 86_400 as unknown as Long, nanos: 0 },
      });
    return 'done';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    await connection?.close();
  }
}
