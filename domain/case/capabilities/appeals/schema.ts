import { z } from 'zod';
import { eventShape } from '../../../log/envelope.ts';
import { documentReference, text } from '../../../values.ts';
import { commandShape } from '../../command-shape.ts';
import { annulments } from '../../vocabulary.ts';

const appeal = { ground: z.enum(annulments), notice: documentReference, body: text(100) };

/** 复议、诉讼: the office notes that its decision is under review, and by whom. It changes no decision. */
export const commands = [commandShape('noteAppeal', appeal)] as const;
export const events = [eventShape('appealNoted', 1, appeal)] as const;
