import { readFile, readdir } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import * as words from '../../domain/procedure/check/not-carried.ts';
import { proofs } from './word-proofs.ts';

const root = new URL('../../', import.meta.url);
let all: string;
beforeAll(async () => {
  const files = (await readdir(new URL('test/', root), { recursive: true })).filter(
    each => each.endsWith('.ts') && !/word-proofs|refusal-samples/.test(each),
  );
  all = (await Promise.all(files.map(each => readFile(new URL(`test/${each}`, root), 'utf8')))).join('\n');
});

const parts = [
  ['kind of step', words.stepKinds, proofs.kinds],
  ['field of a step', words.stepFields, proofs.fields],
  ['opening', words.openings, proofs.opens],
  ['word of a material', words.materialWords, proofs.materials],
  ['mode', words.modeWords, proofs.modes],
  ['policy', words.policyWords, proofs.policies],
  ['intake', words.intakeWords, proofs.intakes],
  ['closing', words.closings, proofs.ends],
] as const;
const rows = parts.flatMap(([part, instead, table]) =>
  Object.entries<string | undefined>(instead).map(([word, refused]) => ({
    name: `${part} ${word}`,
    isRefused: refused !== undefined,
    proof: (table as Readonly<Record<string, readonly [string, string, string] | undefined>>)[word],
  })),
);

describe('each word of the language has a test of its effect and a refusal of its misuse', () => {
  test.each(rows)('$name', async ({ isRefused, proof }) => {
    expect(proof === undefined).toBe(isRefused);
    const [file, title, misuse] = proof ?? ['package.json', '', ''];
    expect(await readFile(new URL(file, root), 'utf8')).toContain(title);
    expect(all).toContain(misuse);
  });
});
