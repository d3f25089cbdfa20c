import { layersOf, type Place } from './layers.ts';
import { boxOf, type Box, type PictureNode } from './node.ts';

/** A box at its place. */
export interface PlacedBox extends Box {
  readonly x: number;
  readonly y: number;
}
/** A line from one place down to another, by its corners. */
export interface Line {
  readonly points: readonly (readonly [x: number, y: number])[];
  /** It ends at a box, not at a gap from which another line goes on. */
  readonly isArrow: boolean;
  readonly isConditional: boolean;
}
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly PlacedBox[];
  readonly lines: readonly Line[];
}

const gap = { across: 24, down: 40, line: 16, margin: 20 } as const;

/** Sets boxes in rows and lines between them. Each of `nodes` stands after those that it comes after. */
export function layoutOf(nodes: readonly PictureNode[]): Layout {
  const boxes = new Map(nodes.map(node => [node.id, boxOf(node)]));
  const layers = layersOf(nodes);
  const widthOfPlace = ({ id }: Place): number => boxes.get(id)?.width ?? gap.line;
  const widths = layers.map(
    layer => layer.reduce((sum, place) => sum + widthOfPlace(place), 0) + gap.across * (layer.length - 1),
  );
  const width = Math.max(...widths) + 2 * gap.margin;
  const placed = new Map<string, Placed>();
  let y: number = gap.margin;
  const tops: number[] = [];
  layers.forEach((layer, index) => {
    const height = Math.max(0, ...layer.map(({ id }) => boxes.get(id)?.height ?? 0));
    let x = (width - widths[index]!) / 2;
    for (const place of layer) {
      const box = boxes.get(place.id);
      placed.set(place.id, { x, middle: x + widthOfPlace(place) / 2, top: y, bottom: y + (box?.height ?? height) });
      x += widthOfPlace(place) + gap.across;
    }
    tops.push(y);
    y += height + gap.down;
  });
  const lines = layers.flatMap((layer, index) => linesInto(layer, tops[index]!, placed, boxes));
  return {
    width,
    height: y - gap.down + gap.margin,
    boxes: [...boxes].map(([id, box]) => ({ ...box, x: placed.get(id)!.x, y: placed.get(id)!.top })),
    lines,
  };
}

interface Placed {
  readonly x: number;
  readonly middle: number;
  readonly top: number;
  readonly bottom: number;
}

/**
 * The lines into a layer. They turn between the rows, each source at a height of its own; sources with the same targets
 * share one, because that is where branches meet.
 */
function linesInto(
  layer: readonly Place[],
  top: number,
  placed: ReadonlyMap<string, Placed>,
  boxes: ReadonlyMap<string, Box>,
): readonly Line[] {
  const sources = [...new Set(layer.flatMap(({ from }) => from))];
  const targetsOf = (source: string): string =>
    layer
      .filter(({ from }) => from.includes(source))
      .map(({ id }) => id)
      .join(' ');
  const heights = [...new Set(sources.map(targetsOf))];
  const turnOf = (source: string): number =>
    top - gap.down + (gap.down * (heights.indexOf(targetsOf(source)) + 1)) / (heights.length + 1);
  return layer.flatMap(({ id, isGap, from }) => {
    const to = placed.get(id)!;
    const end = isGap ? to.bottom : to.top;
    return from.map(source => {
      const { middle, bottom } = placed.get(source)!;
      const turn = turnOf(source);
      const points: readonly (readonly [number, number])[] =
        middle === to.middle
          ? [
              [middle, bottom],
              [middle, end],
            ]
          : [
              [middle, bottom],
              [middle, turn],
              [to.middle, turn],
              [to.middle, end],
            ];
      return { points, isArrow: !isGap, isConditional: boxes.get(id)?.node.isConditional ?? false };
    });
  });
}
