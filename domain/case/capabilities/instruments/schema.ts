import { z } from 'zod';
import { eventShape } from '../../../log/envelope.ts';
import { id, instant, reason, text } from '../../../values.ts';
import { commandShape } from '../../command-shape.ts';
import { conclusions, instrumentReasons, levels } from '../../vocabulary.ts';

/** A record's number (文号), in its parts: they are never read back from how it is written. */
const recordNumber = z.strictObject({
  authority: id,
  level: z.enum(levels),
  year: z.int().min(1900).max(9999),
  number: z.int().min(1),
});

export const commands = [
  /** A supervisor opens an instrument of the ladder by motion, with a reason; may start higher than the last one. */
  commandShape('startInstrument', { level: z.enum(levels), clock: id, reason, grave: z.boolean().optional() }),
  /** The signature that L3 and above need before they are served. */
  commandShape('signInstrument', { instrument: id }),
  /** The addressed unit answers in writing. */
  commandShape('replyToInstrument', { instrument: id, reply: text(4000) }),
  commandShape('closeInstrument', { instrument: id, conclusion: text() }),
  /** Engine: the person found in the directory for an instrument when it fired, and the record's number. */
  commandShape('addressInstrument', {
    instrument: id,
    number: recordNumber,
    addressees: z
      .array(z.strictObject({ post: id, unit: id, person: id.optional(), standsInFor: id.optional() }))
      .min(1)
      .max(1_000),
    resolvedAt: instant,
  }),
] as const;

export const events = [
  eventShape('instrumentOpened', 1, {
    instrument: id,
    level: z.enum(levels),
    clock: id,
    /** The unit whose time it is. */
    unit: id,
    from: id,
    why: z.enum(instrumentReasons),
    /** The posts that it is addressed to. */
    posts: z.array(id),
    reason: reason.optional(),
  }),
  eventShape('instrumentAddressed', 1, {
    instrument: id,
    number: recordNumber,
    addressees: z.array(z.strictObject({ post: id, unit: id, person: id.optional(), standsInFor: id.optional() })),
    resolvedAt: instant,
  }),
  eventShape('instrumentSigned', 1, { instrument: id }),
  eventShape('instrumentReplied', 1, { instrument: id, reply: text(4000) }),
  eventShape('instrumentOverdue', 1, { instrument: id }),
  /** An act asked before its end answers it, though it was applied after: the silence was none. */
  eventShape('silenceWithdrawn', 1, { instrument: id }),
  eventShape('instrumentClosed', 1, {
    instrument: id,
    /** What a person wrote, or how it ended by itself. */
    conclusion: z.union([z.strictObject({ text: text() }), z.strictObject({ code: z.enum(conclusions) })]),
  }),
] as const;
