import { shipCalendar } from '../../db/calendars/calendars.ts';
import type { Db } from '../../db/client.ts';
import { delegate } from '../../db/directory/delegations.ts';
import { writeDirectory } from '../../db/directory/write.ts';
import { parseInstant } from '../../domain/calendar/day.ts';
import { shippedFiles } from '../../domain/calendar/published.ts';
import { demonstrationDelegations, demonstrationDirectory } from '../../domain/directory/demonstration.ts';

/** The calendar that cases of a development stack run on: virtual time soon leaves the years that are published. */
export const demonstrationCalendar = 'demonstration';

/**
 * Units, posts, people with absences, delegations and calendars of a district that does not exist. Again changes
 * nothing.
 */
export async function writeDemonstration(db: Db): Promise<void> {
  await writeDirectory(db, demonstrationDirectory);
  for (const { agent, applicant, from } of demonstrationDelegations) {
    await delegate(db, { id: `${agent}-for-${applicant}`, agent, applicant, from: parseInstant(`${from}T00:00`) });
  }
  for (const file of shippedFiles) await shipCalendar(db, file);
}
