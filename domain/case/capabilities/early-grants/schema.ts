import { z } from 'zod';
import { eventShape } from '../../../log/envelope.ts';
import { id, reason } from '../../../values.ts';

export const events = [
  /** 先行准予: permits that are granted, and handed over, before the rest is decided. */
  eventShape('grantedEarly', 1, {
    permits: z.array(id).min(1),
    conditions: z.record(id, z.array(reason)).exactOptional(),
  }),
] as const;
