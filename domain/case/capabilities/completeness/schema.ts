import { z } from 'zod';
import { eventShape } from '../../../log/envelope.ts';
import { id } from '../../../values.ts';
import { commandShape } from '../../command-shape.ts';
import { defect } from '../correction/schema.ts';

export const commands = [
  /** 材料齐全性核对: a unit tells every defect that it finds, or none. */
  commandShape('checkCompleteness', { defects: z.array(defect).max(100) }),
] as const;

export const events = [eventShape('completenessChecked', 1, { unit: id, defects: z.array(defect) })] as const;
