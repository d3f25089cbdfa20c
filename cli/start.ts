import { Command, Option } from 'commander';
import { action } from './run.ts';
import { wholeNumber } from './options.ts';

const help = `
Environment:
  DATABASE_URL        uses this PostgreSQL instead of the embedded one
  TEMPORAL_ADDRESS    uses this Temporal instead of the embedded one
                      (with TEMPORAL_NAMESPACE, TEMPORAL_TLS, TEMPORAL_API_KEY)
  TEMPORAL_BINARIES   a folder with temporal-server and temporal-sql-tool
  LOG_LEVEL, METRICS_HOST, METRICS_PORT, OTEL_…   as in production: node bin/api.ts --help

Examples:
  npm start
  npm start -- --port 4100`;

/** `npm start`. What it runs is loaded when its options are known to fit. */
export const command = new Command('npm start --')
  .description(
    'Starts Shixian on this machine: PostgreSQL, Temporal, schemas, demonstration data, worker and API. ' +
      'Data lies in .shixian/ and is found again at the next start. Ctrl-C stops everything in order.',
  )
  .addOption(
    new Option('--port <port>', 'of the API; a taken one gives way to the next free one, 0 lets the system choose')
      .argParser(wholeNumber(0, 65_535))
      .env('PORT')
      .default(4_000),
  )
  .addHelpText('after', help)
  .action(
    action(async ({ port }: { readonly port: number }) => {
      const { runDevelopment } = await import('../bin/compose/development.ts');
      await runDevelopment(port);
    }),
  );
