import type { Entry } from '../domain/log/chain.ts';
import { readEvent, type CaseEvent } from '../domain/case/event.ts';
import type { CaseView } from '../domain/case/view.ts';
import type { Refusal } from '../domain/refusal.ts';

/** What became of an act. The same command id asked again gives the same answer. */
export type Result =
  | { readonly accepted: true; readonly events: readonly CaseEvent[]; readonly view: CaseView }
  | { readonly accepted: false; readonly refused: Refusal }
  /**
   * Not known yet, and not lost: ask again with the same id. `newerBuild`: the case has an event that only a newer
   * build can read; asking this one does not count as a try.
   */
  | { readonly unknown: 'askAgain' | 'newerBuild' };

export const askAgain: Result = { unknown: 'askAgain' };
export const askNewerBuild: Result = { unknown: 'newerBuild' };

/** What a command did: the event with its key, and what followed at the same instant without a key of its own. */
export function eventsOf(key: string, entries: readonly Entry[]): readonly CaseEvent[] {
  const events = entries.map(entry => readEvent(entry.text));
  const first = events.findIndex(event => event.key === key);
  if (first < 0) return [];
  const rest = events.slice(first + 1);
  const end = rest.findIndex(event => event.key !== undefined || event.at !== events[first]?.at);
  return events.slice(first, first + 1 + (end < 0 ? rest.length : end));
}
