import { z } from 'zod';
import { eventShape } from '../../../log/envelope.ts';
import { documentReference, id, reason } from '../../../values.ts';
import { commandShape } from '../../command-shape.ts';
import { suspensionGrounds } from '../../vocabulary.ts';

export const commands = [
  /**
   * 中止: by law (its `reason` then names the article) or by force majeure, with written notice; every clock of the
   * office stands still.
   */
  commandShape('suspend', { ground: id, reason, notice: documentReference.optional() }),
  /** 恢复办理. */
  commandShape('resume', { reason }),
] as const;

export const events = [
  /** 中止 and 恢复: from here to there no clock of the office counts. */
  eventShape('suspended', 1, { ground: z.enum(suspensionGrounds), reason, notice: documentReference }),
  eventShape('resumed', 1, { reason }),
] as const;
