import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadProcedures } from '../../../bin/compose/procedures.ts';
import { demonstrationDirectory } from '../../../domain/directory/demonstration.ts';
import { languages } from '../../../domain/language.ts';
import { guideOf } from '../../../domain/procedure/guide/guide.ts';
import { layoutOf } from '../../../domain/procedure/guide/picture/layout.ts';
import { sizes, type PictureNode } from '../../../domain/procedure/guide/picture/node.ts';
import { svgOf } from '../../../domain/procedure/guide/picture/svg.ts';
import { linesOf, widthOf } from '../../../domain/procedure/guide/picture/text.ts';
import { guidePicture } from '../../../domain/words/guide/guide.ts';
import { times } from '../../support/examples.ts';
import { long } from '../../support/tags.ts';
import { restaurantOpening } from '../../../workflows/procedures/restaurant-opening.v1.ts';

interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What is not well-formed in a text of XML: tags that do not match, and characters that have to be escaped. */
function faultsInXml(xml: string): readonly string[] {
  const open: string[] = [];
  const faults: string[] = [];
  const tag = /<(\/?)([a-z]+)((?:\s+[a-zA-Z:-]+="[^"<&]*(?:&(?:amp|lt|gt|quot);[^"<&]*)*")*)\s*(\/?)>/g;
  const rest = xml.replaceAll(tag, (_, ends: string, name: string, _attributes: string, isEmpty: string) => {
    if (ends !== '' && open.pop() !== name) faults.push(`</${name}>`);
    if (ends === '' && isEmpty === '') open.push(name);
    return '';
  });
  const stray = rest.replaceAll(/&(?:amp|lt|gt|quot);/g, '').match(/[<&].{0,20}/g) ?? [];
  return [...faults, ...open, ...stray];
}

const overlap = (a: Rectangle, b: Rectangle): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');

/** The place of each text of a picture, as it is written: from the height of the letters to below their foot. */
function textsIn(svg: string): readonly (Rectangle & { readonly text: string })[] {
  const texts = svg.matchAll(
    /<text class="sx-(title|note)" x="([\d.]+)" y="([\d.]+)" text-anchor="middle">([^<]*)<\/text>/g,
  );
  return [...texts].map(([, kind, x, y, text]) => {
    const size = kind === 'title' ? sizes.title : sizes.note;
    const width = widthOf(unescaped(text!), size);
    return { text: text!, x: Number(x) - width / 2, y: Number(y) - size * 0.88, width, height: size * 1.1 };
  });
}

function expectReadable(svg: string): void {
  expect(faultsInXml(svg)).toEqual([]);
  const [, width, height] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg)!.map(Number);
  const texts = textsIn(svg);
  expect(texts.length).toBe(svg.split('<text').length - 1);
  texts.forEach((text, index) => {
    expect(text.x >= 0 && text.y >= 0 && text.x + text.width <= width! && text.y + text.height <= height!).toBe(true);
    for (const other of texts.slice(index + 1)) expect(overlap(text, other), `${text.text} ${other.text}`).toBe(false);
  });
}

/** No box covers another one, and no line goes through a box. */
function expectApart({ boxes, lines }: ReturnType<typeof layoutOf>): void {
  boxes.forEach((box, index) => {
    for (const other of boxes.slice(index + 1)) expect(overlap(box, other)).toBe(false);
    for (const { points } of lines)
      points.slice(1).forEach(([x, y], at) => {
        const [fromX, fromY] = points[at]!;
        const line = {
          x: Math.min(x, fromX),
          y: Math.min(y, fromY) + 0.1,
          width: Math.abs(x - fromX) + 0.01,
          height: Math.max(Math.abs(y - fromY) - 0.2, 0.01),
        };
        expect(overlap(box, line), box.node.id).toBe(false);
      });
  });
}

/** Boxes that each come after some before them, with any text. */
const texts = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
  fc.stringMatching(/^[一-龥“”（），。；a-zA-Z0-9 <>&]{1,80}$/u),
);
const nodes: fc.Arbitrary<readonly PictureNode[]> = fc
  .array(
    fc.record({
      title: texts,
      notes: fc.array(texts, { maxLength: 4 }),
      look: fc.constantFrom('office' as const, 'applicant' as const, 'outside' as const, 'mark' as const),
      isConditional: fc.boolean(),
      after: fc.array(fc.nat(), { maxLength: 4 }),
    }),
    { minLength: 1, maxLength: 16 },
  )
  .map(all =>
    all.map((each, index) => ({
      ...each,
      id: `n${index}`,
      after: index === 0 ? [] : [...new Set(each.after.map(place => `n${place % index}`))],
    })),
  );

test('any picture is well-formed, no text stands on another, and no line goes through a box', long, () => {
  expect(faultsInXml('<a b="1"><c/>&amp;<d></a></d> 1 < 2')).toHaveLength(3);
  fc.assert(
    fc.property(nodes, texts, (made, title) => {
      const layout = layoutOf(made);
      expectApart(layout);
      expectReadable(svgOf(layout, title, title));
    }),
    times(60),
  );
});

test.each(languages)('the picture of every shipped procedure is readable: %s', long, async language => {
  const unitOf = (name: string) => demonstrationDirectory.units.find(({ id }) => id === name);
  for (const procedure of (await loadProcedures()).values()) {
    const svg = guidePicture(guideOf(procedure), unitOf, language);
    expectReadable(svg);
    const drawn = [...svg.matchAll(/<g id="sx-([^"~]+)">/g)].map(([, step]) => step!);
    expect(drawn.toSorted()).toEqual(Object.keys(procedure.steps).toSorted());
  }
});

test('a picture has the titles in the language of its reader, beside the names of the code', long, () => {
  const guide = guideOf(restaurantOpening);
  const told = (language: (typeof languages)[number]) => textsIn(guidePicture(guide, () => undefined, language));
  const [chinese, english] = [told('zh-CN'), told('en')].map(all => all.map(({ text }) => text));
  expect(chinese).toEqual(expect.arrayContaining(['收件、受理', '消防安全检查', 'fire', '申请人提交材料 3 份']));
  expect(english).toEqual(expect.arrayContaining(['Fire', '消防安全检查', '3 working days']));
});

test('lines of Chinese break between characters, and no line begins with a stop or ends with a bracket', () => {
  expect(linesOf('仅当“hasSignboard”为“是”', 10, 105)).toEqual(['仅当', '“hasSignboard”为', '“是”']);
  for (const line of linesOf('甲、乙、丙（丁）、戊。己“庚”辛', 10, 60)) {
    expect(line).not.toMatch(/^[、。）”]|[（“]$/u);
    expect(widthOf(line, 10)).toBeLessThanOrEqual(60);
  }
  expect(linesOf('abcdefghijklmnop', 10, 30).every(line => widthOf(line, 10) <= 30)).toBe(true);
});
