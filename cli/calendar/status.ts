import { Command } from 'commander';
import type { Db } from '../../db/client.ts';
import { readPublications } from '../../db/calendars/publications.ts';
import { formatInstant } from '../../domain/calendar/day.ts';
import { withDatabase } from '../connections.ts';
import { withExamples } from '../options.ts';
import { printAnswer } from '../output.ts';
import { action } from '../run.ts';
import { progressLine } from './lines.ts';

export const status = withExamples(
  new Command('status')
    .description('how far publications are')
    .argument('[version]', 'of this version only')
    .option('--json', 'JSON instead of lines')
    .action(
      action((version: string | undefined, { json }: { readonly json?: true }) =>
        withDatabase(db => printStatus(db, version, json)),
      ),
    ),
  'calendar status',
);

async function printStatus(db: Db, version: string | undefined, json: boolean | undefined): Promise<void> {
  const found = await readPublications(db, version === undefined ? {} : { version });
  const none = version === undefined ? 'Nothing was published here yet.' : `No publication of ${version}.`;
  const answer = found.map(({ publishedAt, finishedAt, ...each }) => ({
    ...each,
    publishedAt: formatInstant(publishedAt),
    finishedAt: finishedAt === undefined ? undefined : formatInstant(finishedAt),
  }));
  printAnswer(json, answer, found.length === 0 ? [none] : found.map(progressLine));
}
