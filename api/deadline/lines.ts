import { resolveArrayConnection } from '@pothos/plugin-relay';
import { largestPage } from '../../db/page.ts';
import type { Line } from '../../domain/clock/explain/explanation.ts';
import { refusalOf } from '../../domain/refusal.ts';
import { UnfitArgument } from '../error/errors.ts';
import type { PageArgs } from '../schema/connections.ts';
import { pageSize } from '../schema/cost.ts';
import type { Kit } from '../schema/kit.ts';
import { wordsFor } from '../schema/words.ts';

/** The lines of an explanation, day by day (计数明细). */
export function addLines({ builder, enums }: Kit): void {
  builder.objectType('ExplanationLine', {
    description: 'A run of equal days, or a part of a day: whether it counted and why.',
    fields: t => ({
      effect: t.field({ type: enums.dayEffect, resolve: each => each.effect }),
      firstDay: t.field({ type: 'Date', resolve: each => each.firstDay }),
      lastDay: t.field({ type: 'Date', resolve: each => each.lastDay }),
      begins: t.field({
        type: 'DateTime',
        nullable: true,
        description: 'For hours and halves: where the part of the day begins; of NOW its instant.',
        resolve: each => each.begins,
      }),
      ends: t.field({ type: 'DateTime', nullable: true, resolve: each => each.ends }),
      kind: t.field({
        type: enums.dayKind,
        nullable: true,
        description: 'Null where it does not matter.',
        resolve: each => each.kind,
      }),
      amount: t.float({ description: 'Counted in this line, in the measure.', resolve: each => each.amount }),
      through: t.float({ description: 'Counted from the anchor to its end (累计).', resolve: each => each.through }),
      why: t.string({
        description: "Why, in the reader's language (`accept-language`).",
        resolve: (each, _args, context) => wordsFor(context).line(each.why),
      }),
      notice: t.string({
        nullable: true,
        description: 'The notice of the State Council that makes it so.',
        resolve: each => each.notice,
      }),
    }),
  });
}

/** Nearly all explanations have one page: 100 lines unless asked otherwise. */
export const withDefaultLines = (args: PageArgs): PageArgs =>
  args.first == null && args.last == null ? { ...args, first: largestPage } : args;

export function pageOfLines(args: PageArgs, lines: readonly Line[]) {
  const size = pageSize(args);
  try {
    return resolveArrayConnection({ args, defaultSize: size, maxSize: size }, lines);
  } catch {
    throw new UnfitArgument(refusalOf('page.cursor', {}));
  }
}
