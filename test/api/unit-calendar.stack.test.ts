import { afterAll, beforeAll, expect, test } from 'vitest';
import { publishVersion, readPublication } from '../../db/calendars/publications.ts';
import { writeDirectory } from '../../db/directory/write.ts';
import { demonstrationDirectory } from '../../domain/directory/demonstration.ts';
import { applicant, fire, lead, Office } from './office.ts';

let office: Office;
beforeAll(async () => {
  office = await Office.open();
});
afterAll(async () => {
  await office.product.stop();
});

/** Publishes the fire brigade's own calendar: the demonstration's, with these days of 2027 off besides. */
async function publish(version: string, off: readonly string[]): Promise<void> {
  const { db } = office.product.shell.context;
  await publishVersion(db, {
    file: {
      calendar: 'fire',
      version,
      title: '消防站',
      on: 'demonstration',
      years: { 2027: { notices: ['演练通知'], off: { 演练: off }, work: [] } },
    },
    actor: { person: 'p-administrator', role: 'administrator' },
    key: version,
    rate: 200,
  });
  const isOpen = async () => (await readPublication(db, version))?.finishedAt === undefined;
  while (await isOpen()) await new Promise(resolve => setTimeout(resolve, 100));
}

interface Counted {
  readonly clock: string;
  readonly calendar: string;
  readonly due: string;
}
const clocksOf = async (id: string) => {
  const { case: found } = await office.ask<{ case: { clocks: readonly Counted[] } }>(
    applicant,
    'query C($id: ID!) { case(id: $id) { clocks { clock calendar due } } }',
    { id },
  );
  const shown = new Set(['promise', 'step:signboard', 'step:fire']);
  return found.clocks.filter(({ clock }) => shown.has(clock)).map(each => Object.values(each).join(' '));
};

test('a case pins the calendar of each unit that has one, and a publication of it reaches the case', async () => {
  await publish('fire-1', ['2027-03-26']);
  const units = demonstrationDirectory.units.map(each =>
    each.id === 'fire-rescue' ? { ...each, calendar: 'fire' } : each,
  );
  await writeDirectory(office.product.shell.database.owner, { ...demonstrationDirectory, units });
  const { id } = await office.receive({ developmentTime: '2027-03-24T10:00:00+08:00' });
  await office.accept(id);
  await office.say(lead, 'answerApproval', { caseId: id, step: 'licence', answer: 'AGREE' });
  // The promise 5 WD: 25 26 29 30 31; the signboard 2 WD: 25 26; the fire brigade 3 WD: 25 29 30.
  expect(await clocksOf(id)).toEqual([
    'promise demonstration-2032 2027-03-31T17:30:00+08:00',
    'step:signboard demonstration-2032 2027-03-26T17:30:00+08:00',
    'step:fire fire-1 2027-03-30T17:30:00+08:00',
  ]);
  await publish('fire-2', ['2027-03-26', '2027-03-29']);
  expect(await clocksOf(id)).toEqual([
    'promise demonstration-2032 2027-03-31T17:30:00+08:00',
    'step:signboard demonstration-2032 2027-03-26T17:30:00+08:00',
    'step:fire fire-2 2027-03-31T17:30:00+08:00',
  ]);
  const { case: explained } = await office.ask<{
    case: { explainDeadline: { calendar: { calendar: string; version: string } } };
  }>(
    fire,
    'query E($id: ID!) { case(id: $id) { explainDeadline(clock: "step:fire") { calendar { calendar version } } } }',
    { id },
  );
  expect(explained.explainDeadline.calendar).toEqual({ calendar: 'fire', version: 'fire-2' });
});
