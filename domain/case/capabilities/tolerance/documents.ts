import { enclosed, numberDocuments, type NumberedCase } from '../../document-builders.ts';
import type { EventOf } from '../../event.ts';
import type { DocumentState } from '../../state.ts';

/** The applicant's promise has a number of its own. */
export const tolerantlyAccepted = (
  event: EventOf<'tolerantlyAccepted'>,
  state: NumberedCase,
): readonly DocumentState[] => [
  enclosed(event, 'tolerancePromise', event.data.promise),
  ...numberDocuments(event, state, [{ kind: 'tolerantAcceptanceNotice' }]),
];
