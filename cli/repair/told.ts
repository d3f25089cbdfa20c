import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { Command } from 'commander';
import type { Db } from '../../db/client.ts';
import { type Acknowledgement, parseAcknowledgement, unloggedActs } from '../../operations/repair/acknowledgements.ts';
import { withServices } from '../connections.ts';
import type { Outcome } from '../exit-codes.ts';
import { withExamples } from '../options.ts';
import { printAnswer, progressOf } from '../output.ts';
import { action, UsageError } from '../run.ts';

/** The log is held against the database a page at a time: it may be long. */
const pageSize = 1_000;

export const told = withExamples(
  new Command('told')
    .description(
      "after a restore to an earlier moment: acts that were told as accepted, by the API's log, and are not in the " +
        'database',
    )
    .argument('<log...>', 'files of lines as the API writes them; - is the standard input')
    .option('--json', 'JSON instead of lines')
    .action(
      action((files: readonly string[], { json }: { readonly json?: true }) =>
        withServices(({ db }) => printLostActs(db, files, json)),
      ),
    ),
  'repair told api.log',
);

async function printLostActs(db: Db, files: readonly string[], json: boolean | undefined): Promise<Outcome> {
  const { acknowledged, lost } = await progressOf().stage('told', detail => lostActsOf(db, files, detail));
  const acts = [...lost].toSorted((a, b) => (a.at < b.at ? -1 : 1));
  const highest = acts
    .map(each => each.number)
    .toSorted()
    .at(-1);
  printAnswer(json, { told: acknowledged, lost: acts }, [
    ...acts.map(({ at, case: id, number, event, act }) => `${at}  ${id}  ${number}  ${event}  (${act.slice(0, 12)})`),
    `${acknowledged} told, ${acts.length} lost${highest === undefined ? '' : `; numbers --past ${highest}`}`,
  ]);
  return acts.length > 0 ? 'found' : 'done';
}

async function lostActsOf(
  db: Db,
  files: readonly string[],
  detail: (text: string) => void,
): Promise<{ readonly acknowledged: number; readonly lost: Iterable<Acknowledgement> }> {
  const lost = new Map<string, Acknowledgement>();
  let acknowledged = 0;
  let page: Acknowledgement[] = [];
  const flush = async (): Promise<void> => {
    for (const each of await unloggedActs(db, page)) lost.set(each.act, each);
    acknowledged += page.length;
    detail(`${acknowledged} told, ${lost.size} lost`);
    page = [];
  };
  for (const file of files) {
    for await (const line of linesOf(file)) {
      const act = parseAcknowledgement(line);
      if (act && page.push(act) === pageSize) await flush();
    }
  }
  await flush();
  return { acknowledged, lost: lost.values() };
}

async function* linesOf(file: string): AsyncGenerator<string> {
  if (file === '-') {
    yield* createInterface(process.stdin);
    return;
  }
  const handle = await open(file).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${file} cannot be read: ${error.code ?? error.message}.`);
  });
  yield* createInterface(handle.createReadStream());
}
