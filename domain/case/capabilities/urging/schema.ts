import { z } from 'zod';
import { eventShape } from '../../../log/envelope.ts';
import { reason, text } from '../../../values.ts';
import { commandShape } from '../../command-shape.ts';

export const commands = [
  /** 催办: the applicant asks what holds the case up. The lead unit answers within a working day. */
  commandShape('urge', { reason }),
  commandShape('answerUrging', { answer: text(2000) }),
] as const;

export const events = [
  eventShape('urged', 1, { nth: z.int().positive(), reason }),
  eventShape('urgingAnswered', 1, { nth: z.int().positive(), answer: text(2000) }),
] as const;
