import { when, type CaseEvent } from '../../event.ts';
import type { CaseState, DocumentState } from '../../state.ts';
import type { AnnullableAct } from './state.ts';

/** What has to be known of an event to undo it; undefined where nobody may. */
function detailsOf(
  event: CaseEvent,
): Pick<AnnullableAct, 'of' | 'clock' | 'extension' | 'step' | 'notice'> | undefined {
  switch (event.type) {
    case 'extended':
      return { of: event.type, clock: event.data.clock, extension: event.data.by };
    case 'specialStarted':
      return { of: event.type, step: event.data.step, notice: event.data.notice.number };
    case 'suspended':
      return { of: event.type, notice: event.data.notice.number };
    case 'accepted':
    case 'tolerantlyAccepted':
      return { of: event.type };
    default:
      return undefined;
  }
}

/** The acts that may be annulled after an event; the state is the case just after it, `made` its documents. */
export function annullableAfter(
  { annullable, revision }: Pick<CaseState, 'annullable' | 'revision'>,
  event: CaseEvent,
  made: readonly DocumentState[],
): Pick<CaseState, 'annullable'> {
  const details = detailsOf(event);
  if (!details) return {};
  const documents = made.map(({ number }) => number);
  const act: AnnullableAct = { seq: revision, by: event.actor, at: when(event), documents, ...details };
  return { annullable: [...(annullable ?? []), act] };
}
