import { readFile, readdir } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { proofs } from './word-proofs.ts';
import { shown } from './words-over-api.ts';

const root = new URL('../../', import.meta.url);
let all: string;
beforeAll(async () => {
  const files = (await readdir(new URL('test/', root), { recursive: true })).filter(
    each => each.endsWith('.ts') && !/word-proofs|words-over-api|refusal-samples/.test(each),
  );
  all = (await Promise.all(files.map(each => readFile(new URL(`test/${each}`, root), 'utf8')))).join('\n');
});

const rows = Object.entries(proofs).flatMap(([part, table]) =>
  Object.entries(table).map(([word, proof]) => ({ name: `${part}: ${word}`, proof })),
);

describe('each word of the language has a test of its effect and a refusal of its misuse', () => {
  test.each(rows)('$name', async ({ proof: [file, title, misuse] }) => {
    expect(await readFile(new URL(file, root), 'utf8')).toContain(title);
    expect(all).toContain(misuse);
  });
});

const overApi = Object.entries(shown).flatMap(([part, table]) =>
  Object.entries(table).map(([word, proof]) => ({ name: `${part}: ${word}`, proof })),
);

describe('each word of the language, and each row of the state machine, is shown over GraphQL', () => {
  test.each(overApi)('$name', async ({ proof: [file, title] }) => {
    expect(file).toMatch(/\.(stack|long)\.test\.ts$/);
    expect(await readFile(new URL(file, root), 'utf8')).toContain(title);
  });
});
