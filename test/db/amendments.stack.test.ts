import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { readCase } from '../../db/cases/cases.ts';
import { beginCase, project } from '../../db/log/append.ts';
import { reachStragglers } from '../../db/calendars/publication-commands.ts';
import { takeTurn } from '../../db/commands/turns.ts';
import { publishVersion, readPublication } from '../../db/calendars/publications.ts';
import { beforeAmendment } from '../../domain/calendar/arrangement.ts';
import arrangements from '../../domain/calendar/arrangements/cn.json' with { type: 'json' };
import { formatInstant, type Instant, parseInstant } from '../../domain/calendar/day.ts';
import { calendarOf, type CalendarFile } from '../../domain/calendar/file.ts';
import type { Command } from '../../domain/case/command.ts';
import type { Asked } from '../../domain/host/virtual/virtual-case.ts';
import type { Actor } from '../../domain/values.ts';
import { approval, procedure, workingDays } from '../../domain/procedure.ts';
import { agree, CaseOf, type VirtualCase } from '../../domain/testing.ts';
import { writeAsked } from '../support/asked-rows.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { chain } from './sample.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(async () => {
  await database.close();
});

const administrator: Actor = { person: 'p-administrator', role: 'administrator' };
const licence = (n: number) =>
  procedure({
    name: 'licence',
    version: n,
    title: '许可',
    lead: 'market-regulation',
    form: z.object({}),
    example: {},
    materials: {},
    limits: { promised: workingDays(n), statutory: workingDays(20) },
    steps: { review: approval('审查', { by: 'market-regulation', within: workingDays(2) }) },
    permits: { licence: '许可证' },
    *run({ steps, grant }) {
      yield* steps.review();
      return grant('licence');
    },
  });

/** A case on the virtual clock that is written to the database as a run writes it. */
class StoredCase extends CaseOf<ReturnType<typeof licence>> {
  #written = 0;
  readonly #asked: Asked[] = [];

  override apply(asked: Asked, at: Instant): void {
    super.apply(asked, at);
    this.#asked.push(asked);
  }

  /** `now` is the case's time at this moment. */
  async write(now: string): Promise<void> {
    const { id, events, view } = this;
    const entries = chain(id, events);
    await writeAsked(database.owner, id, this.#asked);
    if (this.#written === 0)
      await beginCase(database.db, id, {
        entries,
        view,
        queryCode: 'q',
        timeOffset: parseInstant(now) - Date.now(),
      });
    else await project(database.db, id, { entries: entries.slice(this.#written), view });
    this.#written = events.length;
  }
}
const types = (one: VirtualCase) => one.events.map(event => event.type);

/**
 * The State Council amended its arrangements of 2015, 2019 and 2020. Accepted in the morning of `accepted`; `published`
 * is when the amendment is published here.
 */
test.each([
  {
    year: 2020,
    accepted: '2020-01-16',
    n: 10,
    before: '2020-02-04',
    after: '2020-02-06',
    published: '2020-01-27T10:00',
  },
  {
    year: 2019,
    accepted: '2019-04-25',
    n: 5,
    before: '2019-05-03',
    after: '2019-05-05',
    published: '2019-04-26T10:00',
  },
  {
    year: 2015,
    accepted: '2015-09-01',
    n: 3,
    before: '2015-09-04',
    after: '2015-09-07',
    published: '2015-09-02T10:00',
  },
])(
  'the amendment of $year moves what was accepted on $accepted with $n WD from $before to $after',
  async ({ year, accepted, n, before, after, published }) => {
    const named = { calendar: `cn-${year}`, title: '国务院办公厅节假日安排' };
    const first: CalendarFile = { ...named, version: `first-${year}`, years: beforeAmendment(arrangements, year) };
    const amended: CalendarFile = { ...named, version: `amended-${year}`, years: arrangements };
    await publishVersion(database.db, { file: first, actor: administrator, key: first.version, rate: 20 });

    const calendars = { calendar: first.version, calendars: [calendarOf(first), calendarOf(amended)] };
    const running = new StoredCase(licence(n), { ...calendars, id: `running-${year}` });
    const decided = new StoredCase(licence(n), { ...calendars, id: `decided-${year}`, nth: 2 });
    for (const one of [running, decided]) {
      one
        .receive({ at: `${accepted}T09:00` })
        .at(`${accepted}T10:00`)
        .accept();
      expect(formatInstant(one.clock('promise').due!).slice(0, 10)).toBe(before);
    }
    decided.at(`${accepted}T15:00`).answer('review', agree);
    for (const one of [running, decided]) {
      one.until(published);
      await one.write(published);
    }
    const finished = decided.view.clocks.filter(clock => clock.state === 'stopped');
    expect(finished.map(clock => clock.clock)).toEqual(['acceptance', 'promise', 'statutory', 'step:review']);

    const publication = await publishVersion(database.db, {
      file: amended,
      actor: administrator,
      key: amended.version,
      rate: 20,
    });
    expect(publication).toMatchObject({ cases: 2, open: 2 });
    for (const { caseId, key, payload, actor, askedAt, caseOffset } of (await takeTurn(database.db, 'publication'))!
      .commands) {
      const one = caseId === running.id ? running : decided;
      one.at(formatInstant(askedAt + caseOffset)).act(actor, JSON.parse(payload) as Command, key);
      await one.write(published);
    }
    await reachStragglers(database.db);
    expect(await readPublication(database.db, amended.version)).toMatchObject({
      recomputed: 2,
      open: 0,
      finishedAt: expect.any(Number) as number,
    });

    const stored = async (id: string) =>
      new Map((await readCase(database.db, id))!.view.clocks.map(clock => [clock.clock, clock]));
    const now = await stored(running.id);
    expect(formatInstant(now.get('promise')!.due!).slice(0, 10)).toBe(after);
    expect(now.get('promise')).toMatchObject({ calendar: amended.version, state: 'running' });
    expect(now.get('acceptance')).toMatchObject({ calendar: first.version, verdict: 'met' });
    const [event] = running.events.filter(each => each.type === 'recomputed');
    expect(formatInstant(event!.askedAt ?? event!.at).slice(0, 16)).toBe(published);
    expect(event?.data.clocks.find(each => each.clock === 'promise')).toEqual({
      clock: 'promise',
      dueBefore: parseInstant(`${before}T17:30`),
      due: parseInstant(`${after}T17:30`),
    });
    const kept = await stored(decided.id);
    for (const clock of finished) expect(kept.get(clock.clock)).toEqual(clock);

    running.until(`${before}T23:00`);
    expect(
      running.events.filter(each => each.type === 'breached' && each.data.clock === 'promise'),
      'not late by the old due',
    ).toEqual([]);
    running.until(`${after}T17:30`);
    expect(running.clock('promise')).toMatchObject({ colour: 'red', breachedAt: parseInstant(`${after}T17:30`) });
    expect(types(decided).filter(type => type === 'recomputed')).toHaveLength(1);
  },
);
