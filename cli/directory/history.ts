import { Command } from 'commander';
import type { Db } from '../../db/client.ts';
import { readDirectoryVersions } from '../../db/directory/versions.ts';
import { defined } from '../../domain/defined.ts';
import { withDatabase } from '../connections.ts';
import { wholeNumber, withExamples } from '../options.ts';
import { printAnswer } from '../output.ts';
import { action } from '../run.ts';
import { versionLines } from './lines.ts';

interface Options {
  readonly of?: string;
  readonly limit: number;
  readonly json?: true;
}

export const history = withExamples(
  new Command('history')
    .description('Shows the versions of the directory, the latest first: who changed what, when and why.')
    .option('--of <id>', 'only what was done to this unit or person')
    .option('--limit <versions>', 'how many', wholeNumber(1, 1_000), 20)
    .option('--json', 'as JSON')
    .action(action((options: Options) => withDatabase(db => showHistory(db, options)))),
  'directory history',
  'directory history --of fire-rescue',
);

async function showHistory(db: Db, { of: subject, limit, json }: Options): Promise<void> {
  const versions = await readDirectoryVersions(db, { ...defined({ subject }), limit });
  printAnswer(json, versions, versions.length === 0 ? ['There is no version.'] : versions.flatMap(versionLines));
}
