import { linesOf } from './text.ts';

/** Who acts in what a box stands for, which its colour tells. */
export type Look = 'office' | 'applicant' | 'outside' | 'mark';

/** A box of the picture: a title, what is said below it, and the boxes that it comes after. */
export interface PictureNode {
  readonly id: string;
  readonly title: string;
  readonly notes: readonly string[];
  readonly look: Look;
  /** It is asked only under a condition, in a mode, or where something went otherwise. */
  readonly isConditional: boolean;
  readonly after: readonly string[];
}

/** A line of a text inside a box, `y` from the top of the box to the foot of the letters. */
interface TextLine {
  readonly text: string;
  readonly y: number;
  readonly isTitle: boolean;
}

/** A box with its text set. */
export interface Box {
  readonly node: PictureNode;
  readonly width: number;
  readonly height: number;
  readonly lines: readonly TextLine[];
}

export const sizes = { title: 14, note: 11.5, width: 196, padding: 12 } as const;
const leading = { title: 20, note: 16 } as const;

/** Sets the text of a box: as many lines as it takes. */
export function boxOf(node: PictureNode): Box {
  const { title, note, width, padding } = sizes;
  const inner = width - 2 * padding;
  let y = padding - 2;
  const lines: TextLine[] = [];
  const add = (text: string, size: number, isTitle: boolean): void => {
    for (const line of linesOf(text, size, inner)) {
      y += isTitle ? leading.title : leading.note;
      lines.push({ text: line, y: y - 4, isTitle });
    }
  };
  add(node.title, title, true);
  for (const each of node.notes) add(each, note, false);
  return { node, width, height: y + padding - 2, lines };
}
