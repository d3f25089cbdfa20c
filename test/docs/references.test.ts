import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { documents, root } from './blocks.ts';

const textOf = (document: string): Promise<string> => readFile(new URL(document, root), 'utf8');

test.each(documents)('every relative link of %s leads somewhere', async document => {
  const text = await textOf(document);
  const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(match => match[1]!);
  expect(links.filter(link => !existsSync(new URL(link, new URL(document, root))))).toEqual([]);
});

test.each(documents)('every npm script that %s names is declared', async document => {
  const { scripts } = JSON.parse(await textOf('package.json')) as { scripts: Record<string, string> };
  const named = [...(await textOf(document)).matchAll(/npm (?:run (?:-s )?([\w-]+)|(start|test))/g)].map(match => match[1] ?? match[2]!);
  expect(named.filter(name => !(name in scripts))).toEqual([]);
});

test('every environment variable that the documents name is read by the code', async () => {
  const code = execFileSync('git', ['grep', '-h', '-e', 'TEMPORAL_', '-e', 'DATABASE_URL', '--', 'bin'], { cwd: fileURLToPath(root), encoding: 'utf8' });
  for (const document of documents) {
    const named = new Set((await textOf(document)).match(/\b(?:TEMPORAL_[A-Z_]*[A-Z]|DATABASE_URL)\b/g));
    const unread = [...named].filter(name => !code.includes(name) && !(name.startsWith('TEMPORAL_TLS_') && code.includes(name.replace('TEMPORAL_TLS_', ''))));
    expect(unread, document).toEqual([]);
  }
});
