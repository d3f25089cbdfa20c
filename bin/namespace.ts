/** Waits until Temporal serves and makes the namespace, once. */
import { runProgram } from './compose/program.ts';
import { settingsOf } from './compose/settings/settings.ts';
import { connectionTo } from './compose/services.ts';
import { requireTemporalFromEnv } from './stack/temporal-from-env.ts';
import { awaitReady } from './stack/temporal-ready.ts';

const usage = `Waits for the Temporal server, makes the namespace unless it is there (closed runs are kept for 30 days), and waits until it can
be used. Running it again changes nothing. Not for Temporal Cloud, where namespaces are made in its console.

  node bin/namespace.ts
`;

await runProgram({
  usage,
  settings: settingsOf.namespace,
  async run({ TEMPORAL_NAMESPACE: namespace }, env) {
    const temporal = await requireTemporalFromEnv(env);
    await awaitReady({ connection: connectionTo({ temporal }), namespace, alive: () => true });
    console.log(`the namespace ${namespace} can be used`);
  },
});
