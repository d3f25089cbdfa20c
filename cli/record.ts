import { mkdir, writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { folderOf, readSums } from '../bin/compose/released.ts';
import { readCaseByNumber } from '../db/cases/cases.ts';
import type { Db } from '../db/client.ts';
import { readLog } from '../db/log/read.ts';
import type { RecordedCase } from '../domain/host/recorded.ts';
import { databaseHelp, withDatabase } from './connections.ts';
import { withExamples } from './options.ts';
import { action, invocation, UsageError } from './run.ts';

export const command = withExamples(
  new Command('record')
    .description(
      "Keeps a case's log and what it folds to beside its procedure: whoever changes the code later sees whether it " +
        'still does. A log holds no field that a form marks as personal; reasons and remarks are free text: look at ' +
        'the file before you commit it.',
    )
    .argument('<number>', '办件编号, the number of the case')
    .argument('<name>', 'what the case shows, in lower-case words joined by hyphens')
    .addHelpText('after', databaseHelp)
    .action(action((number: string, name: string) => withDatabase(db => record(db, number, name)))),
  'record SX2027-000001 good-way',
);

async function record(db: Db, number: string, name: string): Promise<void> {
  if (!/^[a-z][a-z0-9-]*$/.test(name))
    throw new UsageError(`Found the name ${name}, expected lower-case words joined by hyphens, such as good-way.`);
  const found = await readCaseByNumber(db, number);
  if (!found) throw new UsageError(`Found no case ${number} in this database.`);
  const { view } = found;
  const type = view.procedure;
  const file = `${name}.json`;
  if ((await readSums(type))?.has(file))
    throw new UsageError(`${file} belongs to the release of ${type} and is not changed. Choose another name.`);
  const kept: RecordedCase = { entries: await readLog(db, view.case), view };
  await mkdir(folderOf(type), { recursive: true });
  await writeFile(new URL(file, folderOf(type)), `${JSON.stringify(kept, null, 1)}\n`);
  console.log(
    `Wrote workflows/procedures/released/${type}/${file}: ${kept.entries.length} events. ` +
      `Then: ${invocation} release ${type}`,
  );
}
