import { refusalOf } from '../../domain/refusal.ts';
import { TooComplex, UnfitArgument } from '../error/errors.ts';
import { largestPage, usualPage } from '../../db/page.ts';

/** A connection costs what it may answer: Pothos does not weigh it by `first` of its own accord. */
export const pageCost = (args: {
  readonly first?: number | null | undefined;
  readonly last?: number | null | undefined;
}): { readonly field: number; readonly multiplier: number } => {
  const rows = args.first ?? args.last ?? usualPage;
  return { field: 1, multiplier: Math.min(Math.max(rows, 1), largestPage) };
};

/** The rows asked for: 1 to 100, 20 when nothing is said. */
export function pageSize(args: {
  readonly first?: number | null | undefined;
  readonly last?: number | null | undefined;
}): number {
  if (args.first != null && args.last != null) throw new UnfitArgument(refusalOf('page.size', { most: largestPage }));
  const rows = args.first ?? args.last ?? usualPage;
  if (!Number.isInteger(rows) || rows < 1 || rows > largestPage)
    throw new UnfitArgument(refusalOf('page.size', { found: rows, most: largestPage }));
  return rows;
}

/** What one operation may cost: a field 1, a list five times what is in it, a page its rows. */
export const costLimit = 10_000;

/** Said before anything is resolved. */
export const tooComplex = (_kind: unknown, { complexity }: { readonly complexity: number }): Error =>
  new TooComplex(refusalOf('request.tooComplex', { found: complexity, most: costLimit }));
