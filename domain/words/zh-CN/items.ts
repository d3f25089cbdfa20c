import type { DocumentKind } from '../../case/vocabulary.ts';
import type { ItemKind } from '../../procedure/language/item.ts';
import { documentTitles } from './titles.ts';

/** What an item is called, and its decisions: what is told of them, and their documents (决定文书). */
interface ItemWords {
  readonly title: string;
  readonly granted: string;
  readonly denied: string;
  readonly revoked: string;
  readonly grant: string;
  readonly denial: string;
  readonly revocation: string;
}

const items: Readonly<Record<ItemKind, ItemWords>> = {
  licence: {
    title: '行政许可',
    granted: '准予许可，请领取结果',
    denied: '不予许可',
    revoked: '撤销许可',
    grant: '准予行政许可决定书',
    denial: '不予行政许可决定书',
    revocation: '撤销行政许可决定书',
  },
  confirmation: {
    title: '行政确认',
    granted: '准予确认，请领取结果',
    denied: '不予确认',
    revoked: '撤销确认',
    grant: '行政确认书',
    denial: '不予行政确认决定书',
    revocation: '撤销行政确认决定书',
  },
  registration: {
    title: '登记',
    granted: '准予登记，请领取结果',
    denied: '不予登记',
    revoked: '撤销登记',
    grant: '准予登记通知书',
    denial: '不予登记决定书',
    revocation: '撤销登记决定书',
  },
  filing: {
    title: '备案',
    granted: '已予备案，请领取结果',
    denied: '不予备案',
    revoked: '撤销备案',
    grant: '备案证明',
    denial: '不予备案通知书',
    revocation: '撤销备案决定书',
  },
  payment: {
    title: '行政给付',
    granted: '准予给付',
    denied: '不予给付',
    revoked: '撤销给付',
    grant: '行政给付决定书',
    denial: '不予行政给付决定书',
    revocation: '撤销行政给付决定书',
  },
  reward: {
    title: '行政奖励',
    granted: '准予奖励',
    denied: '不予奖励',
    revoked: '撤销奖励',
    grant: '行政奖励决定书',
    denial: '不予行政奖励决定书',
    revocation: '撤销行政奖励决定书',
  },
  levy: {
    title: '行政征收',
    granted: '已作出征收决定',
    denied: '不予征收',
    revoked: '撤销征收',
    grant: '行政征收决定书',
    denial: '不予征收决定书',
    revocation: '撤销行政征收决定书',
  },
  adjudication: {
    title: '行政裁决',
    granted: '已作出裁决',
    denied: '驳回申请',
    revoked: '撤销裁决',
    grant: '行政裁决书',
    denial: '驳回行政裁决申请决定书',
    revocation: '撤销行政裁决决定书',
  },
  service: {
    title: '公共服务',
    granted: '已办结，请领取结果',
    denied: '不予办理',
    revoked: '撤销办理结果',
    grant: '办理结果告知书',
    denial: '不予办理告知书',
    revocation: '撤销办理结果告知书',
  },
  internal: {
    title: '内部事项',
    granted: '已办结，请领取结果',
    denied: '不予办理',
    revoked: '撤销办理结果',
    grant: '办理结果通知书',
    denial: '不予办理通知书',
    revocation: '撤销办理结果通知书',
  },
};

export const itemKindTitles = Object.fromEntries(
  Object.entries(items).map(([kind, { title }]) => [kind, title]),
) as Readonly<Record<ItemKind, string>>;

/** What is told of a decision of an item. */
export const decisionWords = (kind: ItemKind): Pick<ItemWords, 'granted' | 'denied' | 'revoked'> => items[kind];

/** What a document is called: those of a decision by the kind of the item. */
export const documentTitle = (document: DocumentKind, kind: ItemKind): string =>
  document === 'grant' || document === 'denial' || document === 'revocation'
    ? items[kind][document]
    : documentTitles[document];
