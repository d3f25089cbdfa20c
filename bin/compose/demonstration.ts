import { shipCalendar } from '../../db/calendars/calendars.ts';
import type { Db } from '../../db/client.ts';
import { readWholeDirectory } from '../../db/directory/directory.ts';
import { writeDirectory } from '../../db/directory/write.ts';
import { isParty } from '../../db/parties/parties.ts';
import { addParty, linkPerson } from '../../db/parties/write-party.ts';
import { parseInstant } from '../../domain/calendar/day.ts';
import { shippedFiles } from '../../domain/calendar/published.ts';
import {
  demonstrationDelegations,
  demonstrationDirectory,
  demonstrationParties,
} from '../../domain/directory/demonstration.ts';

/** The calendar that cases of a development stack run on: virtual time soon leaves the years that are published. */
export const demonstrationCalendar = 'demonstration';

/** Of a development stack alone: it keeps nobody's secret. */
export const demonstrationIdentityKey = 'of the demonstration, where nobody is real';

/**
 * Units, posts, people with absences, delegations, parties and calendars of a district that does not exist. Again
 * changes nothing.
 */
export async function writeDemonstration(db: Db): Promise<void> {
  // One that was revoked since stays so.
  const { delegations: known } = await readWholeDirectory(db);
  const delegations = demonstrationDelegations
    .map(({ agent, applicant, from }) => ({
      id: `${agent}-for-${applicant}`,
      agent,
      applicant,
      from: parseInstant(`${from}T00:00`),
    }))
    .filter(each => known.every(({ id }) => id !== each.id));
  await writeDirectory(db, { ...demonstrationDirectory, delegations });
  for (const { persons, ...party } of demonstrationParties) {
    if (!(await isParty(db, party.id)))
      await addParty(db, { by: 'demonstration', key: `demonstration:${party.id}`, digest: '' }, party);
    for (const person of persons) {
      const key = `demonstration:${party.id}:${person}`;
      await linkPerson(db, { by: 'demonstration', key }, { party: party.id, person });
    }
  }
  for (const file of shippedFiles) await shipCalendar(db, file);
}
