import { z } from 'zod';
import { eventShape } from '../../../log/envelope.ts';
import { id, instant, reason } from '../../../values.ts';
import { commandShape } from '../../command-shape.ts';

/** What may be annulled, by the type of its event: an extension, a pause, an acceptance. */
export const annullableTypes = ['extended', 'specialStarted', 'suspended', 'accepted', 'tolerantlyAccepted'] as const;
export type AnnullableType = (typeof annullableTypes)[number];

/** An event by its place in the log. */
const seq = z.int().min(1);

export const commands = [
  /**
   * 撤销: takes back one extension, pause or acceptance that was a mistake; `event` is its place in the log. By the post
   * that gave it, or one above it, while the case is undecided.
   */
  commandShape('annul', { event: seq, reason }),
] as const;

export const events = [
  /**
   * What an earlier event did to the limits is undone from now on. Of every running clock that it had moved, the due
   * before and after, as in `recomputed`. Instruments and messages that went out stay.
   */
  eventShape('annulled', 1, {
    event: seq,
    of: z.enum(annullableTypes),
    reason,
    clocks: z.array(z.strictObject({ clock: id, dueBefore: instant.optional(), due: instant.optional() })),
  }),
] as const;
