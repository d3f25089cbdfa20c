import type { Layout, Line, PlacedBox } from './layout.ts';
import { sizes } from './node.ts';

const typefaces = 'system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC",sans-serif';

/** Readable on light and on dark ground: the reader's own setting chooses. */
const style = [
  '.sx-ground{fill:#fff}',
  `.sx-picture text{font-family:${typefaces}}`,
  `.sx-title{font-size:${sizes.title}px;font-weight:600;fill:#17202a}`,
  `.sx-note{font-size:${sizes.note}px;fill:#4a5560}`,
  '.sx-box{stroke-width:1.4}',
  '.sx-office{fill:#e9f1fb;stroke:#3f74ab}',
  '.sx-applicant{fill:#e9f6ec;stroke:#3c8552}',
  '.sx-outside{fill:#f4f1ea;stroke:#8a7440}',
  '.sx-mark{fill:#f2f3f5;stroke:#5c6670}',
  '.sx-line{fill:none;stroke:#5c6670;stroke-width:1.4;stroke-linejoin:round}',
  '.sx-head{fill:#5c6670}',
  '.sx-if{stroke-dasharray:5 4}',
  '@media (prefers-color-scheme:dark){',
  '.sx-ground{fill:#14181d}',
  '.sx-title{fill:#eef2f6}',
  '.sx-note{fill:#b4bfca}',
  '.sx-office{fill:#1b2c40;stroke:#7db0e6}',
  '.sx-applicant{fill:#18311f;stroke:#74c48c}',
  '.sx-outside{fill:#322c1c;stroke:#cdb06a}',
  '.sx-mark{fill:#242a31;stroke:#9aa6b2}',
  '.sx-line{stroke:#9aa6b2}',
  '.sx-head{fill:#9aa6b2}',
  '}',
].join('');

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** Characters that XML does not allow are left out: an author may have pasted one. */
// oxlint-disable-next-line no-control-regex -- these are the characters that are meant
const notInXml = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])/g;
const escaped = (text: string): string => text.replace(notInXml, '').replace(/[&<>"]/g, each => escapes[each]!);
const at = (value: number): string => String(Math.round(value * 10) / 10);

/** The picture as a document of its own, to show as it is or within a page. */
export function svgOf({ width, height, boxes, lines }: Layout, title: string, description: string): string {
  const size = `width="${at(width)}" height="${at(height)}" viewBox="0 0 ${at(width)} ${at(height)}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="sx-picture" role="img" ${size}>`,
    `<title>${escaped(title)}</title>`,
    `<desc>${escaped(description)}</desc>`,
    `<style>${style}</style>`,
    `<rect class="sx-ground" width="${at(width)}" height="${at(height)}"/>`,
    ...lines.map(lineText),
    ...boxes.map(boxText),
    '</svg>',
    '',
  ].join('\n');
}

function lineText({ points, isArrow, isConditional }: Line): string {
  const path = points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${at(x)} ${at(y)}`).join('');
  const [x, y] = points.at(-1)!;
  const head = isArrow ? `<path class="sx-head" d="M${at(x - 4)} ${at(y - 8)}h8l-4 8z"/>` : '';
  return `<path class="sx-line${isConditional ? ' sx-if' : ''}" d="${path}"/>${head}`;
}

function boxText({ x, y, width, height, lines, node: { id, look, isConditional } }: PlacedBox): string {
  const middle = at(x + width / 2);
  const rect = `x="${at(x)}" y="${at(y)}" width="${at(width)}" height="${at(height)}" rx="${look === 'mark' ? 18 : 6}"`;
  const classes = `sx-box sx-${look}${isConditional ? ' sx-if' : ''}`;
  const texts = lines.map(({ text, y: below, isTitle }) => {
    const place = `x="${middle}" y="${at(y + below)}" text-anchor="middle"`;
    return `<text class="${isTitle ? 'sx-title' : 'sx-note'}" ${place}>${escaped(text)}</text>`;
  });
  return [`<g id="sx-${escaped(id)}">`, `<rect class="${classes}" ${rect}/>`, ...texts, '</g>'].join('\n');
}
