import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Unit } from '../../domain/directory/directory.ts';
import { placesFrom, regionOf, regionsOf } from '../../domain/directory/places.ts';
import { resolveRole } from '../../domain/directory/roles.ts';
import { approval, procedure, upper, workingDays } from '../../domain/procedure.ts';
import { issuesInDirectory, pinnedUnits, placesOfLead, rolesMissing } from '../../domain/procedure/procedure.ts';
import { agree, caseOf, officer } from '../../domain/testing.ts';
import { refusal } from '../case/refusal.ts';
import { subsidy } from '../api/sorted.ts';
import { fourLevels } from './four-levels.ts';

const unitAt = (name: string, place?: string) => resolveRole(fourLevels, name, place);

describe('a place of the directory', () => {
  test('is under the places above it, to the province; a unit serves the region of the nearest above it', () => {
    expect(placesFrom(fourLevels, 'nan')).toEqual(['nan', 'east', 'city', 'province', undefined]);
    expect(placesFrom(fourLevels, 'nowhere')).toEqual(['nowhere', undefined]);
    expect(
      regionOf(
        fourLevels,
        fourLevels.find(({ id }) => id === 'nan-civil')!,
      ),
    ).toBe('nan');
    expect(regionsOf(fourLevels)).toEqual(['province', 'city', 'east', 'west', 'nan', 'bei']);
  });

  test('in a circle of parents ends', () => {
    const circle: readonly Unit[] = [
      { id: 'a', title: 'a', kind: 'department', parent: 'b', region: 'A' },
      { id: 'b', title: 'b', kind: 'department', parent: 'a', region: 'B' },
      { id: 'c', title: 'c', kind: 'department', parent: 'c' },
    ];
    expect(placesFrom(circle, 'A')).toEqual(['A', 'B', undefined]);
    expect(regionOf(circle, circle[2]!)).toBeUndefined();
  });
});

describe('a role in a place', () => {
  test('stands for the nearest unit there or above, never for one beside or below', () => {
    expect(unitAt('poor-relief', 'nan')).toEqual({ unit: 'nan-civil' });
    expect(unitAt('poor-relief', 'bei'), 'the town has none').toEqual({ unit: 'east-civil' });
    expect(unitAt('health', 'nan')).toEqual({ unit: 'east-health' });
    expect(unitAt('health', 'west'), 'east is beside it').toEqual({ fault: 'none' });
    expect(unitAt('health', 'city'), 'east is below it').toEqual({ fault: 'none' });
    expect(unitAt('east-health', 'west'), 'nor by its id').toEqual({ fault: 'none' });
    expect(unitAt('health')).toEqual({ unit: 'east-health' });
    expect(unitAt('poor-relief')).toMatchObject({ fault: 'several' });
  });

  test('with upper stands for the nearest unit of the role above the one that plays it in the place', () => {
    const above = (place: string) => unitAt(upper('poor-relief'), place);
    expect(['nan', 'bei', 'east', 'city'].map(above)).toEqual(
      ['east-civil', 'city-civil', 'city-civil', 'province-civil'].map(unit => ({ unit })),
    );
    expect(above('province')).toEqual({ fault: 'noUpper', below: 'province-civil' });
    expect(unitAt(upper('health'), 'nan')).toEqual({ fault: 'noUpper', below: 'east-health' });
    expect(unitAt(upper('health'), 'west')).toEqual({ fault: 'none' });
  });
});

describe('a procedure of several places', () => {
  test('is sound where it is offered in one; in a place it names the roles that have no unit there', () => {
    expect(placesOfLead(subsidy, fourLevels)).toEqual(['province', 'city', 'east', 'west', 'nan']);
    expect(issuesInDirectory(subsidy, { units: fourLevels })).toEqual([]);
    expect(issuesInDirectory(subsidy, { units: fourLevels }, 'nan')).toEqual([]);
    expect(issuesInDirectory(subsidy, { units: fourLevels }, 'province')).toEqual([
      {
        rule: 'directory',
        at: 'steps.second.by',
        message: 'found upper("poor-relief"), and no unit above province-civil plays "poor-relief"',
      },
    ]);
    expect(rolesMissing(subsidy, fourLevels, 'province')).toEqual(['upper.poor-relief']);
    const clinic = procedure({
      name: 'clinic',
      version: 1,
      title: '诊所备案',
      lead: 'poor-relief',
      form: z.object({}),
      example: {},
      steps: { look: approval('审查', { by: 'health', within: workingDays(1) }) },
      permits: { filed: '备案' },
      *run({ steps, grant }) {
        yield* steps.look();
        return grant('filed');
      },
    });
    expect(issuesInDirectory(clinic, { units: fourLevels }, 'west').map(({ message }) => message)).toEqual([
      'found "health", which is no unit of the directory that serves "west"',
    ]);
  });

  test('is handled by the units of the place: filed in the town, reviewed there and one level above', () => {
    const pins = (place: string) => ({ place, units: pinnedUnits(subsidy, fourLevels, place), directory: 1 });
    const one = caseOf(subsidy).receive({ pins: pins('bei') });
    const clerkOf = (unit: string) => ({ person: `p-${unit}`, role: 'window-clerk', unit }) as const;
    expect(one.view).toMatchObject({ place: 'bei', lead: 'east-civil', window: 'bei-hall' });
    expect(one.clock('acceptance').unit).toBe('bei-hall');
    expect(refusal(() => one.accept(clerkOf('service-window')))).toBe('actor.wrongUnit');
    one.accept(clerkOf('bei-hall'));
    one.answer('first', agree, officer('east-civil'));
    expect(one.view.steps.map(({ step, unit }) => `${step} ${unit}`)).toEqual([
      'first east-civil',
      'second city-civil',
    ]);
    expect(refusal(() => one.answer('second', agree, officer('province-civil')))).toBe('actor.wrongUnit');
    one.answer('second', agree, officer('city-civil'));
    expect(one.clock('delivery').unit).toBe('bei-hall');
    expect(refusal(() => one.act(clerkOf('nan-hall'), { type: 'deliver', how: 'window', receipt: letter }))).toBe(
      'actor.wrongUnit',
    );
    one.act(clerkOf('bei-hall'), { type: 'deliver', how: 'window', receipt: letter });
    expect(one.status).toBe('delivered');
  });

  test('is received by the window of the place alone, save 异地代收', () => {
    const clerk = { person: 'p-nan', role: 'window-clerk', unit: 'nan-hall' } as const;
    const pins = { place: 'bei', units: pinnedUnits(subsidy, fourLevels, 'bei'), directory: 1 };
    expect(refusal(() => caseOf(subsidy).receive({ pins, by: clerk }))).toBe('actor.wrongUnit');
  });
});

const letter = { number: '回-1', digest: 'a'.repeat(64) };
