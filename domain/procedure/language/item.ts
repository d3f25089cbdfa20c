/**
 * What an item is in law (事项类型): 行政许可, 行政确认, 登记, 备案, 行政给付, 行政奖励, 行政征收, 行政裁决, 公共服务, 内部事项. Its documents,
 * bases, default limits and publicity follow from it.
 */
export const itemKinds = [
  'licence',
  'confirmation',
  'registration',
  'filing',
  'payment',
  'reward',
  'levy',
  'adjudication',
  'service',
  'internal',
] as const;
export type ItemKind = (typeof itemKinds)[number];

/** Kinds whose decisions are nobody else's business: whoever gets welfare is not made public. */
const neverPublic: ReadonlySet<ItemKind> = new Set(['payment', 'service', 'internal']);
export const isPublishable = (kind: ItemKind): boolean => !neverPublic.has(kind);
