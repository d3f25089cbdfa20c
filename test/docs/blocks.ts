import { readFile } from 'node:fs/promises';

export interface Block {
  /** The fence's words: `ts procedure`, `graphql`, `sh`. */
  readonly info: string;
  readonly text: string;
}

export const root = new URL('../../', import.meta.url);

/** The fenced blocks of a document, in order. */
export async function blocksOf(document: string): Promise<readonly Block[]> {
  const text = await readFile(new URL(document, root), 'utf8');
  return [...text.matchAll(/^```([^\n]*)\n([\s\S]*?)^```$/gm)].map(([, info = '', body = '']) => ({ info: info.trim(), text: body }));
}

export const documents = ['README.md', 'docs/api.md', 'docs/operating.md', 'docs/procedures.md', 'docs/glossary.md'] as const;
