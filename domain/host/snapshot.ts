import { utf8ToBytes } from '@noble/hashes/utils.js';
import { genesis, type Entry } from '../log/chain.ts';
import { readHead } from '../log/reader.ts';
import type { Decision } from '../case/case.ts';
import type { ActRequest, CaseSnapshot } from './protocol.ts';

/**
 * How many events stay in reach of a repeated command, as far as they fit into `tailBytes`: beyond them the database
 * knows.
 */
const tailLength = 64;
/** Unacknowledged events above this size and the case takes no new command: replies must fit into a payload. (P16) */
const tailBytes = 256 * 1024;

const sizes = new WeakMap<Entry, number>();
/** With all that goes with the event: the letters of a page of children weigh twenty times what its text does. */
function bytesOf(entry: Entry): number {
  const size = sizes.get(entry) ?? utf8ToBytes(JSON.stringify(entry)).length;
  sizes.set(entry, size);
  return size;
}

/** The case after a decision: its entries are the new end of the tail. */
export function appendEvents(kept: CaseSnapshot, { entries, state }: Decision): CaseSnapshot {
  const last = entries.at(-1);
  return last ? { ...kept, state, revision: last.seq, head: last.hash, tail: [...kept.tail, ...entries] } : kept;
}

/**
 * Forgets acknowledged events beyond the tail's length, or its size: the whole tail goes through continue-as-new. (P15)
 */
export function trimTail(kept: CaseSnapshot): CaseSnapshot {
  const unwritten = kept.revision - kept.acked;
  let excess = kept.tail.length;
  for (let [count, size] = [0, 0]; excess > 0; excess -= 1, count += 1) {
    size += bytesOf(kept.tail[excess - 1]!);
    if (count >= unwritten && (count >= tailLength || size > tailBytes)) break;
  }
  const last = kept.tail[excess - 1];
  return last ? { ...kept, tail: kept.tail.slice(excess), floor: { seq: last.seq, hash: last.hash } } : kept;
}

export const acknowledge = (kept: CaseSnapshot, revision: number): CaseSnapshot =>
  revision > kept.acked ? { ...kept, acked: revision } : kept;

export const entriesAfter = (kept: CaseSnapshot, since: number): readonly Entry[] =>
  kept.tail.filter(entry => entry.seq > since);

/** Does the caller's database stand on the same chain? Undefined when it does. (P7) */
export function disagreementOf(
  kept: CaseSnapshot,
  { since, head }: Pick<ActRequest, 'since' | 'head'>,
): 'Ahead' | 'Stale' | 'Forked' | undefined {
  if (since > kept.revision) return 'Ahead';
  if (since < kept.floor.seq) return 'Stale';
  const hash = since === kept.floor.seq ? kept.floor.hash : kept.tail[since - kept.floor.seq - 1]?.hash;
  return hash === head ? undefined : 'Forked';
}

/** The event that a command caused before, if it is still in the tail. */
export function hasHandled(kept: CaseSnapshot, key: string): boolean {
  const quoted = JSON.stringify(key);
  return kept.tail.some(entry => entry.text.includes(quoted) && readHead(entry.text).key === key);
}

export const isFull = (kept: CaseSnapshot): boolean =>
  entriesAfter(kept, kept.acked).reduce((sum, entry) => sum + bytesOf(entry), 0) > tailBytes;

/** A case from its first events, none of which the database has. */
export function startSnapshot(caseId: string, { entries, state }: Omit<Decision, 'events'>): CaseSnapshot {
  const floor = { seq: 0, hash: genesis(caseId) };
  const last = entries.at(-1);
  return {
    caseId,
    state,
    revision: last?.seq ?? floor.seq,
    head: last?.hash ?? floor.hash,
    tail: entries,
    floor,
    acked: 0,
  };
}

/** A case as its log tells it, with everything acknowledged: what a new run starts from. */
export function snapshotFromLog(caseId: string, state: CaseSnapshot['state'], entries: readonly Entry[]): CaseSnapshot {
  const whole = startSnapshot(caseId, { entries, state });
  return trimTail(acknowledge(whole, whole.revision));
}
