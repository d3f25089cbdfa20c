import { describe, expect, test } from 'vitest';
import { check, type Mode } from '../../domain/procedure/procedure.ts';
import { countedCases, countedFigures, everyMode, offered, offers } from './mode-cases.ts';

test('the procedures of the counted cases have no faults', () => {
  expect([everyMode, offered, offers].flatMap(each => check(each))).toEqual([]);
});

const cases = countedCases();

describe('what became of the modes of a case that was', () => {
  test.each(cases)('%s', (_, one, uses) => {
    const used = one.view.modeUse.filter(({ standing }) => standing !== 'offered');
    expect(Object.fromEntries(used.map(({ mode, standing }) => [mode, standing]))).toEqual(uses);
  });
});

test('the sums of the counted cases are those that were counted by hand', () => {
  const modes = Object.keys(countedFigures) as Mode[];
  const found = modes.map(mode => {
    const all = cases.flatMap(([, { view }]) => view.modeUse.filter(each => each.mode === mode));
    const of = (...standings: readonly string[]) => all.filter(({ standing }) => standings.includes(standing)).length;
    return [mode, [all.length, all.length - of('offered'), of('cured'), of('lapsed')]];
  });
  expect(Object.fromEntries(found)).toEqual(countedFigures);
});
