import { z } from 'zod';
import { actor, basis, id, instant } from '../values.ts';

/** A SHA-256 with the name of its algorithm before it, so that a later one can stand beside it. */
const namedDigest = z.string().regex(/^sha256:[0-9a-f]{64}$/);

/** What every event carries beside its type and data: who, when, and what brought it. */
const envelope = {
  /**
   * When it took effect. For a tick its due instant, however late a worker noticed it. Never before the event before
   * it.
   */
  at: instant,
  /** The day (YYYY-MM-DD) at whose 24:00 time did it; `at` is then 00:00 of the next day, which it is no part of. */
  on: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .optional(),
  /** When the command was recorded, if that is not `at`: anchors and verdicts go by it. */
  askedAt: instant.optional(),
  /**
   * When a run noticed what time had done, if that was late because something of ours was down. Changes no instant and
   * no verdict.
   */
  noticedAt: instant.optional(),
  actor,
  /** The command's key, on the first event that it caused: unique in the case. */
  key: id.optional(),
  /** The digest of the canonical text that the command's row keeps, beside the key: an audit compares the two. */
  digest: namedDigest.optional(),
  /** The request that brought the command, beside the key: an operator finds its log by it. */
  request: id.optional(),
  /** `sender/seq/n` for a command that another case wrote: the sender's event, and which of its commands. */
  cause: id.optional(),
  /** The version of the engine's rules that the case is decided by; on the event that pins it. */
  rules: z.int().min(1).optional(),
  /** 法条 or clause of the procedure that the transition rests on. */
  basis: basis.optional(),
};

/** The schema of one event: its type, the version `v` of its data's shape, and the data. */
export const eventShape = <const T extends string, const V extends number, S extends z.ZodRawShape>(
  type: T,
  v: V,
  data: S,
) => z.strictObject({ v: z.literal(v), type: z.literal(type), ...envelope, data: z.strictObject(data) });
