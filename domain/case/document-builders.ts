import { defined } from '../defined.ts';
import { when, type CaseEvent } from './event.ts';
import type { CaseState, DocumentState } from './state.ts';
import type { DocumentKind } from './vocabulary.ts';

/** What the number of a document is made of. */
export type NumberedCase = Pick<CaseState, 'number' | 'documents'>;

/** Documents with the next numbers of the case. Of results each permit has its own. */
export const numberDocuments = (
  event: CaseEvent,
  { number, documents }: NumberedCase,
  made: readonly Pick<DocumentState, 'kind' | 'permit'>[],
): readonly DocumentState[] =>
  made.map(({ kind, permit }, index) => ({
    kind,
    number: `${number}-${documents.length + 1 + index}`,
    at: when(event),
    ...defined({ on: event.on, permit }),
  }));

/** One document of a kind, with the next number of the case. */
export const numbered =
  (kind: DocumentKind) =>
  (event: CaseEvent, state: NumberedCase): readonly DocumentState[] =>
    numberDocuments(event, state, [{ kind }]);

/** A document that an official drew up under a number of its own. */
export const enclosed = (
  event: CaseEvent,
  kind: DocumentKind,
  { number, digest }: Pick<Required<DocumentState>, 'number' | 'digest'>,
): DocumentState => ({ kind, number, at: when(event), ...defined({ on: event.on }), digest });
