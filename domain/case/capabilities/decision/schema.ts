import { z } from 'zod';
import { eventShape } from '../../../log/envelope.ts';
import { id, reason, text } from '../../../values.ts';
import { commandShape } from '../../command-shape.ts';
import { remedyCodes } from '../../vocabulary.ts';

export const commands = [
  commandShape('withdraw', { reason: reason.optional() }),
  /** 撤销: the office takes back what was granted, with reasons (行政许可法 69). */
  commandShape('revoke', { permits: z.array(id).min(1).max(50), reasons: z.array(reason).min(1).max(20) }),
  commandShape('terminate', { reasons: z.array(reason).min(1).max(20) }),
] as const;

export const events = [
  eventShape('granted', 1, {
    permits: z.array(id),
    refused: z.record(id, z.array(reason)),
    /** The conditions of each permit, of those that have any. */
    conditions: z.record(id, z.array(reason)).exactOptional(),
    automatic: z.boolean(),
  }),
  eventShape('denied', 1, { reasons: z.array(reason), remedies: z.enum(remedyCodes) }),
  eventShape('settled', 1, { result: id, reasons: z.array(reason) }),
  /** 转报: the upper organ decides. */
  eventShape('forwardedUp', 1, { to: text(100) }),
  eventShape('revoked', 1, { permits: z.array(id), reasons: z.array(reason) }),
  eventShape('withdrawn', 1, { reason: reason.optional() }),
  eventShape('deemedWithdrawn', 1, { clock: id }),
  eventShape('terminated', 1, { reasons: z.array(reason) }),
  eventShape('closed', 1, {}),
] as const;
