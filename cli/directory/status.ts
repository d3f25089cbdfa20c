import { Command } from 'commander';
import type { Db } from '../../db/client.ts';
import { readRepins } from '../../db/directory/repins.ts';
import { withDatabase } from '../connections.ts';
import type { Outcome } from '../exit-codes.ts';
import { withExamples } from '../options.ts';
import { printAnswer } from '../output.ts';
import { action } from '../run.ts';
import { repinLine } from './lines.ts';

export const status = withExamples(
  new Command('status')
    .description('Shows how far versions that name other units have come to the open cases.')
    .option('--json', 'as JSON')
    .action(action(({ json }: { readonly json?: true }) => withDatabase(db => showStatus(db, json)))),
  'directory status',
);

async function showStatus(db: Db, json: boolean | undefined): Promise<Outcome> {
  const repins = await readRepins(db);
  printAnswer(json, repins, repins.length === 0 ? ['No version has named other units.'] : repins.map(repinLine));
  return repins.some(each => each.refused + each.failed > 0) ? 'found' : 'done';
}
