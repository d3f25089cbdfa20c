import { expect, test } from 'vitest';
import type { CaseView } from '../../domain/case/view.ts';
import { changeOver, placedItems, viewAfter, type ViewChange, type ViewPart } from '../../domain/case/view-change.ts';
import { agree, clerk, officer } from '../../domain/testing.ts';
import { desksOf } from '../../domain/case/desks.ts';
import { restaurant } from './restaurant.ts';

const names = { clocks: 'clock', steps: 'step', instruments: 'instrument', documents: 'document', permits: 'permit' };

/** What a database that holds a view makes of a change: rows are replaced and removed by their names. */
function applied(view: CaseView, { rest, parts }: ViewChange): unknown {
  const after: Record<string, unknown> = { ...rest };
  for (const [part, name] of Object.entries(names) as [ViewPart, string][]) {
    const nameOf = (item: object): unknown => (item as Record<string, unknown>)[name];
    const { items, gone } = parts[part];
    const replaced = new Set([...gone, ...items.map(({ item }) => nameOf(item))]);
    const kept = placedItems(view, part).filter(({ item }) => !replaced.has(nameOf(item)));
    after[part] = [...kept, ...items].toSorted((a, b) => a.position - b.position).map(({ item }) => item);
  }
  return after;
}

function views(): readonly CaseView[] {
  const one = restaurant('2027-03-24T10:00');
  const found = [one.view];
  const next = (act: () => void): void => {
    act();
    found.push(one.view);
  };
  next(() => one.at('2027-03-24T11:00').act(clerk, { type: 'accept' }));
  next(() => one.at('2027-03-24T14:00').act(officer('market-regulation'), { type: 'claim', step: 'licence' }));
  next(() =>
    one.at('2027-03-25T09:00').act(officer('market-regulation'), { type: 'answer', step: 'licence', answer: agree }),
  );
  next(() => one.until('2027-04-20T00:00'));
  return found;
}

test('a change over consecutive views makes of each of them the last one', () => {
  const all = views();
  for (let from = 0; from < all.length; from += 1)
    for (let to = from; to < all.length; to += 1) {
      const change = changeOver(all.slice(from, to + 1));
      for (const held of all.slice(from, to + 1)) {
        expect(applied(held, change)).toEqual(all[to]);
        expect(viewAfter(held, change)).toEqual(all[to]);
      }
    }
});

test('an item that changed and changed back is among the changes: a database may hold what was between', () => {
  const [, before] = views() as [CaseView, CaseView];
  const [step, ...others] = before.steps;
  const between = { ...before, steps: [{ ...step!, state: 'claimed' as const }, ...others] };
  const change = changeOver([before, between, before]);
  expect(change.parts.steps).toEqual({ items: [{ position: 0, item: step }], gone: [] });
  expect(applied(between, change)).toEqual(before);
  expect(viewAfter(between, change)).toEqual(before);
});

test('an item that is gone is named, also where only a view between had it', () => {
  const [first, before] = views() as [CaseView, CaseView];
  const without = { ...before, steps: before.steps.slice(1) };
  const gone = before.steps[0]!.step;
  expect(changeOver([before, without]).parts.steps.gone).toEqual([gone]);
  expect(changeOver([{ ...first, steps: without.steps }, before, without]).parts.steps.gone).toEqual([gone]);
});

test('desks are given whole where one of them changed, also only in between, and not at all where none did', () => {
  const [, before] = views() as [CaseView, CaseView];
  const other = { ...before, asOf: before.asOf + 1 };
  const between = { ...before, colour: 'red' as const };
  expect(changeOver([before, other]).desks).toBeUndefined();
  expect(changeOver([before, between]).desks).toEqual(desksOf(before));
  expect(changeOver([before, between, before]).desks).toEqual(desksOf(before));
});

test('a change of a case with two thousand steps holds only the step that changed', () => {
  const [, before] = views() as [CaseView, CaseView];
  const [step] = before.steps;
  const steps = Array.from({ length: 2_000 }, (_, index) => ({ ...step!, step: `child-${index}` }));
  const large = { ...before, steps };
  const after = { ...large, steps: steps.with(1_000, { ...steps[1_000]!, state: 'done' as const }) };
  const change = changeOver([large, after]);
  expect(change.parts.steps.items.map(({ position }) => position)).toEqual([1_000]);
  expect(JSON.stringify(large).length).toBeGreaterThan(200_000);
  expect(JSON.stringify(change).length).toBeLessThan(5_000);
});
