import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { rules } from '../../domain/case/capabilities/index.ts';
import { rooms } from '../support/rooms.ts';
import { documents, root, textOf } from './blocks.ts';

const pages = { 'docs/semantics.md': ['T', 'C', 'A', 'S'], 'docs/protocol.md': ['P'] } as const;
const citing = [...rooms, 'test'];

/** The numbers that a page states, in its order: `**C2.** The days after …`. */
const statedIn = async (page: string): Promise<readonly string[]> =>
  [...(await textOf(page)).matchAll(/^\*\*([TCASP]\d+)\.\*\* /gm)].map(match => match[1]!);

/** `(P7)`, `(C2, C3)`: the numbers that a comment or a page cites. */
const citedIn = (text: string): readonly string[] =>
  [...text.matchAll(/\(([TCASP]\d+(?:, [TCASP]\d+)*)\)/g)].flatMap(match => match[1]!.split(', '));

async function citedByCode(): Promise<ReadonlyMap<string, readonly string[]>> {
  const cited = new Map<string, readonly string[]>();
  for (const room of citing)
    for (const file of await readdir(new URL(room, root), { recursive: true }))
      if (file.endsWith('.ts'))
        for (const number of citedIn(await readFile(new URL(`${room}/${file}`, root), 'utf8')))
          cited.set(number, [...(cited.get(number) ?? []), `${room}/${file}`]);
  return cited;
}

test.each(Object.entries(pages))('the invariants of %s are numbered from 1 on without a gap', async (page, letters) => {
  const stated = await statedIn(page);
  const expected = letters.flatMap(letter =>
    stated.filter(number => number.startsWith(letter)).map((_, index) => `${letter}${index + 1}`),
  );
  expect(stated.length).toBeGreaterThan(20);
  expect(stated).toEqual(expected);
});

test('every number that code, tests and documents cite is an invariant', async () => {
  const stated = new Set((await Promise.all(Object.keys(pages).map(statedIn))).flat());
  const inDocuments = (await Promise.all(documents.map(textOf))).flatMap(citedIn);
  const cited = [...(await citedByCode()).keys(), ...inDocuments];
  expect(cited.filter(number => !stated.has(number))).toEqual([]);
});

test('every invariant is cited by the code that keeps it or by a test', async () => {
  const stated = (await Promise.all(Object.keys(pages).map(statedIn))).flat();
  const cited = await citedByCode();
  expect(stated.filter(number => !cited.has(number))).toEqual([]);
});

// (A12)
test('the acts that an ended case takes are those that the page names', async () => {
  const stated = /^\*\*A12\.\*\* .*$/m.exec(await textOf('docs/semantics.md'))![0];
  const named = [...stated.matchAll(/`(\w+)`/g)].map(match => match[1]!);
  const taken = Object.entries(rules).filter(([, rule]) => rule.whenEnded === 'allow');
  expect(named.toSorted()).toEqual(taken.map(([type]) => type).toSorted());
});
