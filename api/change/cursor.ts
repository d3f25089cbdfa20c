import { refusalOf } from '../../domain/refusal.ts';
import { UnfitArgument } from '../error/errors.ts';

/** Cursors of the changes of all cases: a position of the feed, opaque to callers. */
export const changeCursor = (position: number): string => Buffer.from(`change:${position}`).toString('base64url');

export function positionOf(cursor: string | null | undefined): number | undefined {
  if (cursor === null || cursor === undefined) return undefined;
  const found = /^change:(\d{1,15})$/.exec(Buffer.from(cursor, 'base64url').toString());
  if (!found) throw new UnfitArgument(refusalOf('page.cursor', {}));
  return Number(found[1]);
}
