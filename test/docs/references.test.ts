import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { settingsOf } from '../../bin/compose/settings/settings.ts';
import { temporalVersion } from '../../bin/stack/temporal-binaries.ts';
import { blocksOf, documents, root, textOf } from './blocks.ts';

/** The text of all program files of these rooms. */
async function codeOf(...rooms: readonly string[]): Promise<string> {
  const files = (
    await Promise.all(
      rooms.map(async room => (await readdir(new URL(room, root), { recursive: true })).map(file => `${room}/${file}`)),
    )
  )
    .flat()
    .filter(file => file.endsWith('.ts'));
  return (await Promise.all(files.map(file => readFile(new URL(file, root), 'utf8')))).join('\n');
}

/** What stands in backticks. */
const named = (text: string): readonly string[] => [...text.matchAll(/`([^`\n]+)`/g)].map(match => match[1]!);

/** What stands in backticks or in a fenced block: prose may say `npm` too. */
const codeIn = (text: string): string =>
  [...text.matchAll(/^```[^\n]*\n[\s\S]*?^```$|`[^`\n]+`/gm)].map(match => match[0]).join('\n');

test.each(documents)('every relative link of %s leads somewhere', async document => {
  const links = [...(await textOf(document)).matchAll(/\]\((?!https?:)([^)#]+)/g)].map(match => match[1]!);
  expect(links.filter(link => !existsSync(new URL(link, new URL(document, root))))).toEqual([]);
});

test.each(documents)('every command that %s names is a script of package.json or a file', async document => {
  const text = await textOf(document);
  const { scripts } = JSON.parse(await textOf('package.json')) as { scripts: Record<string, string> };
  const commands = [...codeIn(text).matchAll(/npm (?:run (?:-s )?)?([a-z][\w-]*)/g)]
    .map(match => match[1]!)
    .filter(command => command !== 'ci');
  expect(commands.filter(command => !(command in scripts))).toEqual([]);
  const files = [...text.matchAll(/`node (\S+)`/g)].map(match => match[1]!);
  expect(files.filter(file => !existsSync(new URL(file, root)))).toEqual([]);
});

test("every environment variable in the documents is read by the code; Temporal's are all named", async () => {
  const code = await codeOf('bin', 'cli');
  // Certificates and keys are read by the parts of their names.
  const composed = ['CLIENT_CERT', 'CLIENT_KEY', 'SERVER_CA_CERT'].flatMap(each =>
    ['PATH', 'DATA'].map(how => `TEMPORAL_TLS_${each}_${how}`),
  );
  for (const part of [
    "material(env, 'TEMPORAL_TLS_CLIENT_CERT')",
    "material(env, 'TEMPORAL_TLS_CLIENT_KEY')",
    "material(env, 'TEMPORAL_TLS_SERVER_CA_CERT')",
    '`${name}_DATA`',
    '`${name}_PATH`',
  ])
    expect(code).toContain(part);
  const read = new Set([
    ...composed,
    ...[...code.matchAll(/\b(?:env\[|variable: )'([A-Z_]+)'/g)].map(match => match[1]!),
    ...(code.includes('DATABASE_URL: givenDatabase') ? ['DATABASE_URL'] : []),
    ...Object.values(settingsOf).flatMap(settings => Object.keys(settings)),
  ]);
  const variables = new Set<string>();
  for (const document of documents)
    for (const each of named(await textOf(document)))
      if (/^(?:TEMPORAL|DATABASE|XDG)_[A-Z_]+$/.test(each)) variables.add(each.replace(/_FILE$/, ''));
  expect([...variables].filter(each => !read.has(each))).toEqual([]);
  expect([...read].filter(each => each.startsWith('TEMPORAL_') && !variables.has(each))).toEqual([]);
});

test('every word of the glossary is a word of the code or of the API', async () => {
  const program = await codeOf('api', 'commands', 'db', 'domain', 'operations', 'workflows');
  const code = `${program}\n${await textOf('schema.graphql')}`;
  const rows = (await textOf('docs/glossary.md'))
    .split('\n')
    .filter(line => line.startsWith('| '))
    .slice(1);
  const words = rows.flatMap(row => named(row.split('|')[2]!));
  expect(words.length).toBeGreaterThan(50);
  expect(words.filter(word => !new RegExp(`(?<![\\w-])${word}(?![\\w-])`).test(code))).toEqual([]);
});

test('the documents name the version of Temporal that is run, and no other', async () => {
  for (const document of documents) {
    for (const [version] of (await textOf(document)).matchAll(/(?<=Temporal (?:server )?|sql-tool` )1\.\d+(?:\.\d+)?/g))
      expect(version, document).toBe(temporalVersion);
  }
});

test('the Chinese README shows the commands and the program of the English one', async () => {
  const shown = async (readme: string): Promise<readonly string[]> =>
    (await blocksOf(readme))
      .filter(({ info }) => info === 'sh' || info === 'ts procedure')
      .map(({ info, text }) => (info === 'sh' ? text.replaceAll(/ +#.*$/gm, '') : text));
  const commands = async (readme: string): Promise<readonly string[]> =>
    named(await textOf(readme))
      .filter(each => each.startsWith('npm '))
      .toSorted();
  expect(await shown('README.zh-CN.md')).toEqual(await shown('README.md'));
  expect(await commands('README.zh-CN.md')).toEqual(await commands('README.md'));
  expect((await commands('README.md')).length).toBeGreaterThan(4);
});

const rooms = 'activities|api|bench|bin|cli|commands|db|docs|domain|effects|operations|telemetry|test|workflows';
/** A record of a decision speaks of its own time. */
const ofToday = documents.filter(document => !document.startsWith('docs/adr/') && document !== 'CHANGELOG.md');
test.each(ofToday)('every file of the project that %s names exists', async document => {
  const files = named(await textOf(document)).filter(each => new RegExp(`^(?:${rooms})/[\\w./-]+$`).test(each));
  expect(files.filter(file => !existsSync(new URL(file, root)))).toEqual([]);
});
