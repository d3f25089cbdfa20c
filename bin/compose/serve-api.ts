import { allowOrigins } from '../../api/http/cors.ts';
import { makeLog } from '../../api/http/log.ts';
import { httpMetrics } from '../../api/http/metrics.ts';
import { commandMetrics } from '../../commands/metrics.ts';
import { connectionGauges } from '../../telemetry/database-gauges.ts';
import { processMetrics } from '../../telemetry/process-metrics.ts';
import { startTracingFrom } from '../../telemetry/tracing.ts';
import { requireTemporalFromEnv } from '../stack/temporal-from-env.ts';
import { startApi } from './api.ts';
import { runUntilInterrupted } from './interruption.ts';
import { startOpsServer } from './ops-server.ts';
import { readRegisteredDocuments } from './registered-documents.ts';
import { openMigratedServices } from './services.ts';
import { openStore } from './settings/files.ts';
import { providerOf } from './settings/provider.ts';
import { BlockList } from 'node:net';
import type { Values } from './settings/setting.ts';
import type { settingsOf } from './settings/settings.ts';

/** Serves the API of production until SIGTERM or Ctrl-C; then it drains, ends what is under way and closes. */
export async function serveApi(
  settings: Values<typeof settingsOf.api>,
  env: Readonly<Record<string, string>>,
): Promise<void> {
  const log = makeLog(undefined, settings.LOG_LEVEL);
  const provider = providerOf(settings);
  await runUntilInterrupted(
    async ({ closing, step }) => {
      log.info('the API starts');
      const tracing = startTracingFrom(settings, 'shixian-api');
      closing.add(async () => tracing?.stop());
      const temporal = await requireTemporalFromEnv(env);
      const services = await step('database', () =>
        openMigratedServices(
          { databaseUrl: settings.DATABASE_URL, connections: settings.DATABASE_CONNECTIONS, temporal, tracing },
          log,
        ),
      );
      closing.add(() => services.close());
      const store = await step('store of files', () => openStore(settings));
      const api = await step('API', async () =>
        startApi({
          services,
          log,
          production: true,
          host: settings.HOST,
          port: settings.PORT,
          calendar: settings.CALENDAR,
          identityKey: settings.IDENTITY_KEY,
          files: {
            store,
            mostBytes: settings.FILE_MAX_MB * 1_048_576,
            isScanned: settings.FILE_SCANNER !== undefined,
          },
          fileKey: settings.FILE_KEY,
          drainMs: settings.DRAIN_SECONDS * 1_000,
          issuer: settings.OIDC_ISSUER,
          audience: settings.OIDC_AUDIENCE,
          keys: settings.OIDC_JWKS_URL,
          maxTokenAgeSeconds: settings.TOKEN_MAX_HOURS * 3_600,
          keysKeptMs: settings.OIDC_KEYS_KEPT_HOURS * 3_600_000,
          provider,
          isAllowedOrigin: allowOrigins(settings.CORS_ORIGINS ?? []),
          registeredDocuments: await readRegisteredDocuments(settings.REGISTERED_DOCUMENTS),
          rates: {
            perAddress: settings.RATE_PER_ADDRESS,
            anonymous: settings.RATE_ANONYMOUS,
            perPerson: settings.RATE_PER_PERSON,
            trustedProxies: settings.TRUSTED_PROXIES ?? new BlockList(),
          },
          sessionPolicy: {
            maxAgeSeconds: settings.SESSION_MAX_HOURS * 3_600,
            idleSeconds: settings.SESSION_IDLE_MINUTES * 60,
          },
        }),
      );
      closing.add(() => api.stop());
      const ops = await step('metrics', () =>
        startOpsServer({
          host: settings.METRICS_HOST,
          port: settings.METRICS_PORT,
          registries: [processMetrics(), httpMetrics, commandMetrics, connectionGauges(services.db)],
          ready: api.ready,
        }),
      );
      closing.add(() => ops.stop());
      log.info(
        {
          port: api.port,
          metricsPort: ops.port,
          calendar: settings.CALENDAR,
          procedures: [...services.context.procedures.keys()],
        },
        'the API serves',
      );
    },
    () => {
      log.info('stopping: not ready any more');
    },
  );
  log.info('stopped');
}
