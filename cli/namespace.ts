import { connectionTo } from '../bin/compose/services.ts';
import { settingsOf } from '../bin/compose/settings/settings.ts';
import { requireTemporalFromEnv } from '../bin/stack/temporal-from-env.ts';
import { awaitReady } from '../bin/stack/temporal-ready.ts';
import { withExamples } from './options.ts';
import { settingsCommand } from './settings-command.ts';

export const command = withExamples(
  settingsCommand('namespace', settingsOf.namespace, async ({ TEMPORAL_NAMESPACE: namespace }, env) => {
    const temporal = await requireTemporalFromEnv(env);
    await awaitReady({ connection: connectionTo({ temporal }), namespace, alive: () => true });
    console.log(`the namespace ${namespace} can be used`);
  }).description(
    'Waits for the Temporal server, makes the namespace unless it is there (closed runs are kept for 30 days), and ' +
      'waits until it can be used. Running it again changes nothing. Not for Temporal Cloud, where namespaces ' +
      'are made ' +
      'in its console. The same as node bin/namespace.ts.',
  ),
  'namespace',
);
