import type { Instant } from '../calendar/day.ts';
import { desksOf, type Desk } from './desks.ts';
import type { CaseView, ClockView } from './view.ts';

/** The parts of a view whose items have rows of their own, each with the field that names an item in its case. */
const names = {
  clocks: 'clock',
  steps: 'step',
  instruments: 'instrument',
  documents: 'document',
  permits: 'permit',
} as const;
export type ViewPart = keyof typeof names;

/** An item of a part, with its place in the order of the view. */
export interface PlacedItem<P extends ViewPart> {
  readonly position: number;
  readonly item: CaseView[P][number];
}

/** What of a part is other than it was: the items that are new or changed, and the names of those that are gone. */
export interface PartChange<P extends ViewPart> {
  readonly items: readonly PlacedItem<P>[];
  readonly gone: readonly string[];
}

/** A view without its parts. */
export type CaseRest = Omit<CaseView, ViewPart>;

/** What follows from all items of a view together, and is small: it is given whole, whatever changed. */
export interface DerivedFromParts {
  /** The units that have a part in the case. */
  readonly units: readonly string[];
  readonly desks: readonly Desk[];
  /** The earliest due of the clocks that run and are not breached. */
  readonly nextDue?: Instant;
}

export function derivedFromParts(view: CaseView): DerivedFromParts {
  const dues = view.clocks.filter(isAhead).flatMap(clock => clock.due ?? []);
  return {
    units: unitsOf(view),
    desks: desksOf(view),
    ...(dues.length > 0 && { nextDue: Math.min(...dues) }),
  };
}

const isAhead = ({ state, breachedAt }: ClockView): boolean => state === 'running' && breachedAt === undefined;

/** What a view has become since some earlier ones: small, however many items the case has. */
export interface ViewChange {
  readonly rest: CaseRest;
  readonly derived: DerivedFromParts;
  readonly parts: { readonly [P in ViewPart]: PartChange<P> };
}

/** What the read model of a case is to become: all of it, or what changed since the revisions that it may hold. */
export type ViewUpdate = { readonly view: CaseView } | { readonly change: ViewChange };

/** The units that have a part in the case: the leading one, and those of its steps. */
const unitsOf = ({ lead, steps }: Pick<CaseView, 'lead' | 'steps'>): readonly string[] => [
  ...new Set([lead, ...steps.flatMap(step => step.unit ?? [])]),
];

/** A view without its parts, as it is kept in the case's own row. */
export function restOf(view: CaseView): CaseRest {
  const {
    clocks: _clocks,
    steps: _steps,
    instruments: _instruments,
    documents: _documents,
    permits: _,
    ...rest
  } = view;
  return rest;
}

/**
 * What changed over consecutive views of a case, with the values of the last. Whoever holds any of them has the last
 * one after it: an item that changed and changed back is among the changes.
 */
export function changeOver(views: readonly CaseView[]): ViewChange {
  const last = views.at(-1);
  if (!last) throw new Error('A change is over one view at least.');
  const over = <P extends ViewPart>(part: P): PartChange<P> =>
    partChange<P>(
      names[part],
      views.map(view => view[part]),
    );
  return {
    rest: restOf(last),
    derived: derivedFromParts(last),
    parts: {
      clocks: over('clocks'),
      steps: over('steps'),
      instruments: over('instruments'),
      documents: over('documents'),
      permits: over('permits'),
    },
  };
}

/** Each item of a part with its place, as a change that leaves nothing of what was there. */
export const placedItems = <P extends ViewPart>(view: CaseView, part: P): readonly PlacedItem<P>[] =>
  view[part].map((item, position) => ({ position, item }));

function partChange<P extends ViewPart>(name: string, lists: readonly CaseView[P][]): PartChange<P> {
  const nameOf = (item: object): string => (item as Readonly<Record<string, string>>)[name]!;
  const placed = lists.map(
    list => new Map(list.map((item, position) => [nameOf(item), { position, item, text: JSON.stringify(item) }])),
  );
  const last = placed.at(-1)!;
  const changed = new Set<string>();
  placed.slice(1).forEach((after, index) => {
    const before = placed[index]!;
    for (const [key, { position, text }] of after) {
      const earlier = before.get(key);
      if (earlier?.position !== position || earlier.text !== text) changed.add(key);
    }
    for (const key of before.keys()) if (!after.has(key)) changed.add(key);
  });
  return {
    items: [...last].filter(([key]) => changed.has(key)).map(([, { position, item }]) => ({ position, item })),
    gone: [...changed].filter(key => !last.has(key)),
  };
}
