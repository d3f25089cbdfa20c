import type { PictureNode } from './node.ts';

/** A place in a layer: a box, or a gap through which a line passes to a later layer. */
export interface Place {
  readonly id: string;
  readonly isGap: boolean;
  /** The places of the layer above from which lines come. */
  readonly from: readonly string[];
}

const mostInRow = 4;

/**
 * The rows of a picture from top to bottom: each box after all that it comes after, at most four beside each other. A
 * line that passes a row has a gap of its own there, so that it crosses no box.
 */
export function layersOf(nodes: readonly PictureNode[]): readonly (readonly Place[])[] {
  const row = rowsOf(nodes);
  const layers: Place[][] = Array.from({ length: Math.max(0, ...row.values()) + 1 }, () => []);
  const gaps = new Map<string, string>();
  /** Where a line from a box arrives just above a row: the box itself, or its gap. */
  const above = (source: string, target: number): string => {
    let last = source;
    for (let at = row.get(source)! + 1; at < target; at += 1) {
      const id = `${source}>${at}`;
      if (!gaps.has(id)) layers[at]!.push({ id, isGap: true, from: [last] });
      gaps.set(id, id);
      last = id;
    }
    return last;
  };
  for (const { id, after } of nodes) {
    const target = row.get(id)!;
    layers[target]!.push({ id, isGap: false, from: after.map(source => above(source, target)) });
  }
  return ordered(layers);
}

/** The row of each box: below everything that it comes after; a row that would be too wide goes on in the next ones. */
function rowsOf(nodes: readonly PictureNode[]): ReadonlyMap<string, number> {
  const rank = new Map<string, number>();
  for (const { id, after } of nodes) rank.set(id, Math.max(-1, ...after.map(each => rank.get(each) ?? -1)) + 1);
  const row = new Map<string, number>();
  let next = 0;
  for (const [, together] of [...Map.groupBy(nodes, ({ id }) => rank.get(id)!)].toSorted(([a], [b]) => a - b)) {
    const rows = Math.ceil(together.length / mostInRow);
    const each = Math.ceil(together.length / rows);
    together.forEach(({ id }, index) => row.set(id, next + Math.floor(index / each)));
    next += rows;
  }
  return row;
}

/** Places of a layer in the order of what they come from, so that few lines cross. */
function ordered(layers: readonly (readonly Place[])[]): readonly (readonly Place[])[] {
  let before = new Map<string, number>();
  return layers.map(layer => {
    const middleOf = ({ from }: Place): number =>
      from.length === 0 ? 0 : from.reduce((sum, each) => sum + (before.get(each) ?? 0), 0) / from.length;
    const sorted = layer.toSorted((a, b) => middleOf(a) - middleOf(b));
    before = new Map(sorted.map(({ id }, index) => [id, (index + 0.5) / sorted.length]));
    return sorted;
  });
}
