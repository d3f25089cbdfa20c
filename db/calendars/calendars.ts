import { sql } from 'kysely';
import type { CalendarData } from '../../domain/calendar/calendar.ts';
import type { Instant } from '../../domain/calendar/day.ts';
import { calendarOf, type CalendarFile } from '../../domain/calendar/file.ts';
import type { CalendarVersion } from '../../domain/calendar/versions.ts';
import type { Db, Tx } from '../client.ts';
import { takeLock } from '../locks.ts';
import { sealingCalendar } from '../seals/seals.ts';
import { iso } from '../values.ts';

/** Locks the register of versions in force until the transaction ends. */
export const lockRegister = async (tx: Tx): Promise<void> => {
  await sql`select ${takeLock('calendarRegister')}`.execute(tx);
};

/** A version with its place in the register. */
export interface RegisteredVersion extends CalendarVersion {
  readonly publishedAt: Instant;
  /** In force: what is received now runs on it. */
  readonly current: boolean;
}

const versions = (db: Db) =>
  db.selectFrom('calendar_version').select(['data', 'file', 'base', 'published_at as publishedAt', 'current']);
type Row = Awaited<ReturnType<ReturnType<typeof versions>['execute']>>[number];
const versionOf = ({ base, ...row }: Row): RegisteredVersion => ({ ...row, ...(base !== null && { base }) });

/** Every version of every calendar, those of one calendar together, the latest first. */
export async function readVersions(db: Db): Promise<readonly RegisteredVersion[]> {
  return (await versions(db).orderBy('calendar').orderBy('published_at', 'desc').orderBy('version').execute()).map(
    versionOf,
  );
}

export async function readVersion(db: Db, version: string): Promise<RegisteredVersion | undefined> {
  const row = await versions(db).where('version', '=', version).executeTakeFirst();
  return row && versionOf(row);
}

/** The versions in force, one a calendar. */
export async function readCurrent(db: Db): Promise<readonly RegisteredVersion[]> {
  return (await versions(db).where('current', '=', true).orderBy('calendar').execute()).map(versionOf);
}

/** The name of the version in force, by calendar. */
export async function versionsInForce(db: Db): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('calendar_version')
    .select(['calendar', 'version'])
    .where('current', '=', true)
    .execute();
  return new Map(rows.map(({ calendar, version }) => [calendar, version]));
}

/** Puts versions in force, each in place of its calendar's last one. A published version is never changed. */
export async function putInForce(tx: Tx, list: readonly CalendarVersion[], at: Instant): Promise<void> {
  for (const { data, file, base } of list) {
    await tx
      .updateTable('calendar_version')
      .set({ current: false })
      .where('calendar', '=', data.id)
      .where('current', '=', true)
      .execute();
    await tx
      .insertInto('calendar_version')
      .values({
        version: data.version,
        calendar: data.id,
        title: data.title,
        data: JSON.stringify(data),
        file: JSON.stringify(file),
        base: base ?? null,
        published_at: iso(at),
        current: true,
      })
      .returning(sealingCalendar.as('sealed'))
      .execute();
  }
}

/**
 * Registers a shipped calendar where none of its versions is published: what an administrator published since is not
 * taken back. Returns whether it did.
 */
export async function shipCalendar(db: Db, file: CalendarFile): Promise<boolean> {
  return await db.transaction().execute(async tx => {
    await lockRegister(tx);
    const there = await tx
      .selectFrom('calendar_version')
      .select('version')
      .where('calendar', '=', file.calendar)
      .executeTakeFirst();
    if (!there) await putInForce(tx, [{ data: calendarOf(file), file }], Date.now());
    return !there;
  });
}

/** The data of these versions. */
export async function readCalendars(db: Db, wanted: readonly string[]): Promise<readonly CalendarData[]> {
  const rows = await db
    .selectFrom('calendar_version')
    .select('data')
    .where('version', '=', sql<string>`any(${[...wanted]}::text[])`)
    .orderBy('version')
    .execute();
  return rows.map(row => row.data);
}

/** The version of a calendar that holds for what is received now, or undefined when none is published. */
export async function currentCalendar(db: Db, calendar: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('calendar_version')
    .select('version')
    .where('calendar', '=', calendar)
    .where('current', '=', true)
    .executeTakeFirst();
  return row?.version;
}
