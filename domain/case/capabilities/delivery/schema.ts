import { z } from 'zod';
import { eventShape } from '../../../log/envelope.ts';
import { documentReference, id } from '../../../values.ts';

const hows = ['window', 'post', 'eLicence'] as const;
import { commandShape } from '../../command-shape.ts';

export const commands = [
  /** 送达: the results are handed over; before the decision the permits that were granted early, all or some. */
  commandShape('deliver', {
    how: z.enum(hows),
    receipt: documentReference,
    permits: z.array(id).min(1).max(50).optional(),
  }),
] as const;

export const events = [
  eventShape('delivered', 1, {
    how: z.enum(hows),
    receipt: documentReference,
    /** Those that were handed over before the rest was decided. */
    permits: z.array(id).exactOptional(),
  }),
] as const;
