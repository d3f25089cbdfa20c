import { createHash } from 'node:crypto';
import { lastCaseNumber, passCaseNumbers } from '../../../db/cases/case-numbers.ts';
import type { Db } from '../../../db/client.ts';
import { yearOf, type Instant } from '../../../domain/calendar/day.ts';
import { demonstration } from '../../../domain/calendar/published.ts';
import type { AnyProcedure } from '../../../domain/procedure/procedure.ts';
import { isPlayable, Life } from './life.ts';
import { Random } from './random.ts';
import { personIdOf } from './register.ts';
import { templateOf } from './template.ts';
import { CityWriter } from './writer.ts';

const dayMs = 86_400_000;
const minuteMs = 60_000;
const wanted = 60;
/** So many are played at most: some states are rare. */
const mostPlayed = 250;
/** So many cases of one state and colour at most, until all that are found have one. */
const mostAlike = 8;
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
): Promise<number> {
  if ((await lastCaseNumber(db)) > 0) return 0;
  const procedures = [...(await load()).values()];
  const writer = await CityWriter.on(db);
  for (const [index, life] of lives(procedures.filter(isPlayable), now).entries()) {
    const template = templateOf(life);
    const serial = index + 1;
    const year = yearOf(life.one.view.receivedAt);
    await writer.add(template, {
      id: `${year}-${createHash('sha256').update(`seed ${serial}`).digest('hex').slice(0, 24)}`,
      number: `SX${year}-${String(serial).padStart(6, '0')}`,
      applicant: personIdOf(index * 7),
    });
  }
  await writer.flush();
  await passCaseNumbers(db, writer.cases);
  return writer.cases;
}

/** Lives in different states, the earliest received first. */
function lives(procedures: readonly AnyProcedure[], now: Instant): readonly Life[] {
  const random = new Random(1);
  const found: Life[] = [];
  const alike = new Map<string, number>();
  for (let nth = 0; nth < mostPlayed && found.length < wanted; nth += 1) {
    // Half of them came in the last days: most are through within three.
    const age = random.chance(0.5) ? random.next() * 3 : random.next() ** 2 * days;
    const receivedAt = now - Math.floor(age * dayMs) - minuteMs;
    const procedure = procedures[nth % procedures.length]!;
    const life = new Life(procedure, new Random(random.between(1, 2 ** 31)), demonstration.version);
    life.play(receivedAt - (receivedAt % minuteMs), now);
    if (!life.isReceived) continue;
    const { status, colour } = life.one.view;
    const count = alike.get(`${status} ${colour}`) ?? 0;
    if (count >= mostAlike) continue;
    alike.set(`${status} ${colour}`, count + 1);
    found.push(life);
  }
  return found.sort((one, other) => one.one.view.receivedAt - other.one.view.receivedAt);
}
