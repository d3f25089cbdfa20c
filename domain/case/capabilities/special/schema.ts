import { limit } from '../../../clock/limit-schema.ts';
import { eventShape } from '../../../log/envelope.ts';
import { documentReference, id, text } from '../../../values.ts';
import { commandShape } from '../../command-shape.ts';

export const commands = [
  /** 特殊程序: a listed one, with written notice and the time needed; pauses the step's clock. */
  commandShape('startSpecial', { step: id, special: id, takes: limit, notice: documentReference }),
  commandShape('endSpecial', { step: id, result: text() }),
] as const;

export const events = [
  eventShape('specialStarted', 1, { step: id, special: id, takes: limit, notice: documentReference }),
  eventShape('specialEnded', 1, { step: id, result: text() }),
  eventShape('specialExpired', 1, { step: id }),
] as const;
