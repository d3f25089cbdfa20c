import type { DocumentKind } from './vocabulary.ts';
import { when, type CaseEvent } from './event.ts';
import type { CaseState, DocumentState } from './state.ts';

/** The written documents that a transition makes: each with a number in the case, in the order in which they arise. */
export function documentsOf(
  state: Pick<CaseState, 'number' | 'documents'>,
  event: CaseEvent,
): readonly DocumentState[] {
  const at = when(event);
  const numbered = (kind: DocumentKind, more = 0): DocumentState => ({
    kind,
    number: `${state.number}-${state.documents.length + 1 + more}`,
    at,
  });
  /** Results are handed over together, but each permit has its own document. */
  const ofEach = (kind: DocumentKind, permits: readonly string[], more = 0): readonly DocumentState[] =>
    permits.map((permit, index) => ({ ...numbered(kind, more + index), permit }));
  switch (event.type) {
    case 'received':
      return [numbered('receipt')];
    case 'foundNotRequired':
      return [numbered('notRequiredNotice')];
    case 'acceptanceRefused':
      return [numbered('acceptanceRefusal')];
    case 'noticeGiven':
      return [numbered('correctionNotice')];
    case 'accepted':
    case 'deemedAccepted':
      return [numbered('acceptanceNotice')];
    case 'tolerantlyAccepted':
      return [
        { kind: 'tolerancePromise', number: event.data.promise.number, at, digest: event.data.promise.digest },
        numbered('tolerantAcceptanceNotice'),
      ];
    case 'specialStarted':
      return [{ kind: 'specialNotice', number: event.data.notice.number, at, digest: event.data.notice.digest }];
    case 'suspended':
      return [{ kind: 'suspensionNotice', number: event.data.notice.number, at, digest: event.data.notice.digest }];
    case 'resumed':
      return [numbered('resumptionNotice')];
    case 'extended':
      return [numbered('extensionNotice')];
    // What is refused beside what is granted is told in writing too, with its reasons (行政许可法 38).
    case 'granted': {
      const { permits, refused } = event.data;
      return [...ofEach('grant', permits), ...ofEach('denial', Object.keys(refused), permits.length)];
    }
    case 'denied':
      return [numbered('denial')];
    case 'revoked':
      return ofEach('revocation', event.data.permits);
    case 'terminated':
      return [numbered('terminationNotice')];
    case 'delivered':
      return [{ kind: 'deliveryReceipt', number: event.data.receipt.number, at, digest: event.data.receipt.digest }];
    default:
      return [];
  }
}
