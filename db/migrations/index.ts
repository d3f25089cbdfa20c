import type { Migration } from 'kysely/migration';
import * as log from './0001-log.ts';
import * as readModel from './0002-read-model.ts';
import * as directory from './0003-directory.ts';
import * as undated from './0004-undated.ts';
import * as migrationsReadable from './0005-migrations-readable.ts';
import * as advances from './0006-advances.ts';
import * as calendars from './0007-calendars.ts';
import * as repairs from './0008-repairs.ts';
import * as incidents from './0009-incidents.ts';
import * as builds from './0010-builds.ts';

/** In the order of their names. A released one is never changed: the next one changes what it made. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-log': log,
  '0002-read-model': readModel,
  '0003-directory': directory,
  '0004-undated': undated,
  '0005-migrations-readable': migrationsReadable,
  '0006-advances': advances,
  '0007-calendars': calendars,
  '0008-repairs': repairs,
  '0009-incidents': incidents,
  '0010-builds': builds,
};
