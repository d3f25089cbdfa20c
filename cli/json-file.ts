import { readFile } from 'node:fs/promises';
import { UsageError } from './run.ts';

/** Reads a file of JSON. @throws UsageError where there is none, or it is no JSON; nothing of it is quoted */
export async function readJson(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new UsageError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  });
  try {
    return JSON.parse(text);
  } catch {
    // The parser would quote what stands there.
    throw new UsageError(`${file} is not JSON.`);
  }
}
