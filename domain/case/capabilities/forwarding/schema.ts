import { z } from 'zod';
import { eventShape } from '../../../log/envelope.ts';
import { calendarsByUnit, id, reason, text, unitsByRole } from '../../../values.ts';
import { letterShape } from '../../command-shape.ts';

/** A level above the case, as the door pins it: see `UpperLevel`. */
export const upperLevel = z.strictObject({
  place: id,
  title: text(200),
  units: unitsByRole,
  calendar: id,
  calendars: calendarsByUnit.exactOptional(),
});

const permit = z.strictObject({
  permit: id,
  number: text(80),
  validFrom: z.iso.date(),
  validUntil: z.iso.date().exactOptional(),
  conditions: z.array(reason).exactOptional(),
});
const answer = {
  case: id,
  /** The number of the case above: the decision is under it. */
  number: text(60),
  end: z.enum(['granted', 'denied', 'settled', 'ended']),
  permits: z.array(permit).max(50),
  refused: z.record(id, z.array(reason)),
  reasons: z.array(reason).max(50),
  /** Of a settlement. */
  result: id.exactOptional(),
};

export const commands = [
  /** The case above tells what it came to (上级决定). */
  letterShape('answerFromAbove', answer),
] as const;

export const events = [
  /** 转报: agreed here; the unit above decides, in a case of its own, and its answer comes back. */
  eventShape('sentUp', 1, { to: id, title: text(200) }),
  /** 上级决定: the unit above has decided; this case hands it over. */
  eventShape('answeredFromAbove', 1, answer),
] as const;
