import { directoryFrom, type DirectoryFile } from '../domain/directory/file.ts';
import { Refused } from '../domain/refusal.ts';
import { refusalText } from '../domain/words/refusals.ts';
import { readJson } from './json-file.ts';
import { UsageError } from './run.ts';

/** Reads a directory from a file. @throws UsageError with everything that does not fit */
export async function directoryAt(path: string): Promise<DirectoryFile> {
  try {
    return directoryFrom(await readJson(path));
  } catch (error) {
    if (error instanceof Refused) throw new UsageError(refusalText(error.refusal, 'en'), { cause: error });
    throw error;
  }
}
