import type { CaseEvent } from '../case/event.ts';
import type { Note } from './finding.ts';
import type { StoredCase, StoredPersonal } from './stored.ts';

/**
 * Holds personal fields against what the log says of them: those that came in are kept as they were, or were erased by
 * an act that is recorded; and what was erased is gone.
 */
export function personalIsAsRecorded(stored: StoredCase, events: readonly CaseEvent[], note: Note): void {
  const kept = new Map(stored.personal.map(each => [each.reference, each]));
  for (const [index, event] of events.entries()) {
    const said = 'personal' in event.data ? event.data.personal : undefined;
    if (!said) continue;
    const place = `event ${index + 1}`;
    for (const { reference, digest } of [said, ...(said.others ?? [])]) {
      const found = kept.get(reference);
      if (!found) {
        if (!isNamedAsLost(events, reference)) note('personal', place, 'no fields', `those of ${digest}`);
      } else if (found.digest === undefined) {
        if (!isErased(stored, events)) note('personal', place, 'erased fields', 'personalErased in the log');
      } else if (found.digest !== digest) {
        note('personal', place, `fields of ${found.digest}`, `those of ${digest}`);
      } else if (events.slice(index).some(each => each.type === 'personalErased'))
        note('personal', place, 'fields that are kept', 'none: the log says that they were erased');
    }
  }
}

/** Beside the event, which follows it, the command counts that nobody has brought to the case yet. */
const isErased = ({ commands }: StoredCase, events: readonly CaseEvent[]): boolean =>
  events.some(each => each.type === 'personalErased') ||
  commands.some(each => each.answer === undefined && each.payload.includes('"type":"erasePersonal"'));

/** A case that was taken from Temporal has lost its fields, which its repair says. */
const isNamedAsLost = (events: readonly CaseEvent[], reference: StoredPersonal['reference']): boolean =>
  events.some(each => each.type === 'repaired' && each.data.found.includes(reference));
