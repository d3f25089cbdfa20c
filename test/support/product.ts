import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WorkflowBundle } from '@temporalio/worker';
import { pino } from 'pino';
import { makeLog } from '../../api/http/log.ts';
import { startApi, type ApiOptions } from '../../bin/compose/api.ts';
import { FrontEnd } from '../../cli/demo/front-end.ts';
import {
  demonstrationCalendar,
  demonstrationFileKey,
  demonstrationIdentityKey,
  writeDemonstration,
} from '../../bin/compose/demonstration.ts';
import { localAudience, localIssuer, openIssuer, type Issuer } from '../../bin/compose/issuer/issuer.ts';
import { defined } from '../../domain/defined.ts';
import { openFolder } from '../../operations/files/folder-store.ts';
import { startRecovery } from '../../operations/recovery/recover.ts';
import type { AnyProcedure } from '../../domain/procedure/procedure.ts';
import { startShell, type TestShell, type Verbose } from './worker.ts';

export interface TestProduct {
  readonly shell: TestShell;
  readonly url: string;
  readonly issuer: Issuer;
  readonly api: FrontEnd;
  stop(): Promise<void>;
}

/**
 * The whole product for one test file, on a database and a task queue of its own: worker, recovery loop, API with its
 * HTTP server.
 */
export async function startProduct({
  production = false,
  verbose,
  beside = [],
  bundle,
  api = {},
}: {
  readonly production?: boolean;
  readonly verbose?: Verbose;
  readonly beside?: readonly AnyProcedure[];
  /** A bundle that has the procedures beside too. */
  readonly bundle?: () => Promise<WorkflowBundle>;
  readonly api?: Partial<ApiOptions>;
} = {}): Promise<TestProduct> {
  const shell = await startShell({ beside, ...defined({ verbose, bundle }) });
  await writeDemonstration(shell.database.owner);
  const folder = await mkdtemp(join(tmpdir(), 'shixian-issuer-'));
  const issuer = await openIssuer(folder);
  const log = verbose ? makeLog({ write: verbose }) : pino({ level: 'error' });
  if (verbose) log.level = 'trace';
  const recovery = startRecovery(shell.context);
  const server = await startApi({
    services: { db: shell.database.db, context: shell.context, close: () => Promise.resolve() },
    host: '127.0.0.1',
    port: 0,
    production,
    calendar: demonstrationCalendar,
    identityKey: demonstrationIdentityKey,
    files: { store: await openFolder(join(folder, 'files')), mostBytes: 1_048_576, isScanned: false },
    fileKey: demonstrationFileKey,
    log,
    issuer: localIssuer,
    audience: localAudience,
    keys: issuer.keys,
    ...api,
  });
  return {
    shell,
    issuer,
    url: server.url,
    api: new FrontEnd(server.url, issuer),
    async stop() {
      await server.stop();
      await recovery.stop();
      await shell.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
