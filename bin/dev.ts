/** `npm start`: the whole product on this machine, for development. */
import { parseArgs } from 'node:util';
import { runDevelopment } from './compose/development.ts';

const help = `Starts Shixian on this machine: PostgreSQL, Temporal, schemas, demonstration data, worker and API.

  npm start [-- --port 4000]

  DATABASE_URL        uses this PostgreSQL instead of the embedded one
  TEMPORAL_ADDRESS    uses this Temporal instead of the embedded one (with TEMPORAL_NAMESPACE, TEMPORAL_TLS, TEMPORAL_API_KEY)
  TEMPORAL_BINARIES   a folder with temporal-server and temporal-sql-tool
  LOG_LEVEL, METRICS_HOST, METRICS_PORT, OTEL_…   as in production: node bin/api.ts --help

Data lies in .shixian/ and is found again at the next start. Ctrl-C stops everything in order.
`;

try {
  const { values } = parseArgs({ options: { port: { type: 'string', default: '4000' }, help: { type: 'boolean' } } });
  if (values.help) process.stdout.write(help);
  else await runDevelopment(values.port);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
