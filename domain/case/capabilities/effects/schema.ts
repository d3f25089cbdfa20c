import { z } from 'zod';
import { eventShape } from '../../../log/envelope.ts';
import { id, json, paper, personalReference } from '../../../values.ts';
import { commandShape } from '../../command-shape.ts';

/** What the engine brings from the world. No person asks for these. */
export const commands = [
  /** An effect has answered: the result, in the shape that the step declares. */
  commandShape('completeEffect', { step: id, result: json, personal: personalReference.optional() }),
  /** 数据共享: a material that comes from shared data was found. */
  commandShape('fileShared', { paper }),
] as const;

export const events = [
  eventShape('effectCompleted', 1, { step: id, result: json, personal: personalReference.optional() }),
  eventShape('sharedFiled', 1, { paper: paper.extend({ suppliedBy: z.literal('sharedData') }) }),
] as const;
