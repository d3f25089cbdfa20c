import { numberDocuments, type NumberedCase } from '../../document-builders.ts';
import type { EventOf } from '../../event.ts';
import type { DocumentState } from '../../state.ts';

/** What is refused beside what is granted is told in writing too, with its reasons (行政许可法 38). */
export const granted = (event: EventOf<'granted'>, state: NumberedCase): readonly DocumentState[] =>
  numberDocuments(event, state, [
    ...[...new Set(event.data.permits)]
      .filter(permit => !isTold(state, permit))
      .map(permit => ({ kind: 'grant' as const, permit })),
    ...Object.keys(event.data.refused)
      .filter(permit => !event.data.permits.includes(permit))
      .map(permit => ({ kind: 'denial' as const, permit })),
  ]);

/** Granted early: its document was made then. */
const isTold = ({ documents }: NumberedCase, of: string): boolean =>
  documents.some(({ kind, permit }) => kind === 'grant' && permit === of);

export const revoked = (event: EventOf<'revoked'>, state: NumberedCase): readonly DocumentState[] =>
  numberDocuments(
    event,
    state,
    [...new Set(event.data.permits)].map(permit => ({ kind: 'revocation', permit })),
  );
