import { readFile } from 'node:fs/promises';

export interface Block {
  /** The fence's words: `ts procedure`, `graphql`, `json answer`, `sh`. */
  readonly info: string;
  readonly text: string;
}

export const root = new URL('../../', import.meta.url);
export const documents = [
  'README.md',
  'docs/api.md',
  'docs/deadlines.md',
  'docs/operating.md',
  'docs/procedures.md',
  'docs/calendars.md',
  'docs/mutation.md',
  'docs/glossary.md',
  'docs/guarantees.md',
  'docs/repairs.md',
] as const;

export const textOf = (document: string): Promise<string> => readFile(new URL(document, root), 'utf8');

/** The fenced blocks of a document, in order. */
export async function blocksOf(document: string): Promise<readonly Block[]> {
  return [...(await textOf(document)).matchAll(/^```([^\n]*)\n([\s\S]*?)^```$/gm)].map(([, info = '', text = '']) => ({
    info: info.trim(),
    text,
  }));
}
