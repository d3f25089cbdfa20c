import { z } from 'zod';
import { eventShape } from '../../../log/envelope.ts';
import { id, json, reason } from '../../../values.ts';
import { commandShape, letterShape } from '../../command-shape.ts';
import { cancellations, continuations } from '../../vocabulary.ts';

export const commands = [
  /** 延续、变更、更正: a permit goes on in a new case, with the same form or what is changed in it. */
  commandShape('continuePermit', { permit: id, why: z.enum(continuations), form: json.optional() }),
  /** The new case tells what became of it. */
  letterShape('endContinuation', { case: id, permit: id, isGranted: z.boolean() }),
  /** 注销: permits hold no longer, for no fault in their grant (行政许可法 70). */
  commandShape('cancelPermits', {
    permits: z.array(id).min(1).max(50),
    ground: z.enum(cancellations),
    reasons: z.array(reason).min(1).max(20),
  }),
] as const;

export const events = [
  eventShape('continuationEnded', 1, { case: id, permit: id, isGranted: z.boolean() }),
  eventShape('permitsCancelled', 1, {
    permits: z.array(id),
    ground: z.enum(cancellations),
    reasons: z.array(reason),
  }),
] as const;
