import { join } from 'node:path';
import { Command } from 'commander';
import { dataFolder } from '../bin/compose/local-stack.ts';
import { openStore } from '../bin/compose/settings/files.ts';
import { helpOf, readSettings } from '../bin/compose/settings/setting.ts';
import { fileSettings } from '../bin/compose/settings/settings.ts';
import type { Db } from '../db/client.ts';
import { backUpFiles, checkFiles, type Compared, restoreFiles } from '../operations/files/backup.ts';
import { openFolder } from '../operations/files/folder-store.ts';
import type { FileStore } from '../operations/files/store.ts';
import { databaseHelp, withDatabase } from './connections.ts';
import type { Outcome } from './exit-codes.ts';
import { withExamples } from './options.ts';
import { printAnswer } from './output.ts';
import { action } from './run.ts';

interface Options {
  readonly contents?: true;
  readonly json?: true;
}

const check = withExamples(
  new Command('check')
    .description('Looks whether the store has every file of the database, and names those that it lacks.')
    .option('--contents', 'reads every file too, and compares its digest')
    .option('--json', 'JSON instead of lines')
    .action(
      action((options: Options) => work(options, (db, store) => checkFiles(db, store, options.contents === true))),
    ),
  'files check --contents',
);

const backup = withExamples(
  new Command('backup')
    .description(
      'Copies to a folder the files that it does not have yet, and takes from it what was erased since. Names those ' +
        'that the store lacks. Copy the database first, then the files: of each file that the copy of the database ' +
        'knows the folder then has the bytes.',
    )
    .argument('<folder>', 'the folder of the copy')
    .option('--json', 'JSON instead of lines')
    .action(
      action((folder: string, options: Options) =>
        work(options, async (db, store) => backUpFiles(db, store, await openFolder(folder))),
      ),
    ),
  'files backup /backup/files',
);

const restore = withExamples(
  new Command('restore')
    .description(
      'Brings back from a copy the files that the store lacks, each held against its digest. Names those that ' +
        'neither has. What the store has stays.',
    )
    .argument('<folder>', 'the folder of the copy')
    .option('--json', 'JSON instead of lines')
    .action(
      action((folder: string, options: Options) =>
        work(options, async (db, store) => restoreFiles(db, store, await openFolder(folder))),
      ),
    ),
  'files restore /backup/files',
);

export const command = withExamples(
  new Command('files')
    .description('The files of cases: whether all are there, a copy of them, and back from the copy.')
    .addCommand(check)
    .addCommand(backup)
    .addCommand(restore)
    .addHelpText('after', `${databaseHelp}\n\nEnvironment:\n${helpOf(fileSettings)}`),
  'files check',
  'files backup /backup/files',
);

async function work({ json }: Options, compare: (db: Db, store: FileStore) => Promise<Compared>): Promise<Outcome> {
  const { values, env } = readSettings(fileSettings, process.env);
  const isLocal = env['FILE_STORE'] === undefined && env['DATABASE_URL'] === undefined;
  const store = await openStore(isLocal ? { ...values, FILE_STORE: join(dataFolder, 'files') } : values);
  const found = await withDatabase(db => compare(db, store));
  printAnswer(json, answerOf(found), linesOf(found));
  return found.amiss.length === 0 ? 'done' : 'found';
}

const answerOf = ({ amiss, ...counted }: Compared) => ({
  ...counted,
  amiss: amiss.map(({ file: { id, bytes, digest, number }, what }) => ({
    file: id,
    what,
    case: number,
    bytes,
    digest,
  })),
});

const linesOf = ({ whole, copied, erased, amiss }: Compared): readonly string[] => [
  ...amiss.map(({ file: { id, bytes, number }, what }) => `${what}  ${id}  ${number ?? 'no case'}  ${bytes} bytes`),
  [
    `${whole} files are there`,
    ...(copied > 0 ? [`${copied} of them copied now`] : []),
    ...(erased > 0 ? [`${erased} erased ones taken away`] : []),
    ...(amiss.length > 0 ? [`${amiss.length} are not as they should be`] : []),
  ].join(', '),
];
