import { z } from 'zod';
import { eventShape } from '../../../log/envelope.ts';
import { documentReference } from '../../../values.ts';
import { commandShape } from '../../command-shape.ts';

export const commands = [
  /** 送达: the results are handed over. */
  commandShape('deliver', { how: z.enum(['window', 'post', 'eLicence']), receipt: documentReference }),
] as const;

export const events = [
  eventShape('delivered', 1, { how: z.enum(['window', 'post', 'eLicence']), receipt: documentReference }),
] as const;
