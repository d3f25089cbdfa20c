import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { loadProcedures, unavailableIn } from '../../bin/compose/procedures.ts';
import { demonstrationDirectory } from '../../domain/directory/demonstration.ts';
import { regionsOf } from '../../domain/directory/places.ts';
import { pinnedUnits, unavailableBecause } from '../../domain/procedure/procedure.ts';
import { shippedProcedures } from '../support/shipped.ts';

const folder = new URL('../../workflows/procedures/', import.meta.url);

test('every shipped procedure loads, is walked without a fault, and is received in the demonstration', async () => {
  const procedures = await loadProcedures(demonstrationDirectory);
  const files = (await readdir(folder)).filter(file => file.endsWith('.ts'));
  expect([...procedures.keys()]).toEqual(files.map(file => file.slice(0, -3)).toSorted());
  expect(unavailableIn(procedures, demonstrationDirectory)).toEqual(new Map());
}, 120_000);

test('every shipped procedure finds its units in the district and in each of its towns', async () => {
  const { units } = demonstrationDirectory;
  const towns = regionsOf(units).filter(region => region.startsWith('990101') && region !== '990101');
  expect(towns.length).toBe(3);
  for (const procedure of (await shippedProcedures()).values())
    for (const place of ['990101', ...towns])
      expect(unavailableBecause(procedure, units, place), `${procedure.id} in ${place}`).toEqual([]);
});

test('a case in a town is at its window and its community, and with the district for all else', async () => {
  const procedures = await shippedProcedures();
  const { units } = demonstrationDirectory;
  const pinned = (id: string, place?: string) => pinnedUnits(procedures.get(id)!, units, place);
  expect(pinned('restaurant-opening.v1', '990101101')).toEqual({
    'market-regulation': 'market-regulation',
    'urban-management': 'urban-management',
    'fire-rescue': 'fire-rescue',
    tobacco: 'tobacco',
    'service-window': 'east-town-window',
  });
  expect(pinned('enterprise-issue-135.v1', '990101102')).toMatchObject({ community: 'west-town-community' });
  expect(pinned('enterprise-issue-135.v1')).toMatchObject({ community: 'community' });
});

test('the units of the demonstration play two roles beside their ids, and neither leads an item', () => {
  // Or whoever applies without saying where would be asked for the place.
  const roles = demonstrationDirectory.units.flatMap(({ role }) => role ?? []);
  expect([...new Set(roles)].toSorted()).toEqual(['community', 'service-window']);
});

test('every shipped procedure is short: at most 60 lines', async () => {
  for (const file of (await readdir(folder)).filter(each => each.endsWith('.ts'))) {
    const text = await readFile(new URL(file, folder), 'utf8');
    expect(text.trimEnd().split('\n').length, file).toBeLessThanOrEqual(60);
  }
});
