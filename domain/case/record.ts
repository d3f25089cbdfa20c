import { genesis, link, type Entry } from '../log/chain.ts';
import { evolve } from './evolve.ts';
import type { Environment } from './environment.ts';
import { readEvent, writeEvent, type CaseEvent } from './event.ts';
import { callsOf } from './capabilities/effects/calls.ts';
import { lettersOf } from './letters.ts';
import { noticesOf } from './notices.ts';
import type { CaseState } from './state.ts';

/** A case and the end of its log, where the next event follows. A case that is not received yet has no state. */
export interface CaseEnd {
  readonly state: CaseState | undefined;
  readonly revision: number;
  readonly head: string;
}

export type CaseAtEnd = CaseEnd & { readonly state: CaseState };

/** The case before its first event. */
export const beforeReceipt = (caseId: string): CaseEnd => ({ state: undefined, revision: 0, head: genesis(caseId) });

/** What a command or a tick comes to: the events, as the log keeps them, and the case after them. */
export interface Decision {
  readonly events: readonly CaseEvent[];
  readonly entries: readonly Entry[];
  readonly state: CaseState;
}

/** One event at the end of the log. */
export interface RecordedEvent {
  readonly event: CaseEvent;
  readonly entry: Entry;
  readonly end: CaseAtEnd;
}

/** Checks an event, writes its text at the end of the log, and folds what every later reader makes of that text. */
export function recordEvent(
  end: CaseEnd,
  unchecked: Parameters<typeof writeEvent>[0],
  environment: Environment,
): RecordedEvent {
  const { text, event } = writeEvent(unchecked);
  return follow(end, event, { text, hash: link(end.head, text) }, environment);
}

/** Events of a log, folded from their texts after the end that they follow. The caller has compared the chain. */
export function foldEntries(end: CaseEnd, entries: readonly Entry[], environment: Environment): Decision {
  return collect(end, entries, (last, entry) => follow(last, readEvent(entry.text), entry, environment));
}

/** Events of the engine that no command and no tick brings. */
export function recordEvents(
  end: CaseEnd,
  events: readonly Parameters<typeof writeEvent>[0][],
  environment: Environment,
): Decision {
  return collect(end, events, (last, event) => recordEvent(last, event, environment));
}

function follow(
  { state: before, revision }: CaseEnd,
  event: CaseEvent,
  { text, hash }: Pick<Entry, 'text' | 'hash'>,
  environment: Environment,
): RecordedEvent {
  if (before && event.at < before.at)
    throw new Error(`Event ${event.type} at ${event.at} lies before the last event at ${before.at}.`);
  const state = evolve(before, event, environment);
  const told = noticesOf(before, event, state, environment);
  const letters = lettersOf(before, event, state, environment);
  const calls = callsOf(before, state, environment);
  const entry: Entry = {
    seq: revision + 1,
    text,
    hash,
    ...(told.length > 0 && { told }),
    ...(letters.length > 0 && { letters }),
    ...(calls.length > 0 && { calls }),
  };
  return { event, entry, end: { state, revision: entry.seq, head: hash } };
}

function collect<T>(end: CaseEnd, items: readonly T[], record: (end: CaseEnd, item: T) => RecordedEvent): Decision {
  const events: CaseEvent[] = [];
  const entries: Entry[] = [];
  let last = end;
  for (const item of items) {
    const recorded = record(last, item);
    events.push(recorded.event);
    entries.push(recorded.entry);
    last = recorded.end;
  }
  if (!last.state) throw new Error('A case begins with at least one event.');
  return { events, entries, state: last.state };
}
