import { z } from 'zod';
import { eventShape } from '../../../log/envelope.ts';
import { minutesText } from '../../../procedure/language/answers.ts';
import { id, instant, text } from '../../../values.ts';
import { commandShape } from '../../command-shape.ts';

export const commands = [
  /** 召集: the chair invites every party to a meeting or joint visit, as long ahead as the procedure says. */
  commandShape('convene', { step: id, meets: instant, place: text(200) }),
  /** 会议纪要: the chair records who came and what was said. It answers for nobody. */
  commandShape('recordMinutes', { step: id, minutes: minutesText, present: z.array(id).max(100) }),
] as const;

export const events = [
  eventShape('convened', 1, { step: id, meets: instant, place: text(200) }),
  eventShape('minutesRecorded', 1, { step: id, minutes: minutesText, present: z.array(id) }),
] as const;
