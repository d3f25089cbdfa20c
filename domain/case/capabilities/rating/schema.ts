import { z } from 'zod';
import { eventShape } from '../../../log/envelope.ts';
import { id, text } from '../../../values.ts';
import { commandShape } from '../../command-shape.ts';
import { grades } from '../../vocabulary.ts';

export const commands = [
  /** 评价: five grades. `review`: the procedure of the case that a bad one opens, where there is one. */
  commandShape('rate', { grade: z.enum(grades), remark: text(1000).optional(), review: id.optional() }),
] as const;

export const events = [eventShape('rated', 1, { grade: z.enum(grades), remark: text(1000).optional() })] as const;
