import { noticesOf } from '../../domain/case/notices.ts';
import { noticeText } from '../../domain/words/zh-CN/notices.ts';

export interface Told {
  readonly to: string;
  readonly kind: string;
  readonly text: string;
}

type Of = Parameters<typeof noticesOf>;

/** What an event tells of itself, in words: not which dates it moved. */
export const toldOf = (event: Of[1], state: Of[2], environment: Of[3]): readonly Told[] =>
  noticesOf(undefined, event, state, environment).map(notice => ({
    to: notice.to,
    kind: notice.kind,
    text: noticeText(notice),
  }));
