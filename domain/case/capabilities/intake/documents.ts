import { enclosed, numberDocuments, type NumberedCase } from '../../document-builders.ts';
import type { EventOf } from '../../event.ts';
import type { DocumentState } from '../../state.ts';

/** The receipt; and the letter by which the applicant commits themselves, under its own number. */
export const received = (event: EventOf<'received'>, state: NumberedCase): readonly DocumentState[] => [
  ...numberDocuments(event, state, [{ kind: 'receipt' }]),
  ...(event.data.commitmentLetter ? [enclosed(event, 'commitmentLetter', event.data.commitmentLetter)] : []),
];
