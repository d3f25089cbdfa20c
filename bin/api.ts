/** The API of production: GraphQL and health on one port, metrics on another. */
import { runProgram } from './compose/program.ts';
import { serveApi } from './compose/serve-api.ts';
import { settingsOf } from './compose/settings/settings.ts';

const usage = `Serves the GraphQL API and health, as in production: no GraphiQL, no introspection, no mutations of development.
Stateless: any number of these processes may serve the same database.

  node bin/api.ts

SIGTERM or Ctrl-C: readiness is false for DRAIN_SECONDS, then no more requests are taken, those under way end, and all is closed.
A second signal ends it at once.
`;

await runProgram({ usage, settings: settingsOf.api, run: serveApi });
