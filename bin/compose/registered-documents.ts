import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { hashOf } from '../../api/http/registered-documents.ts';

const documents = z.record(z.string().regex(/^[0-9a-f]{64}$/), z.string());

/**
 * The documents of a deployment's front ends, by their hashes; undefined without a file.
 * @throws Error for a file that cannot be read, is of another shape, or names a text by another hash than its own
 */
export async function readRegisteredDocuments(
  file: string | undefined,
): Promise<Readonly<Record<string, string>> | undefined> {
  if (file === undefined) return undefined;
  const read = documents.safeParse(JSON.parse(await readFile(file, 'utf8')));
  if (!read.success) throw new Error(`Found ${file}, expected a JSON object of SHA-256 hashes and documents.`);
  const wrong = Object.entries(read.data).find(([hash, text]) => hashOf(text) !== hash);
  if (wrong) throw new Error(`Found a document in ${file} under the hash ${wrong[0]}, which is not that of its text.`);
  return read.data;
}
