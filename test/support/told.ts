import { noticesOf } from '../../domain/case/notices.ts';
import { noticeText } from '../../domain/words/zh-CN/notices.ts';

export interface Told {
  readonly to: string;
  readonly kind: string;
  readonly text: string;
}

/** What an event is told as, in words. */
export const toldOf = (...of: Parameters<typeof noticesOf>): readonly Told[] =>
  noticesOf(...of).map(notice => ({ to: notice.to, kind: notice.kind, text: noticeText(notice) }));
