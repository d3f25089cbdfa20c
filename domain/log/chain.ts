import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Call } from './call.ts';
import type { Letter } from './letter.ts';
import type { Notice } from './notice.ts';

/** One event as it is kept: the text that was hashed, and the hash that binds it to all before it. */
export interface Entry {
  readonly seq: number;
  /** The event's JSON, exactly as hashed. A parsed and re-serialised copy would have other bytes. */
  readonly text: string;
  readonly hash: string;
  /** Whom it is told to, and what: made with it. Not hashed, and absent where it is read from the log. */
  readonly told?: readonly Notice[];
  /** What it writes to other cases: made with it. Not hashed, and absent where it is read from the log. */
  readonly letters?: readonly Letter[];
  /** What it asks of the world: made with it. Not hashed, and absent where it is read from the log. */
  readonly calls?: readonly Call[];
}

/** The SHA-256 of a text, in lower-case hex. */
export const digestOf = (value: string): string => bytesToHex(sha256(utf8ToBytes(value)));

/** The same with the name of its algorithm, as the log keeps it: `sha256:<hex>`. */
export const namedDigestOf = (value: string): string => `sha256:${digestOf(value)}`;

/** The hash before the first event: it includes the case, so a whole chain cannot be moved to another case. */
export const genesis = (caseId: string): string => namedDigestOf(`shixian case ${caseId}`);

export const link = (previous: string, text: string): string => namedDigestOf(`${previous}\n${text}`);

/** The first place where the entries do not continue the chain from `previous`, or undefined when they do. */
export const brokenAt = (previous: string, from: number, entries: readonly Entry[]): number | undefined => {
  let hash = previous;
  let seq = from;
  for (const entry of entries) {
    seq += 1;
    hash = link(hash, entry.text);
    if (entry.seq !== seq || entry.hash !== hash) return seq;
  }
  return undefined;
};
