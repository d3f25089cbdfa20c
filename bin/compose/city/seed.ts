import { createHash, randomUUID } from 'node:crypto';
import { lastCaseNumber, passCaseNumbers } from '../../../db/cases/case-numbers.ts';
import type { Db } from '../../../db/client.ts';
import { saveDraft } from '../../../db/drafts/drafts.ts';
import { millisecondsPerDay, yearOf, type Instant } from '../../../domain/calendar/day.ts';
import { demonstration } from '../../../domain/calendar/published.ts';
import type { Status } from '../../../domain/case/vocabulary.ts';
import { defined } from '../../../domain/defined.ts';
import { demonstrationDirectory, demonstrationParties } from '../../../domain/directory/demonstration.ts';
import type { Directory } from '../../../domain/directory/directory.ts';
import { regionsOf } from '../../../domain/directory/places.ts';
import { issuesInDirectory, placesOfLead, type AnyProcedure } from '../../../domain/procedure/procedure.ts';
import { type DirectoryNow, pinsFor, readDirectoryNow, refusalAt } from '../../../operations/directory/pins.ts';
import { isPlayable, Life, type Stage } from './life.ts';
import { Office } from './office.ts';
import { Random } from './random.ts';
import { personIdOf } from './register.ts';
import { templateOf } from './template.ts';
import { CityWriter } from './writer.ts';

const minuteMs = 60_000;
const wanted = 60;
/** So many are played at most: some states are rare. */
const mostPlayed = 250;
/** States that few come to, each with a procedure in which it happens, and how often that is played at most. */
const rarely: Partial<Record<Status, string>> = {
  special: 'fire-design-review.v1',
  grantedTolerant: 'joint-completion.v1',
  forwardedUp: 'land-use-forwarding.v1',
  revoked: 'business-suspension.v1',
};
const mostPlayedOfRare = 120;
/** So many cases of one state and colour at most: of those that are closed, and of those that go on. */
const mostAlike = { closed: 3, open: 7 } as const;
/** Of so many cases one is of whoever signs in as the applicant of the demonstration. */
const ownEvery = 6;
/** Received over so many days until now. */
const days = 60;

/**
 * Gives a database without cases some sixty of them, in as many states and colours as there are, so that every list has
 * something to show. Returns how many were written. Runs of the open ones are started as of any case without one.
 */
export async function seedCases(
  db: Db,
  load: () => Promise<ReadonlyMap<string, AnyProcedure>>,
  now: Instant,
  directory: Directory = demonstrationDirectory,
): Promise<number> {
  if ((await lastCaseNumber(db)) > 0) return 0;
  const office = new Office(directory);
  const asPinned = await readDirectoryNow(db, demonstration.id);
  const places = [...(await load()).values()].filter(isPlayable).flatMap(procedure => {
    const stages = stagesOf(procedure, office, asPinned);
    return stages.length > 0 ? [{ procedure, stages }] : [];
  });
  const writer = await CityWriter.on(db);
  for (const [index, life] of lives(places, now).entries()) {
    const template = templateOf(life);
    const serial = index + 1;
    const year = yearOf(life.one.view.receivedAt);
    await writer.add(template, {
      id: `${year}-${createHash('sha256').update(`seed ${serial}`).digest('hex').slice(0, 24)}`,
      number: `SX${year}-${String(serial).padStart(6, '0')}`,
      applicant: index % ownEvery === 0 ? signedIn : personIdOf(index * 7),
    });
  }
  await writer.flush();
  await passCaseNumbers(db, writer.cases);
  await seedDrafts(db);
  return writer.cases;
}

/** Whoever signs in as the applicant of the demonstration. */
const signedIn = demonstrationParties[0]!.id;

/** Two applications that the applicant of the demonstration has not filled in to the end. */
async function seedDrafts(db: Db): Promise<void> {
  const begun = {
    'restaurant-opening.v1': { name: '老街面馆', seats: 40 },
    'utility-connection.v1': { address: '中山路 1 号', kilowatts: 80 },
  };
  for (const [procedure, form] of Object.entries(begun))
    await saveDraft(db, { id: randomUUID(), applicant: signedIn, procedure, form, papers: [], modes: [] }, signedIn);
}

interface Playable {
  readonly procedure: AnyProcedure;
  readonly stages: readonly Stage[];
}

/** Every place in which a procedure is offered: that of its lead first, then those below. */
function stagesOf(procedure: AnyProcedure, office: Office, directory: DirectoryNow): readonly Stage[] {
  const { units } = directory;
  const places = [...new Set([...placesOfLead(procedure, units), ...regionsOf(units)])];
  const offered = places.filter(place => issuesInDirectory(procedure, { units }, place).length === 0);
  return (offered.length > 0 ? offered : [undefined]).flatMap(place => {
    if (refusalAt(procedure, units, place)) return [];
    const { units: roles, directory: version, above } = pinsFor(directory, procedure, place);
    return [{ office, pins: defined({ units: roles, directory: version, place, above }) }];
  });
}

/** What a state comes to by time alone. */
const leadsTo: Partial<Record<Status, Status>> = { correction: 'deemedWithdrawn' };

/** To every second life much happens that is rare elsewhere. */
class Eventful extends Random {
  override chance(share: number): boolean {
    return super.chance(share < 0.2 ? share * 4 : share === 0.9 ? 0.6 : share);
  }
}

/**
 * Lives in different states, the earliest received first. An eventful one stays in the first state that it comes to and
 * that nobody else shows.
 */
function lives(all: readonly Playable[], now: Instant): readonly Life[] {
  if (all.length === 0) return [];
  const random = new Random(1);
  const found: Life[] = [];
  const alike = new Map<string, number>();
  const shown = new Set<Status>();
  const play = ({ procedure, stages }: Playable, age: number, isEventful: boolean): Life => {
    const receivedAt = now - Math.floor(age * millisecondsPerDay) - minuteMs;
    // Of two cases one is in the place of the lead, the other one below it.
    const stage = random.chance(0.5) ? stages[0]! : random.pick(stages);
    const seed = random.between(1, 2 ** 31);
    const life = new Life(procedure, isEventful ? new Eventful(seed) : new Random(seed), demonstration.version, stage);
    const isRare = (status: Status): boolean =>
      isEventful && status !== 'received' && (!shown.has(status) || !shown.has(leadsTo[status] ?? status));
    return life.play(receivedAt - (receivedAt % minuteMs), now, isRare);
  };
  const show = (life: Life): void => {
    shown.add(life.one.view.status);
    found.push(life);
  };
  for (let nth = 0; nth < mostPlayed && found.length < wanted; nth += 1) {
    // Half of them came in the last days: most are through within three.
    const age = random.chance(0.5) ? random.next() * 3 : random.next() ** 2 * days;
    const life = play(all[nth % all.length]!, age, nth % 2 === 1);
    if (!life.isReceived) continue;
    const { status, colour, closed } = life.one.view;
    const count = alike.get(`${status} ${colour}`) ?? 0;
    if (count >= mostAlike[closed ? 'closed' : 'open']) continue;
    alike.set(`${status} ${colour}`, count + 1);
    show(life);
  }
  for (const [status, id] of Object.entries(rarely) as [Status, string][]) {
    const playable = all.find(({ procedure }) => procedure.id === id);
    for (let nth = 0; playable && nth < mostPlayedOfRare && !shown.has(status); nth += 1) {
      const life = play(playable, random.between(days / 4, days), true);
      if (life.isReceived && life.one.view.status === status) show(life);
    }
  }
  return found.sort((one, other) => one.one.view.receivedAt - other.one.view.receivedAt);
}
