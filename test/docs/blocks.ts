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
