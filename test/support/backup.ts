import { execFile } from 'node:child_process';
import { appendFile, chown, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { serverAccount } from '../../bin/stack/account.ts';
import { blocksOf } from '../docs/blocks.ts';
import type { Servers } from './servers.ts';

const run = promisify(execFile);

/** A block of docs/operating.md as an operator uses it, with `folder` for `/backup`. */
async function shown(info: string, folder: string): Promise<readonly string[]> {
  const block = (await blocksOf('docs/operating.md')).find(each => each.info === info);
  if (!block) throw new Error(`Found no block "${info}" in docs/operating.md.`);
  return block.text.replaceAll('/backup', folder).split('\n').filter(Boolean);
}

/**
 * What docs/operating.md says on backing up, done to the servers of one test file: archived write-ahead log and a base
 * backup.
 */
export class Backup {
  readonly #folder: string;
  /** Statements that turn the archive on. */
  readonly settings: readonly string[];

  private constructor(folder: string, settings: readonly string[]) {
    this.#folder = folder;
    this.settings = settings;
  }

  static async in(folder: string): Promise<Backup> {
    const account = serverAccount();
    for (const each of [folder, join(folder, 'wal')]) {
      await mkdir(each);
      if (account) await chown(each, account.uid, account.gid);
    }
    // The last is for the test's speed: thousands of small files are made safe at once.
    return new Backup(folder, [
      ...(await shown('sql archive', folder)),
      'alter system set recovery_init_sync_method = syncfs',
    ]);
  }

  /**
   * A base backup of the whole, as `pg_basebackup` takes it: begun, the folder copied while everything goes on, ended.
   */
  async take({ databaseUrl, dataFolder }: Servers, meanwhile: () => Promise<unknown>): Promise<void> {
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    try {
      await client.query(`select pg_backup_start('whole', fast => true)`);
      await Promise.all([meanwhile(), copied(dataFolder, join(this.#folder, 'base'))]);
      const {
        rows: [stopped],
      } = await client.query<{ labelfile: string }>('select labelfile from pg_backup_stop()');
      await written(join(this.#folder, 'base/backup_label'), stopped!.labelfile);
    } finally {
      await client.end();
    }
  }

  /**
   * With everything down: the data folder is destroyed, but for the log that was not archived yet, and made from the
   * backup.
   */
  async restore({ dataFolder }: Servers, until?: string): Promise<void> {
    const [archive, saved, wal] = [join(this.#folder, 'wal'), join(this.#folder, 'saved'), join(dataFolder, 'pg_wal')];
    await rename(wal, saved);
    await rm(dataFolder, { recursive: true });
    await run('cp', ['-a', join(this.#folder, 'base'), dataFolder]);
    const archived = new Set(await readdir(archive));
    for (const each of await readdir(wal)) await rm(join(wal, each), { recursive: true });
    for (const each of await readdir(saved, { withFileTypes: true }))
      if (each.isFile() && !archived.has(each.name)) await run('cp', ['-a', join(saved, each.name), wal]);
    await rm(saved, { recursive: true });
    await rm(join(dataFolder, 'postmaster.pid'), { force: true });
    const lines = await shown('ini recovery', this.#folder);
    const wanted =
      until === undefined
        ? lines.filter(line => !line.startsWith('recovery_target_'))
        : lines.map(line => (line.startsWith('recovery_target_time') ? `recovery_target_time = '${until}'` : line));
    await appendFile(join(dataFolder, 'postgresql.auto.conf'), `${wanted.join('\n')}\n`);
    await written(join(dataFolder, 'recovery.signal'), '');
  }
}

/** PostgreSQL's account reads it. */
async function written(file: string, text: string): Promise<void> {
  await writeFile(file, text);
  const account = serverAccount();
  if (account) await chown(file, account.uid, account.gid);
}

/** Files that vanish meanwhile are no fault: the log has what became of them. */
async function copied(from: string, to: string): Promise<void> {
  await run('cp', ['-a', from, to]).catch(({ stderr }: { stderr: string }) => {
    const others = stderr
      .trim()
      .split('\n')
      .filter(line => !line.endsWith('No such file or directory'));
    if (others.length > 0) throw new Error(others.join('\n'));
  });
}
