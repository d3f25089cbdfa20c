import { z } from 'zod';
import { eventShape } from '../../../log/envelope.ts';
import { id, json, paper, personalReference, text } from '../../../values.ts';
import { commandShape } from '../../command-shape.ts';

/** What a one-time notice asks to put right (补正事项). */
export const defect = z.strictObject({ item: id, defect: text() });

export const commands = [
  /**
   * 一次性告知: every defect at once; a second notice only for newly supplied items. `item` is a material or a field of the
   * form.
   */
  commandShape('giveNotice', { defects: z.array(defect).min(1).max(100) }),
  /** 补正: every item of the open notice is answered, by papers or by corrected fields. */
  commandShape('supply', {
    papers: z.array(paper).max(100),
    form: json.optional(),
    personal: personalReference.optional(),
  }),
] as const;

export const events = [
  eventShape('noticeGiven', 1, { defects: z.array(defect) }),
  eventShape('supplied', 1, { papers: z.array(paper), form: json.optional(), personal: personalReference.optional() }),
  eventShape('held', 1, { clock: id }),
] as const;
