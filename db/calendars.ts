import { sql } from 'kysely';
import type { CalendarData } from '../domain/calendar/calendar.ts';
import type { Db } from './client.ts';

/** A published version of a calendar is never changed: publishing the same version with other data is refused. */
export async function publishCalendar(db: Db, data: CalendarData): Promise<void> {
  await db.transaction().execute(async tx => {
    const text = JSON.stringify(data);
    await sql`select pg_advisory_xact_lock(${calendars}, hashtext(${data.id}))`.execute(tx);
    const { rows } = await sql<{ same: boolean; current: boolean }>`
      select data = ${text}::jsonb as same, current from calendar_version where version = ${data.version}`.execute(tx);
    const kept = rows[0];
    if (kept && !kept.same) {
      throw new Error(`Calendar version ${data.version} is already published with other days. Publish the change under a new version.`);
    }
    if (kept?.current) return;
    await tx.updateTable('calendar_version').set({ current: false }).where('calendar', '=', data.id).where('current', '=', true).execute();
    await tx.insertInto('calendar_version').values({ version: data.version, calendar: data.id, title: data.title, data: text, current: true })
      .onConflict(conflict => conflict.column('version').doUpdateSet({ current: true })).execute();
  });
}

const calendars = 7342;

/** The data of these versions; all of them when none are named. */
export async function readCalendars(db: Db, versions?: readonly string[]): Promise<readonly CalendarData[]> {
  let query = db.selectFrom('calendar_version').select('data').orderBy('version');
  if (versions) query = query.where('version', '=', sql<string>`any(${[...versions]}::text[])`);
  return (await query.execute()).map(row => row.data);
}

/** The version of a calendar that holds for what is received now, or undefined when none is published. */
export async function currentCalendar(db: Db, calendar: string): Promise<string | undefined> {
  const row = await db.selectFrom('calendar_version').select('version').where('calendar', '=', calendar).where('current', '=', true).executeTakeFirst();
  return row?.version;
}
