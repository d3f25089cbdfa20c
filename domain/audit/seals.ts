import { link, namedDigestOf } from '../log/chain.ts';
import type { Note } from './finding.ts';

/** What is sealed, row by row, because no log commits to it. */
export type SealKind = 'refusal' | 'queryCode' | 'delivery' | 'repair' | 'calendar' | 'directory';

/** The commitment to a row as it was written, in the chain of its case or register. */
export interface StoredSeal {
  readonly n: number;
  readonly kind: SealKind;
  /** The row: a command's key, a case, a message, a number, a version. */
  readonly subject: string;
  readonly digest: string;
  readonly prev: string;
  readonly hash: string;
}

/** A row that must be sealed, by the digest of what it says now. */
export interface SealedRow {
  readonly kind: SealKind;
  readonly subject: string;
  readonly digest: string;
}

/** All seals of a case or register, in their order, with the head that is kept beside them: 0 and '' where none is. */
export interface StoredSeals {
  readonly scope: string;
  readonly seals: readonly StoredSeal[];
  readonly last: number;
  readonly head: string;
  readonly rows: readonly SealedRow[];
}

/**
 * Every row that must be sealed says what its seal commits to, no seal is without its row, and the chain of seals goes
 * from its beginning to its head.
 */
export function sealsHold({ scope, seals, last, head, rows }: StoredSeals, note: Note): void {
  let previous = namedDigestOf(`shixian seals ${scope}`);
  for (const [index, { n, kind, subject, digest, prev, hash }] of seals.entries()) {
    const linked = link(previous, [n, kind, subject, digest].join('\n'));
    if (n !== index + 1 || prev !== previous || hash !== linked)
      note('sealed', `seal ${n} of ${scope}`, `${hash} after ${prev}`, `${linked} after ${previous}`);
    previous = hash;
  }
  if (seals.length !== last || (last > 0 && previous !== head))
    note('sealed', `the end of the seals of ${scope}`, `${seals.length} up to ${previous}`, `${last} up to ${head}`);
  const kept = new Map(seals.map(each => [nameOf(each), each]));
  for (const row of rows) {
    const seal = kept.get(nameOf(row));
    kept.delete(nameOf(row));
    if (seal?.digest !== row.digest)
      note('sealed', nameOf(row), row.digest, seal?.digest ?? 'none: nobody wrote this row');
  }
  for (const seal of kept.values()) note('sealed', nameOf(seal), 'no such row', `one of ${seal.digest}`);
}

const nameOf = ({ kind, subject }: SealedRow): string => `${kind} ${subject}`;
