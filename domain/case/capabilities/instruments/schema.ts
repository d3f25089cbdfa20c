import { z } from 'zod';
import { eventShape } from '../../../log/envelope.ts';
import { id, instant, reason, text } from '../../../values.ts';
import { commandShape } from '../../command-shape.ts';
import { instrumentReasons, levels } from '../../vocabulary.ts';

export const commands = [
  /** A supervisor opens an instrument of the ladder by motion, with a reason; may start higher than the last one. */
  commandShape('startInstrument', { level: z.enum(levels), clock: id, reason, grave: z.boolean().optional() }),
  /** The signature that L3 and above need before they are served. */
  commandShape('signInstrument', { instrument: id }),
  /** The addressed unit answers in writing. */
  commandShape('replyToInstrument', { instrument: id, reply: text(4000) }),
  commandShape('closeInstrument', { instrument: id, conclusion: text() }),
  /** Engine: the person found in the directory for an instrument at the moment when it fired, and the record's number. */
  commandShape('addressInstrument', {
    instrument: id,
    number: text(60),
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
    number: text(60),
    addressees: z.array(z.strictObject({ post: id, unit: id, person: id.optional(), standsInFor: id.optional() })),
    resolvedAt: instant,
  }),
  eventShape('instrumentSigned', 1, { instrument: id }),
  eventShape('instrumentReplied', 1, { instrument: id, reply: text(4000) }),
  eventShape('instrumentOverdue', 1, { instrument: id }),
  eventShape('instrumentClosed', 1, {
    instrument: id,
    conclusion: text(),
    /** Closing the case ends L0 to L2 by itself. */
    automatic: z.boolean(),
  }),
] as const;
