import { shipCalendar } from '../../db/calendars/calendars.ts';
import type { Db } from '../../db/client.ts';
import { readWholeDirectory } from '../../db/directory/directory.ts';
import { writeDirectory } from '../../db/directory/write.ts';
import { isParty } from '../../db/parties/parties.ts';
import { addParty, linkPerson } from '../../db/parties/write-party.ts';
import { parseInstant } from '../../domain/calendar/day.ts';
import { shippedFiles } from '../../domain/calendar/published.ts';
import type { Directory } from '../../domain/directory/directory.ts';
import {
  demonstrationDelegations,
  demonstrationDirectory,
  demonstrationParties,
} from '../../domain/directory/demonstration.ts';

/** The calendar that cases of a development stack run on: virtual time soon leaves the years that are published. */
export const demonstrationCalendar = 'demonstration';

/** Of a development stack alone: it keeps nobody's secret. */
export const demonstrationIdentityKey = 'of the demonstration, where nobody is real';
/** The key of the addresses of files. */
export const demonstrationFileKey = 'of the demonstration, whose files are nobody’s';

/** Who applies in the demonstration: they hold no post, and are there in any directory. */
const applying = demonstrationDirectory.people.filter(({ id }) =>
  demonstrationDirectory.holdings.every(({ person }) => person !== id),
);

/**
 * Units, posts, people with absences, delegations, parties and calendars of a district that does not exist. Again
 * changes nothing.
 * @param given brings the directory to what it says instead; those who apply are added to its people
 */
export async function writeDemonstration(db: Db, given?: Directory): Promise<void> {
  const known = await readWholeDirectory(db);
  const usual = known.units.length === 0 ? demonstrationDirectory : known;
  await writeDirectory(db, withApplying(given ?? usual, known));
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

/** With those who apply, and the delegations of the demonstration; one that was revoked since stays so. */
function withApplying(directory: Directory, { delegations: known = [] }: Directory): Directory {
  const delegations = demonstrationDelegations
    .map(({ agent, applicant, from }) => ({
      id: `${agent}-for-${applicant}`,
      agent,
      applicant,
      from: parseInstant(`${from}T00:00`),
    }))
    .filter(each => known.every(({ id }) => id !== each.id));
  const more = applying.filter(each => directory.people.every(({ id }) => id !== each.id));
  return { ...directory, people: [...directory.people, ...more], delegations };
}
