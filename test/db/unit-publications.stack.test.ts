import { afterAll, beforeAll, expect, test } from 'vitest';
import { affectedCases } from '../../db/calendars/cases-touched.ts';
import { shipCalendar } from '../../db/calendars/calendars.ts';
import { publishVersion } from '../../db/calendars/publications.ts';
import { parseInstant } from '../../domain/calendar/day.ts';
import { calendarOf, type CalendarFile } from '../../domain/calendar/file.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { begin, clock } from './sample.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(async () => {
  await database.close();
});

const file = (calendar: string, n: number, off: readonly string[]): CalendarFile => ({
  calendar,
  version: `${calendar}-${n}`,
  title: '测试日历',
  years: { 2027: { notices: ['通知'], off: { 节: off }, work: [] } },
});
const commandsOf = (version: string) =>
  database.db.selectFrom('command').select(['case_id', 'payload']).where('publication', '=', version).execute();
const publish = (what: CalendarFile) =>
  publishVersion(database.db, {
    file: what,
    actor: { person: 'p-administrator', role: 'administrator' },
    key: `key-${what.version}`,
    rate: 20,
  });

const calendars = { 'fire-rescue': 'fire-1', 'a-unit': 'lead-1', water: 'fire-1' };
const at = (day: string) => parseInstant(`${day}T17:30`);
const dated = (name: string, calendar: string) =>
  clock(name, { calendar, anchor: at('2027-03-01'), due: at('2027-05-04') });

beforeAll(async () => {
  await shipCalendar(database.owner, file('lead', 1, ['2027-01-01']));
  await shipCalendar(database.owner, file('fire', 1, ['2027-01-01']));
  const clocks = [dated('promise', 'lead-1'), dated('step:fire', 'fire-1')];
  await begin(database.db, 'both', { calendar: 'lead-1', calendars, clocks });
  await begin(database.db, 'pinned', { calendar: 'lead-1', calendars, clocks: [dated('promise', 'lead-1')] });
  await begin(database.db, 'other', { calendar: 'lead-1', clocks: [dated('promise', 'lead-1')] });
});

test('the preview of a unit calendar finds cases with a clock of it alone, with all their versions', async () => {
  const found = await affectedCases(database.db, [calendarOf(file('fire', 2, ['2027-01-01', '2027-03-30']))]);
  expect(found.cases).toBe(2);
  expect(found.touched.map(({ id, calendars: then }) => [id, then])).toEqual([
    ['both', { calendar: 'lead-1', calendars: { 'a-unit': 'lead-1', 'fire-rescue': 'fire-2', water: 'fire-2' } }],
  ]);
});

test('a publication of it reaches each case that pins it, with all versions that it then counts by', async () => {
  expect(await publish(file('fire', 2, ['2027-01-01', '2027-03-30']))).toMatchObject({ cases: 2, open: 2 });
  const payload =
    '{"calendar":"lead-1","calendars":{"a-unit":"lead-1","fire-rescue":"fire-2","water":"fire-2"},"type":"recompute"}';
  expect(await commandsOf('fire-2')).toEqual(
    ['both', 'pinned'].map(id => expect.objectContaining({ case_id: id, payload }) as object),
  );
});
