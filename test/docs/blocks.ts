import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

export interface Block {
  /** The fence's words: `ts procedure`, `graphql`, `json answer`, `sh`. */
  readonly info: string;
  readonly text: string;
}

export const root = new URL('../../', import.meta.url);
const markdownIn = (folder: string, recursive: boolean): readonly string[] =>
  readdirSync(new URL(folder, root), { recursive, encoding: 'utf8' })
    .filter(file => file.endsWith('.md'))
    .map(file => `${folder}${file}`);
/** Every document of the project, by its path. */
export const documents: readonly string[] = [
  ...markdownIn('./', false).map(file => file.slice(2)),
  ...markdownIn('docs/', true),
].toSorted();

export const textOf = (document: string): Promise<string> => readFile(new URL(document, root), 'utf8');

/** The fenced blocks of a document, in order. */
export async function blocksOf(document: string): Promise<readonly Block[]> {
  return [...(await textOf(document)).matchAll(/^```([^\n]*)\n([\s\S]*?)^```$/gm)].map(([, info = '', text = '']) => ({
    info: info.trim(),
    text,
  }));
}

/** The ladder that the tutorial prints: of each line the time, the event, and what it is about. */
export async function shownLadder(): Promise<readonly (readonly [at: string, type: string, about: string])[]> {
  const ladder = (await blocksOf('docs/tutorial/03-run-it.md')).find(({ info }) => info === 'text ladder')!;
  return ladder.text
    .trimEnd()
    .split('\n')
    .map(line => [line.slice(0, 16), line.slice(18, 36).trim(), line.slice(36, 55).trim()] as const);
}
