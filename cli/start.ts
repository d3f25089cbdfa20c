import { Command, Option } from 'commander';
import { missingUnits } from '../domain/directory/directory.ts';
import type { DirectoryFile } from '../domain/directory/file.ts';
import { listOf } from '../domain/words/en/phrases.ts';
import { directoryAt } from './directory-file.ts';
import { wholeNumber } from './options.ts';
import { action, UsageError } from './run.ts';

const help = `
Environment:
  DATABASE_URL        uses this PostgreSQL instead of the embedded one
  TEMPORAL_ADDRESS    uses this Temporal instead of the embedded one
                      (with TEMPORAL_NAMESPACE, TEMPORAL_TLS, TEMPORAL_API_KEY)
  TEMPORAL_BINARIES   a folder with temporal-server and temporal-sql-tool
  LOG_LEVEL, METRICS_HOST, METRICS_PORT, OTEL_…   as in production: node bin/api.ts --help

Examples:
  npm start
  npm start -- --port 4100
  npm start -- --directory directory.json    (its form: npm run -s shixian -- directory import --help)`;

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
  .option(
    '--directory <file>',
    'brings units, posts and people to what this file says; without it those that are there stay, at first those of ' +
      'the demonstration',
  )
  .addHelpText('after', help)
  .action(
    action(async ({ port, directory }: Options) => {
      const file = directory === undefined ? undefined : await wholeDirectoryAt(directory);
      const { runDevelopment } = await import('../bin/compose/development.ts');
      await runDevelopment(port, file);
    }),
  );

interface Options {
  readonly port: number;
  readonly directory?: string;
}

/** A directory in which cases may be received: with the window and the authorities that every procedure names. */
async function wholeDirectoryAt(path: string): Promise<DirectoryFile> {
  const file = await directoryAt(path);
  const missing = missingUnits(file);
  if (missing.length === 0) return file;
  throw new UsageError(
    `${path} cannot be used: found no unit ${listOf(missing)}, expected the window that accepts and hands over and ` +
      'the authorities of the ladder under these ids. Add them, and start again.',
  );
}
