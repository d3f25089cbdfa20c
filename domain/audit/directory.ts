import { type DirectoryChange, keyOfRecord, recordKinds, recordsOf } from '../directory/changes.ts';
import type { Directory } from '../directory/directory.ts';
import { canonicalJson } from '../log/canonical.ts';
import type { Note } from './finding.ts';

/**
 * Every record of the directory is as the last version that changed it left it, and none stands there that no version
 * wrote: who gives a post to somebody by hand is found. Names of people are in no version, and are not compared.
 * @param changes what all versions did, in their order; people without their names
 */
export function directoryIsAsWritten(changes: readonly DirectoryChange[], directory: Directory, note: Note): void {
  for (const kind of recordKinds) {
    const expected = new Map<string, string>();
    for (const change of changes) {
      if (change.kind !== kind) continue;
      const key = keyOfRecord(kind, (change.after ?? change.before)! as never);
      if (change.after) expected.set(key, textOf(change.after));
      else expected.delete(key);
    }
    for (const record of recordsOf(directory, kind)) {
      const key = keyOfRecord(kind, record as never);
      const [found, written] = [textOf(record), expected.get(key)];
      expected.delete(key);
      if (found !== written) note('directory', `${kind} ${key}`, found, written ?? 'none: no version wrote it');
    }
    for (const [key, written] of expected) note('directory', `${kind} ${key}`, 'none', written);
  }
}

function textOf(record: object): string {
  const { name: _name, ...rest } = record as { readonly name?: string };
  return canonicalJson(rest);
}
