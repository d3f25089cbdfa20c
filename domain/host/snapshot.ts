import { utf8ToBytes } from '@noble/hashes/utils.js';
import { genesis, link, type Entry } from '../log/chain.ts';
import { readHead } from '../log/reader.ts';
import { writeEvent, type CaseEvent } from '../case/event.ts';
import type { Environment } from '../case/environment.ts';
import { evolve } from '../case/case.ts';
import { noticesOf } from '../case/messages.ts';
import type { CaseState } from '../case/state.ts';
import type { ActRequest, CaseSnapshot } from './protocol.ts';

/**
 * How many events stay in reach of a repeated command, as far as they fit into `tailBytes`: beyond them the database
 * knows.
 */
const tailLength = 64;
/** Unacknowledged events above this size and the case takes no new command: replies must fit into a payload. */
const tailBytes = 256 * 1024;

/**
 * Writes events at the end of the chain. What comes back is folded from the very text that was hashed, as every later
 * reader does.
 */
export function appendEvents(kept: CaseSnapshot, events: readonly CaseEvent[], environment: Environment): CaseSnapshot {
  let { state, revision, head } = kept;
  const tail = [...kept.tail];
  for (const event of events) {
    const { text, event: folded } = writeEvent(event);
    if (event.at < state.at)
      throw new Error(`Event ${event.type} at ${event.at} lies before the last event at ${state.at}.`);
    state = evolve(state, folded, environment);
    head = link(head, text);
    revision += 1;
    tail.push(entryOf(revision, text, head, folded, state, environment));
  }
  return { ...kept, state, revision, head, tail };
}

function entryOf(
  seq: number,
  text: string,
  hash: string,
  event: CaseEvent,
  state: CaseState,
  environment: Environment,
): Entry {
  const told = noticesOf(event, state, environment);
  return { seq, text, hash, ...(told.length > 0 && { told }) };
}

/** Forgets acknowledged events beyond the tail's length, or its size: the whole tail goes through continue-as-new. */
export function trimTail(kept: CaseSnapshot): CaseSnapshot {
  const unwritten = kept.revision - kept.acked;
  let excess = kept.tail.length;
  for (let [count, size] = [0, 0]; excess > 0; excess -= 1, count += 1) {
    size += kept.tail[excess - 1]!.text.length;
    if (count >= unwritten && (count >= tailLength || size > tailBytes)) break;
  }
  const last = kept.tail[excess - 1];
  return last ? { ...kept, tail: kept.tail.slice(excess), floor: { seq: last.seq, hash: last.hash } } : kept;
}

export const acknowledge = (kept: CaseSnapshot, revision: number): CaseSnapshot =>
  revision > kept.acked ? { ...kept, acked: revision } : kept;

export const entriesAfter = (kept: CaseSnapshot, since: number): readonly Entry[] =>
  kept.tail.filter(entry => entry.seq > since);

/** Does the caller's database stand on the same chain? Undefined when it does. */
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
  entriesAfter(kept, kept.acked).reduce((sum, entry) => sum + utf8ToBytes(entry.text).length, 0) > tailBytes;

/** A case as its log tells it, with everything acknowledged: what a new run starts from. */
export function snapshotFromLog(caseId: string, state: CaseSnapshot['state'], entries: readonly Entry[]): CaseSnapshot {
  const last = entries.at(-1);
  const kept: CaseSnapshot = {
    caseId,
    state,
    revision: last?.seq ?? 0,
    head: last?.hash ?? genesis(caseId),
    tail: entries,
    floor: { seq: 0, hash: genesis(caseId) },
    acked: last?.seq ?? 0,
  };
  return trimTail(kept);
}

/** A case from its first events. */
export function startSnapshot(
  caseId: string,
  [first, ...rest]: readonly CaseEvent[],
  environment: Environment,
): CaseSnapshot {
  if (!first) throw new Error('A case begins with at least one event.');
  const { text, event } = writeEvent(first);
  const state = evolve(undefined, event, environment);
  const floor = { seq: 0, hash: genesis(caseId) };
  const head = link(floor.hash, text);
  return appendEvents(
    { caseId, state, revision: 1, head, tail: [entryOf(1, text, head, event, state, environment)], floor, acked: 0 },
    rest,
    environment,
  );
}
