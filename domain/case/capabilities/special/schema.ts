import { limit } from '../../../clock/limit-schema.ts';
import { eventShape } from '../../../log/envelope.ts';
import { documentReference, id, text } from '../../../values.ts';
import { commandShape } from '../../command-shape.ts';

export const commands = [
  /**
   * 特殊程序: a listed one, with written notice and the time needed; pauses the step's clock, or begins the time of a step
   * that is special as a whole.
   */
  commandShape('startSpecial', { step: id, special: id, takes: limit, notice: documentReference }),
  /** Its result. `special` says of which one, where a result that came late is told beside one that runs. */
  commandShape('endSpecial', { step: id, special: id.optional(), result: text() }),
] as const;

export const events = [
  eventShape('specialStarted', 1, { step: id, special: id, takes: limit, notice: documentReference }),
  eventShape('specialEnded', 1, { step: id, result: text() }),
  eventShape('specialExpired', 1, { step: id }),
  /** The result of one whose time had run out (结果补录): it changes no clock. `clock` is that special procedure's own. */
  eventShape('specialResultRecorded', 1, { step: id, clock: id, result: text() }),
] as const;
