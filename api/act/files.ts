import { readFiles, type StoredFile } from '../../db/files/files.ts';
import { fieldsWithFiles } from '../../domain/case/files.ts';
import { refusalOf } from '../../domain/refusal.ts';
import { finishFile } from '../../operations/files/receive.ts';
import { RefusedByCase } from '../error/errors.ts';
import type { Context } from '../schema/context.ts';
import type { Viewer } from '../viewer/viewer.ts';

/** A paper or a document that names a file by its id. */
interface Naming {
  readonly digest?: string;
  readonly file: string;
}
const isNaming = (value: unknown): value is Naming =>
  typeof value === 'object' && value !== null && 'file' in value && typeof value.file === 'string';

/**
 * The command with the files that it names looked up: id, digest, type and size of each. A file is its uploader's alone
 * to name; of one that is somebody else's nobody is told that it is there.
 * @throws RefusedByCase
 */
export async function fillFiles<C extends { readonly type: string }>(
  context: Context,
  viewer: Viewer,
  command: C,
): Promise<C> {
  const values = command as Readonly<Record<string, unknown>>;
  const fields = fieldsWithFiles(command.type).filter(field => [values[field]].flat().some(isNaming));
  if (fields.length === 0) return command;
  const ids = fields.flatMap(field => [values[field]].flat().filter(isNaming)).map(({ file }) => file);
  const found = new Map((await readFiles(context.db, ids)).map(file => [file.id, file]));
  const filled = new Map<string, StoredFile>();
  for (const id of new Set(ids)) filled.set(id, await usable(context, viewer, id, found.get(id)));
  const fill = (value: unknown): unknown => (isNaming(value) ? fillOne(value, filled.get(value.file)!) : value);
  const changed = fields.map(field => {
    const value = values[field];
    return [field, Array.isArray(value) ? value.map(fill) : fill(value)] as const;
  });
  return { ...command, ...Object.fromEntries(changed) };
}

function fillOne({ digest, ...rest }: Naming, file: StoredFile): object {
  if (digest !== undefined) throw new RefusedByCase(refusalOf('file.oneOfTwo', {}));
  return { ...rest, digest: file.digest!, file: { id: file.id, type: file.type!, bytes: file.bytes } };
}

/** A file that this person may name now. What came in pieces is looked at, should nobody have done so. */
async function usable(
  { files }: Context,
  { person }: Viewer,
  id: string,
  found: StoredFile | undefined,
): Promise<StoredFile> {
  if (found?.uploader !== person) throw new RefusedByCase(refusalOf('file.unknown', { found: id }));
  const file = found.state === 'receiving' && files ? await finishFile(files, found) : found;
  // Of one that was erased the digest stays: a repeat of the act that named it is still the same act.
  if (file.state === 'erased' && file.digest !== null) return file;
  if (file.state !== 'ready') throw new RefusedByCase(refusalOf('file.notReady', { found: id, state: file.state }));
  return file;
}
