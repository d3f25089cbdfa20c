import { when, type CaseEvent } from './event.ts';
import type { CaseState, DocumentState } from './state.ts';

/** The written documents that a transition makes: each with a number in the case, in the order in which they arise. */
export function documentsOf(
  state: Pick<CaseState, 'number' | 'documents'>,
  event: CaseEvent,
): readonly DocumentState[] {
  const at = when(event);
  const numbered = (title: string, more = 0): DocumentState => ({
    title,
    number: `${state.number}-${state.documents.length + 1 + more}`,
    at,
  });
  /** Results are handed over together, but each permit has its own document. */
  const ofEach = (title: string, permits: readonly string[], more = 0): readonly DocumentState[] =>
    permits.map((permit, index) => ({ ...numbered(title, more + index), permit }));
  switch (event.type) {
    case 'received':
      return [numbered('收件凭证')];
    case 'foundNotRequired':
      return [numbered('不受理告知书')];
    case 'acceptanceRefused':
      return [numbered('不予受理决定书')];
    case 'noticeGiven':
      return [numbered('补正告知书')];
    case 'accepted':
    case 'deemedAccepted':
      return [numbered('受理通知书')];
    case 'tolerantlyAccepted':
      return [
        { title: '容缺承诺书', number: event.data.promise.number, at, digest: event.data.promise.digest },
        numbered('容缺受理通知书'),
      ];
    case 'specialStarted':
      return [{ title: '特殊程序告知书', number: event.data.notice.number, at, digest: event.data.notice.digest }];
    case 'suspended':
      return [{ title: '中止办理告知书', number: event.data.notice.number, at, digest: event.data.notice.digest }];
    case 'resumed':
      return [numbered('恢复办理告知书')];
    case 'extended':
      return [numbered('延期告知书')];
    // What is refused beside what is granted is told in writing too, with its reasons (行政许可法 38).
    case 'granted': {
      const { permits, refused } = event.data;
      return [
        ...ofEach('准予行政许可决定书', permits),
        ...ofEach('不予行政许可决定书', Object.keys(refused), permits.length),
      ];
    }
    case 'denied':
      return [numbered('不予行政许可决定书')];
    case 'revoked':
      return ofEach('撤销行政许可决定书', event.data.permits);
    case 'terminated':
      return [numbered('终止办理告知书')];
    case 'delivered':
      return [{ title: '送达回证', number: event.data.receipt.number, at, digest: event.data.receipt.digest }];
    default:
      return [];
  }
}
