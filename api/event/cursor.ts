import { refusalOf } from '../../domain/refusal.ts';
import { UnfitArgument } from '../error/errors.ts';

/** Cursors of the timeline: the place in the log, opaque to callers. */
export const cursorOf = (seq: number): string => Buffer.from(`event:${seq}`).toString('base64url');

export function seqOf(cursor: string | null | undefined): number | undefined {
  if (cursor === null || cursor === undefined) return undefined;
  const found = /^event:(\d{1,9})$/.exec(Buffer.from(cursor, 'base64url').toString());
  if (!found) throw new UnfitArgument(refusalOf('page.cursor', {}));
  return Number(found[1]);
}
