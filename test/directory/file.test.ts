import { expect, test } from 'vitest';
import { parseDay, parseInstant } from '../../domain/calendar/day.ts';
import { directoryFrom } from '../../domain/directory/file.ts';
import { Refused } from '../../domain/refusal.ts';
import { refusalText } from '../../domain/words/refusals.ts';

const good = {
  units: [
    { id: 'office', title: '区政府办公室', kind: 'government' },
    {
      id: 'fire',
      title: '消防大队',
      kind: 'department',
      parent: 'office',
      role: 'fire-safety',
      region: '330106',
      level: 'district',
    },
  ],
  people: [
    { id: 'p-1', name: '张三丰', unit: 'fire' },
    { id: 'p-2', name: '李四' },
  ],
  holdings: [{ person: 'p-1', unit: 'fire', post: 'handler', from: '2026-01-01', to: '2026-12-31' }],
  absences: [{ person: 'p-1', from: '2026-10-01T00:00+08:00', to: '2026-10-09T00:00', deputy: 'p-2' }],
};
const faultsOf = (json: unknown): string => {
  try {
    return JSON.stringify(directoryFrom(json));
  } catch (error) {
    return error instanceof Refused ? refusalText(error.refusal, 'en') : '';
  }
};

test('a directory is read with its days and instants; who is not said to be away or gone is neither', () => {
  expect(directoryFrom(good)).toEqual({
    ...good,
    removed: [],
    relations: [],
    holdings: [{ ...good.holdings[0], from: parseDay('2026-01-01'), to: parseDay('2026-12-31') }],
    absences: [{ ...good.absences[0], from: parseInstant('2026-10-01T00:00'), to: parseInstant('2026-10-09T00:00') }],
  });
  const { absences: _none, ...rest } = good;
  expect(directoryFrom({ ...rest, removed: ['p-7'] })).toMatchObject({ absences: [], removed: ['p-7'] });
});

test('all that names nothing, stands twice or ends before it begins is said at once, and nobody is named', () => {
  const told = faultsOf({
    units: [...good.units, good.units[1], { ...good.units[0], id: 'x', parent: 'nowhere' }],
    people: [...good.people, { id: 'p-3', name: '张三丰', unit: 'none' }],
    holdings: [
      ...good.holdings,
      { person: 'p-9', unit: 'gone', post: 'handler', from: '2026-02-01', to: '2026-01-01' },
    ],
    absences: [{ person: 'p-8', from: '2026-10-09T00:00', to: '2026-10-01T00:00', deputy: 'p-7' }],
    removed: ['p-1'],
  });
  expect(told.split('\n')).toEqual([
    'The directory does not fit:',
    '- units: "fire" stands there twice',
    '- units.3.parent: found "nowhere", expected an id of the same file',
    '- people.2.unit: found "none", expected an id of the same file',
    '- holdings.1.person: found "p-9", expected an id of the same file',
    '- holdings.1.unit: found "gone", expected an id of the same file',
    '- holdings.1: ends before it begins',
    '- absences.0.person: found "p-8", expected an id of the same file',
    '- absences.0.deputy: found "p-7", expected an id of the same file',
    '- absences.0: ends before it begins',
    '- removed: "p-1" stands among the people too',
  ]);
});

test('another shape, an unknown field and a day that does not exist are refused where they stand', () => {
  expect(faultsOf([])).toMatch(/^The directory does not fit:\n- Found a list/);
  expect(faultsOf({ ...good, people: [{ id: 'p-1', name: '张三丰', telephone: '1' }] })).toMatch(
    /- people\.0\.telephone: Found a field that is not asked/,
  );
  expect(faultsOf({ ...good, holdings: [{ ...good.holdings[0], from: '2026-02-30' }] })).toMatch(
    /- holdings\.0\.from: .*a date that exists/,
  );
  expect(faultsOf({ ...good, holdings: [{ ...good.holdings[0], post: 'king' }] })).toMatch(/- holdings\.0\.post: /);
});
