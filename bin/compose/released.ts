import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import type { AnyProcedure } from '../../domain/procedure/procedure.ts';

/**
 * What was released: for each version a folder with its outline, the logs of cases recorded under it, and the hashes of
 * all.
 */
export const released = new URL('../../workflows/procedures/released/', import.meta.url);
/** As `sha256sum` writes them, with names relative to the folder; a version without this file is not released. */
export const sums = 'SHA256SUMS';

export const folderOf = (type: string, root: URL = released): URL => new URL(`${type}/`, root);
/** The procedure's own file, from its release. */
export const sourceOf = (type: string): string => `../../${type}.ts`;

/** The versions whose cases those of a procedure open, theirs included: its file imports them. */
export function importsOf({ steps }: AnyProcedure): readonly string[] {
  const ids = Object.values(steps).flatMap(({ child }) => (child ? [child.id, ...importsOf(child)] : []));
  return [...new Set(ids)].toSorted();
}

/** An import of another version, or of a part that several procedures share: by its name it never changes. */
const versioned = /\bfrom\s+['"](?<file>\.{1,2}\/(?:[\w.-]+\/)*[\w-]+\.v\d+\.ts)['"]/g;

/**
 * The files that a procedure's own file imports, and what these import: versions whose cases it opens, and parts
 * (`parts/address.v1.ts`). Each as a release names it.
 */
export async function importedBy(type: string, root: URL = released): Promise<readonly string[]> {
  const folder = new URL('../', root);
  const found = new Set<string>();
  const read = async (file: URL): Promise<void> => {
    const text = await readFile(file, 'utf8').catch(() => '');
    for (const { groups } of text.matchAll(versioned)) {
      const imported = new URL(groups!['file']!, file);
      const name = `../../${imported.href.slice(folder.href.length)}`;
      if (!imported.href.startsWith(folder.href) || found.has(name)) continue;
      found.add(name);
      await read(imported);
    }
  };
  await read(new URL(`${type}.ts`, folder));
  return [...found].toSorted();
}

/** Name and hash of each file that a release holds; undefined when the version is not released. */
export async function readSums(type: string, root: URL = released): Promise<ReadonlyMap<string, string> | undefined> {
  const text = await readFile(new URL(sums, folderOf(type, root)), 'utf8').catch(() => undefined);
  return text === undefined
    ? undefined
    : new Map(
        text
          .trimEnd()
          .split('\n')
          .map(line => [line.slice(66), line.slice(0, 64)] as const),
      );
}

/** The hash of a file, or undefined when it is not there. */
export async function hashOf(type: string, file: string, root: URL = released): Promise<string | undefined> {
  const bytes = await readFile(new URL(file, folderOf(type, root))).catch(() => undefined);
  return bytes && createHash('sha256').update(bytes).digest('hex');
}

/** The versions that are released. */
export async function releases(root: URL = released): Promise<readonly string[]> {
  const found: string[] = [];
  for (const type of (await readdir(root).catch((): string[] => [])).toSorted())
    if (await readSums(type, root)) found.push(type);
  return found;
}

/** What was changed or removed of a released version: cases run under it as it was. */
export async function changesOf(type: string, root: URL = released): Promise<readonly string[]> {
  const changes: string[] = [];
  for (const [file, expected] of (await readSums(type, root)) ?? []) {
    const hash = await hashOf(type, file, root);
    if (hash === expected) continue;
    const imported = /^\.\.\/\.\.\/(?<file>.+)\.ts$/.exec(file)?.groups?.['file'];
    const next = (imported ?? type).replace(/\d+$/, version => String(Number(version) + 1));
    const what = imported === undefined ? `released/${type}/${file}` : `${imported}.ts`;
    changes.push(
      `${what}: ${hash === undefined ? 'is gone' : 'was changed'} after ${type} was released (found ` +
        `${hash ?? 'no file'}, expected ${expected}). Cases are pinned to it as it was: put it back, and make the ` +
        `change in a new version, ${next}.ts.`,
    );
  }
  return changes;
}
