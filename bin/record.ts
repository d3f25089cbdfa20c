/**
 * `npm run record -- <case number> <name>`: keeps the log of a case, and the view that it folds to, beside its
 * procedure.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { readCaseByNumber } from '../db/cases/cases.ts';
import { connect } from '../db/client.ts';
import { readLog } from '../db/log/read.ts';
import type { RecordedCase } from '../domain/host/recorded.ts';
import { locateDatabase } from './compose/local-stack.ts';
import { folderOf, readSums } from './compose/released.ts';

const help = `Keeps a case's log and what it folds to beside its procedure: whoever changes the code later sees whether it still does.

  npm run record -- <case number> <name>

The case lies in the PostgreSQL of the stack that npm start runs here, or in that of DATABASE_URL. A log holds no field that a form
marks as personal; reasons and remarks are free text: look at the file before you commit it.
`;

async function main(): Promise<void> {
  const {
    values,
    positionals: [number, name, ...more],
  } = parseArgs({ allowPositionals: true, options: { help: { type: 'boolean' } } });
  if (values.help) return void process.stdout.write(help);
  if (number === undefined || name === undefined || more.length > 0 || !/^[a-z][a-z0-9-]*$/.test(name))
    throw new Error(`Expected a case number and a name in lower-case words joined by hyphens.\n\n${help}`);
  const db = connect(await locateDatabase(), { max: 1 });
  try {
    const record = await readCaseByNumber(db, number);
    if (!record) throw new Error(`Found no case ${number} in this database.`);
    const { view } = record;
    const type = view.procedure;
    const file = `${name}.json`;
    if ((await readSums(type))?.has(file))
      throw new Error(`${file} belongs to the release of ${type} and is not changed. Choose another name.`);
    const kept: RecordedCase = { entries: await readLog(db, view.case), view };
    await mkdir(folderOf(type), { recursive: true });
    await writeFile(new URL(file, folderOf(type)), `${JSON.stringify(kept, null, 1)}\n`);
    console.log(
      `Wrote workflows/procedures/released/${type}/${file}: ${kept.entries.length} events. Then: npm run release -- ${type}`,
    );
  } finally {
    await db.destroy();
  }
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
