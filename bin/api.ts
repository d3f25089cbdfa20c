/** The API of production: GraphQL and health on one port, metrics on another. */
import { run } from '../cli/run.ts';
import { settingsCommand } from '../cli/settings-command.ts';
import { serveApi } from './compose/serve-api.ts';
import { settingsOf } from './compose/settings/settings.ts';

const command = settingsCommand('node bin/api.ts', settingsOf.api, serveApi).description(
  'Serves the GraphQL API and health, as in production: no GraphiQL, no introspection, no mutations of development. ' +
    'Stateless: any number of these processes may serve the same database.\n\n' +
    'SIGTERM or Ctrl-C: readiness is false for DRAIN_SECONDS, then no more requests are taken, those under way end, ' +
    'and all is closed. A second signal ends it at once.',
);

await run(command, process.argv.slice(2));
