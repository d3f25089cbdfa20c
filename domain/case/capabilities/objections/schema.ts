import { z } from 'zod';
import { eventShape } from '../../../log/envelope.ts';
import { id, json, reason } from '../../../values.ts';
import { commandShape } from '../../command-shape.ts';

export const commands = [
  /** 公示异议: whoever is concerned and is not the applicant; or the unit, for what came on paper. */
  commandShape('object', { step: id, reason, concerns: json.optional() }),
  /** The applicant, and who objected, say what they have to say before the unit answers: once each. */
  commandShape('replyToObjection', { step: id, reason }),
] as const;

export const events = [
  /** `by`: the party that objects. Absent where the unit recorded it. */
  eventShape('objected', 1, { step: id, objection: id, reason, concerns: json.optional(), by: id.optional() }),
  eventShape('objectionReplied', 1, { step: id, of: z.enum(['applicant', 'objector']), reason }),
] as const;
