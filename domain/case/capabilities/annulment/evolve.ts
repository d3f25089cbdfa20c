import type { Environment } from '../../environment.ts';
import { when, type EventOf } from '../../event.ts';
import type { CaseState } from '../../state.ts';
import { undo } from './undo.ts';

/** The documents of what is annulled are void; what went out stays on record. */
export function annul(state: CaseState, event: EventOf<'annulled'>, environment: Environment): CaseState {
  const at = when(event);
  const act = state.annullable?.find(({ seq }) => seq === event.data.event);
  if (!act) return state;
  const gone = new Set(act.documents);
  const undone = undo(state, act, at, environment);
  return {
    ...undone,
    annullable: state.annullable!.map(each => (each === act ? { ...each, annulledBy: state.revision + 1 } : each)),
    documents: undone.documents.map(each => (gone.has(each.number) ? { ...each, voidedAt: at } : each)),
  };
}
