/**
 * `npm run -s calendar -- list | show <version> | publish <file> | status [version]`: the calendars of a database, and
 * publishing a version.
 */
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Calendars } from '../commands/calendars.ts';
import { publicationImpact } from '../operations/calendar/publication-impact.ts';
import { readVersion, readVersions } from '../db/calendars/calendars.ts';
import { applicationRole, connect, type Db } from '../db/client.ts';
import { isKnown } from '../db/directory/directory.ts';
import {
  fastestRate,
  publishVersion,
  readPublication,
  readPublications,
  standingOf,
  usualRate,
  type Publication,
} from '../db/calendars/publications.ts';
import { readCalendarFile, writtenCalendarFile } from '../domain/calendar/reading.ts';
import { Refused } from '../domain/refusal.ts';
import { foreseenLines, listLines, progressLine, versionLines } from './calendar/lines.ts';
import { loadProcedures } from './compose/procedures.ts';
import { locateDatabase } from './compose/local-stack.ts';

const help = `Calendars: which days are working days, by versions; and publishing a version to every open case.

  npm run -s calendar -- list                       all versions, those in force marked
  npm run -s calendar -- show <version> [--json]    its years and days; --json prints the file, to be amended and published
  npm run -s calendar -- publish <file>             shows what would change, asks, publishes, and follows the progress
  npm run -s calendar -- status [version]           how far publications are

  publish
    --dry-run           shows what would change and ends
    --yes               publishes without asking
    --no-wait           ends when it is published; the workers carry on
    --calendar --version --title --on
                        what names the version, where the file holds years alone
    --rate <n>          cases a second, 1 to ${fastestRate}; ${usualRate} if not said
    --by <person>       who publishes, by their id in the directory

  DATABASE_URL          the product's PostgreSQL; without it that of the stack that npm start runs here

The cases count anew in their own runs, by whichever worker is there. Ctrl-C, or a crash, stops only the watching.
Publishing the same file again goes on watching and changes nothing.
Exit code 0: done; 1: refused, failed, or cases that could not be reached; 2: the file cannot be read.
`;

const options = {
  help: { type: 'boolean' },
  json: { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  yes: { type: 'boolean' },
  'no-wait': { type: 'boolean' },
  calendar: { type: 'string' },
  version: { type: 'string' },
  title: { type: 'string' },
  on: { type: 'string' },
  rate: { type: 'string' },
  by: { type: 'string' },
} as const;
type Values = ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>>['values'];

/** What ends the program with a code of its own. */
class Ending extends Error {
  readonly exitCode: number;
  constructor(exitCode: number, message: string) {
    super(message);
    this.exitCode = exitCode;
  }
}

async function main(): Promise<void> {
  const {
    values,
    positionals: [what, which, ...rest],
  } = parseArgs({ options, allowPositionals: true });
  if (values.help || what === undefined) return void process.stdout.write(help);
  if (rest.length > 0) throw new Ending(1, `Found "${rest.join(' ')}" too many. See --help.`);
  const work = { list, show, publish, status }[what];
  if (!work) throw new Ending(1, `Found "${what}", expected list, show, publish or status. See --help.`);
  const db = connect(await locateDatabase(), { role: applicationRole, max: 4 });
  try {
    await work(db, which, values);
  } finally {
    await db.destroy();
  }
}

async function list(db: Db): Promise<void> {
  for (const line of listLines(await readVersions(db))) console.log(line);
}

async function show(db: Db, version: string | undefined, { json }: Values): Promise<void> {
  const found = version === undefined ? undefined : await readVersion(db, version);
  if (!found)
    throw new Ending(
      1,
      `Found no version ${version ?? '(none named)'}; there are ${(await readVersions(db)).map(each => each.data.version).join(', ') || 'none'}.`,
    );
  if (json) process.stdout.write(writtenCalendarFile(found.file));
  else for (const line of versionLines(found)) console.log(line);
}

async function status(db: Db, version: string | undefined): Promise<void> {
  const found = await readPublications(db, version === undefined ? {} : { version });
  if (found.length === 0)
    console.log(version === undefined ? 'Nothing was published here yet.' : `No publication of ${version}.`);
  for (const each of found) console.log(progressLine(each));
}

async function publish(db: Db, path: string | undefined, values: Values): Promise<void> {
  const { calendar, version, title, on, by = 'terminal' } = values;
  const file = readCalendarFile(await contentOf(path), {
    ...(calendar !== undefined && { calendar }),
    ...(version !== undefined && { version }),
    ...(title !== undefined && { title }),
    ...(on !== undefined && { on }),
  });
  const rate = Number(values.rate ?? usualRate);
  if (!Number.isInteger(rate) || rate < 1 || rate > fastestRate)
    throw new Ending(1, `Found --rate ${values.rate}, expected 1 to ${fastestRate}.`);
  if (values.by !== undefined && !(await isKnown(db, by)))
    throw new Ending(1, `Found no person ${by} in the directory.`);
  if ((await standingOf(db, file)) === 'published') {
    console.log(`${file.version} is published already.`);
    if (values['dry-run']) return;
  } else {
    const context = { db, procedures: await loadProcedures(), calendars: new Calendars(db) };
    const foreseen = await publicationImpact(context, file, { progress: working('computing') });
    for (const line of foreseenLines(foreseen)) console.log(line);
    if (values['dry-run']) return;
    if (!values.yes && !(await agreed(`Publish ${foreseen.versions.join(', ')}?`)))
      throw new Ending(1, 'Nothing was published.');
  }
  const publication = await publishVersion(db, {
    file,
    actor: { person: by, role: 'administrator' },
    key: `${by}:publish-${file.version}`,
    rate,
  });
  if (values['no-wait']) console.log(progressLine(publication));
  else await follow(db, publication);
}

async function contentOf(path: string | undefined): Promise<unknown> {
  if (path === undefined) throw new Ending(2, 'Name the file: publish <file>. See --help.');
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Ending(2, `The file ${path} cannot be read: ${error.code ?? error.message}.`);
  });
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Ending(
      2,
      `The file ${path} is not JSON: ${(error as Error).message}. Expected an object with years; see show <version> --json.`,
    );
  }
}

/** A line that renews itself on a terminal, now and then; silent elsewhere. */
const working =
  (what: string) =>
  (done: number, all: number): void => {
    if (process.stderr.isTTY) process.stderr.write(`\r  ${what} ${done} of ${all} cases${done >= all ? '\n' : ''}`);
  };

async function agreed(question: string): Promise<boolean> {
  if (!process.stdin.isTTY)
    throw new Ending(1, `${question} Nobody can be asked here: add --yes, or --dry-run to look only.`);
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(`${question} [y/N] `);
  terminal.close();
  return /^y(es)?$/i.test(answer.trim());
}

/** Follows a publication to its end, a line whenever it came further. */
async function follow(db: Db, first: Publication): Promise<void> {
  let said = '';
  let still = 0;
  for (let now: Publication | undefined = first; now; now = await readPublication(db, first.version)) {
    const line = progressLine(now);
    if (line !== said) console.log(line);
    still = line === said ? still + 1 : 0;
    said = line;
    if (now.finishedAt !== undefined) {
      if (now.refused + now.failed > 0)
        throw new Ending(
          1,
          `${now.refused + now.failed} cases could not be reached: see their refusals and dead letters.`,
        );
      return;
    }
    if (still === 30) console.log('  No worker has taken a case for some time: it goes on as soon as one runs.');
    await pause(500);
  }
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode =
    error instanceof Ending ? error.exitCode : error instanceof Refused && error.code === 'calendar.file' ? 2 : 1;
}
