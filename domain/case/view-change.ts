import type { Instant } from '../calendar/day.ts';
import { defined } from '../defined.ts';
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
  /** The earliest due of the clocks that run and are not breached. */
  readonly nextDue?: Instant;
}

export function derivedFromParts(view: CaseView): DerivedFromParts {
  const dues = view.clocks.filter(isAhead).flatMap(clock => clock.due ?? []);
  return {
    units: unitsOf(view),
    ...(dues.length > 0 && { nextDue: Math.min(...dues) }),
  };
}

/** What the rows of a case's desks are made of. */
const deskText = (view: CaseView, desks: readonly Desk[]): string =>
  JSON.stringify([desks, view.status, view.acceptance, view.colour, view.closed, view.receivedAt, view.modes]);

/** The desks of the last of these views, unless the rows of all of them are the same. */
function changedDesks(views: readonly CaseView[]): readonly Desk[] | undefined {
  const all = views.map(view => ({ view, desks: desksOf(view) }));
  const isChanged = new Set(all.map(({ view, desks }) => deskText(view, desks))).size > 1;
  return isChanged ? all.at(-1)?.desks : undefined;
}

const isAhead = ({ state, breachedAt }: ClockView): boolean => state === 'running' && breachedAt === undefined;

/** What a view has become since some earlier ones: small, however many items the case has. */
export interface ViewChange {
  readonly rest: CaseRest;
  readonly derived: DerivedFromParts;
  readonly parts: { readonly [P in ViewPart]: PartChange<P> };
  /** All desks, if anything changed of what their rows keep. */
  readonly desks?: readonly Desk[];
}

/** What the read model of a case is to become: all of it, or what changed since the revisions that it may hold. */
export type ViewUpdate = { readonly view: CaseView } | { readonly change: ViewChange };

/**
 * The units that have a part in the case: the leading one, those that check its papers, those of its steps, and those
 * that may extend its limit or revoke what it grants.
 */
const unitsOf = ({
  lead,
  steps,
  checks = [],
  approvers = [],
}: Pick<CaseView, 'lead' | 'steps' | 'checks' | 'approvers'>): readonly string[] => [
  ...new Set([lead, ...checks.map(({ unit }) => unit), ...steps.flatMap(step => step.unit ?? []), ...approvers]),
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
      part,
      views.map(view => view[part]),
    );
  return {
    rest: restOf(last),
    derived: derivedFromParts(last),
    ...defined({ desks: changedDesks(views) }),
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

/** The view that a change makes of one of those that it is over. */
export function viewAfter(view: CaseView, { rest, parts }: ViewChange): CaseView {
  const after = <P extends ViewPart>(part: P): readonly CaseView[P][number][] =>
    itemsAfter<P>(placedItems(view, part), part, parts[part]);
  return {
    ...rest,
    clocks: after('clocks'),
    steps: after('steps'),
    instruments: after('instruments'),
    documents: after('documents'),
    permits: after('permits'),
  };
}

function itemsAfter<P extends ViewPart>(
  before: readonly PlacedItem<P>[],
  part: P,
  { items, gone }: PartChange<P>,
): readonly CaseView[P][number][] {
  const after = new Map(before.map(placed => [nameIn(part, placed.item), placed]));
  for (const name of gone) after.delete(name);
  for (const placed of items) after.set(nameIn(part, placed.item), placed);
  return [...after.values()].toSorted((a, b) => a.position - b.position).map(({ item }) => item);
}

const nameIn = (part: ViewPart, item: object): string => (item as Readonly<Record<string, string>>)[names[part]]!;

function partChange<P extends ViewPart>(part: P, lists: readonly CaseView[P][]): PartChange<P> {
  const placed = lists.map(
    list => new Map(list.map((item, position) => [nameIn(part, item), { position, item, text: JSON.stringify(item) }])),
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
