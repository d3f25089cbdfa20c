import { mkdtemp, chmod, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../../db/client.ts';
import { dumpSchema } from '../../db/dump-schema.ts';
import { migrate } from '../../db/migrate.ts';
import { startPostgres } from '../stack/postgres.ts';
import { silent } from '../stack/progress.ts';

/** Writes db/schema.sql: migrates an empty database on a PostgreSQL of its own, which ends with it; describes it. */
export async function writeSchemaSql(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'shixian-schema-'));
  // As root PostgreSQL runs as another user, which must reach its data here.
  await chmod(folder, 0o711);
  try {
    const postgres = await startPostgres({ dataFolder: join(folder, 'postgres'), fast: true, progress: silent });
    try {
      await migrate(postgres.url);
      const db = connect(postgres.url, { max: 1 });
      try {
        await writeFile(new URL('../../db/schema.sql', import.meta.url), await dumpSchema(db));
      } finally {
        await db.destroy();
      }
    } finally {
      await postgres.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
