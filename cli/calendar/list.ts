import { Command } from 'commander';
import { readVersions } from '../../db/calendars/calendars.ts';
import { formatInstant } from '../../domain/calendar/day.ts';
import { withDatabase } from '../connections.ts';
import { withExamples } from '../options.ts';
import { printAnswer } from '../output.ts';
import { action } from '../run.ts';
import { listLines } from './lines.ts';

export const list = withExamples(
  new Command('list')
    .description('all versions, those in force marked')
    .option('--json', 'JSON instead of lines')
    .action(
      action(({ json }: { readonly json?: true }) =>
        withDatabase(async db => {
          const versions = await readVersions(db);
          const answer = versions.map(({ data: { id, version, title }, base, current, publishedAt }) => ({
            version,
            calendar: id,
            title,
            base,
            current,
            publishedAt: formatInstant(publishedAt),
          }));
          printAnswer(json, answer, listLines(versions));
        }),
      ),
    ),
  'calendar list',
);
