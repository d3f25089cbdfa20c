import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { readCase } from '../../db/cases/cases.ts';
import { beginCase, project } from '../../db/log/append.ts';
import { publishVersion, reachStragglers, readPublication, takeTurn } from '../../db/calendars/publications.ts';
import { beforeAmendment } from '../../domain/calendar/arrangement.ts';
import arrangements from '../../domain/calendar/arrangements/cn.json' with { type: 'json' };
import { formatInstant, parseInstant } from '../../domain/calendar/day.ts';
import { calendarOf, type CalendarFile } from '../../domain/calendar/file.ts';
import { viewOf } from '../../domain/case/case.ts';
import type { Command } from '../../domain/case/command.ts';
import type { Actor } from '../../domain/values.ts';
import { approval, procedure, workingDays } from '../../domain/procedure.ts';
import { clerk, officer, VirtualCase } from '../support/virtual-case.ts';
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
class StoredCase extends VirtualCase {
  readonly id: string;
  #written = 0;
  constructor(id: string, n: number, first: CalendarFile, amended: CalendarFile) {
    super(licence(n));
    this.id = id;
    this.know(calendarOf(first)).know(calendarOf(amended));
  }

  /** `now` is the case's time at this moment. */
  async write(now: string): Promise<void> {
    const entries = chain(this.id, this.events);
    const view = { ...viewOf(this.state!, this.environment), case: this.id };
    if (this.#written === 0)
      await beginCase(database.db, this.id, {
        entries,
        view,
        queryCode: 'q',
        timeOffset: parseInstant(now) - Date.now(),
      });
    else await project(database.db, this.id, { entries: entries.slice(this.#written), view });
    this.#written = this.events.length;
  }
}
const types = (one: VirtualCase) => one.events.map(event => event.type);

/**
 * The State Council amended its arrangements of 2015, 2019 and 2020. Accepted in the morning of `accepted`; `published`
 * is when
 * the amendment is published here.
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

    const [running, decided] = [
      new StoredCase(`running-${year}`, n, first, amended),
      new StoredCase(`decided-${year}`, n, first, amended),
    ];
    for (const one of [running, decided]) {
      one.act(
        `${accepted}T09:00`,
        { person: 'p-applicant', role: 'applicant' },
        {
          type: 'receive',
          case: one.id,
          number: one.id,
          procedure: one.environment.procedure.id,
          calendar: first.version,
          applicant: 'p-applicant',
          channel: 'online',
          form: {},
          papers: [],
          modes: [],
        },
      );
      one.act(`${accepted}T10:00`, clerk, { type: 'accept' });
      expect(formatInstant(one.clock('promise').due!).slice(0, 10)).toBe(before);
    }
    decided.act(`${accepted}T15:00`, officer('market-regulation'), {
      type: 'answer',
      step: 'review',
      answer: { answer: 'agree' },
    });
    for (const one of [running, decided]) {
      one.advance(published);
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
    for (const { caseId, key, payload, actor, askedAt, caseOffset } of (await takeTurn(database.db))!.commands) {
      const one = caseId === running.id ? running : decided;
      one.act(formatInstant(askedAt + caseOffset), actor, JSON.parse(payload) as Command, key);
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

    running.advance(`${before}T23:00`);
    expect(
      running.events.filter(each => each.type === 'breached' && each.data.clock === 'promise'),
      'not late by the old due',
    ).toEqual([]);
    running.advance(`${after}T17:30`);
    expect(running.clock('promise')).toMatchObject({ colour: 'red', breachedAt: parseInstant(`${after}T17:30`) });
    expect(types(decided).filter(type => type === 'recomputed')).toHaveLength(1);
  },
);
