import { Command } from 'commander';
import type { CommandContext } from '../../commands/context.ts';
import { type Incident, listIncidents, repairsOf } from '../../db/operations/incidents.ts';
import { formatInstant } from '../../domain/calendar/day.ts';
import { lookForIncidents } from '../../operations/recovery/incidents.ts';
import { lostRuns } from '../../operations/repair/diff-with-temporal.ts';
import { withServices } from '../connections.ts';
import type { Outcome } from '../exit-codes.ts';
import { withExamples } from '../options.ts';
import { printAnswer } from '../output.ts';
import { action } from '../run.ts';
import { nameOf } from './repairs.ts';

const maxIncidents = 100;

export const list = withExamples(
  new Command('list')
    .description('incidents: dead letters, events that are not written, runs that cannot decide, cases without a run')
    .option('--json', 'JSON instead of lines')
    .action(action(({ json }: { readonly json?: true }) => withServices(context => printIncidents(context, json)))),
  'repair list',
);

async function printIncidents(context: CommandContext, json: boolean | undefined): Promise<Outcome> {
  await lookForIncidents(context);
  const { items, hasNext } = await listIncidents(context.db, {}, { first: maxIncidents });
  const incidents: readonly Incident[] = items.map(({ item }) => item);
  const known = new Set(incidents.filter(({ kind }) => kind === 'withoutRun').map(({ caseId }) => caseId));
  // Asked of the runs themselves: also what no worker's sweep has met yet.
  const lost = (await lostRuns(context)).filter(id => !known.has(id));
  const found = incidents.length + lost.length;
  printAnswer(json, { incidents: [...incidents.map(jsonOf), ...lost.map(jsonOfLost)] }, [
    ...incidents.map(lineOf),
    ...lost.map(each => `withoutRun  ${each}; start ${each}`),
    hasNext ? `the first ${maxIncidents} incidents; there are more` : `${found} incidents`,
  ]);
  return found > 0 ? 'found' : 'done';
}

const lineOf = ({ kind, caseId, key, since, detail }: Incident): string =>
  `${kind}  ${caseId}  since ${formatInstant(since)}: ${detail}; ` +
  `${repairsOf[kind].map(each => nameOf[each]).join(' or ')} ${key ?? caseId}`;

const jsonOf = (incident: Incident): object => ({
  ...incident,
  since: formatInstant(incident.since),
  seenAt: formatInstant(incident.seenAt),
  repairs: repairsOf[incident.kind],
});

const jsonOfLost = (caseId: string): object => ({ kind: 'withoutRun', caseId, repairs: repairsOf.withoutRun });
