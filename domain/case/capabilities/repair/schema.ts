import { z } from 'zod';
import { eventShape } from '../../../log/envelope.ts';
import { text } from '../../../values.ts';

export const events = [
  /**
   * The log was put right (修复): events that only the run knew were taken from its history, or the run was ended and the
   * case started from its log, without what `found` names. Changes nothing of the case itself.
   */
  eventShape('repaired', 1, { how: z.enum(['takeFromHistory', 'startFromLog']), found: text(), reason: text() }),
] as const;
