import { z } from 'zod';
import { eventShape } from '../../../log/envelope.ts';
import { id, reason, text, unitsByRole } from '../../../values.ts';
import { upperLevel } from '../forwarding/schema.ts';
import { commandShape } from '../../command-shape.ts';

/** The version of the directory by which roles stand for units, and for which. */
const pins = {
  directory: z.int().positive(),
  units: unitsByRole,
  /** Those of the levels above, where the case may be forwarded up. */
  above: z
    .array(upperLevel.pick({ place: true, title: true, units: true }))
    .max(6)
    .exactOptional(),
};

export const commands = [
  /** 机构变更: the roles that the procedure names stand for other units from a version of the directory on. */
  commandShape('repin', { ...pins, reason: text(500) }),
  /** 退回认领: whoever claimed the step has no post in its unit any more. */
  commandShape('release', { step: id, person: id }),
  /** 退回认领: whoever claimed a step gives it back to the unit, or its head takes it back. The clock runs on. */
  commandShape('unclaim', { step: id }),
  /** 改派: a step goes to another unit. */
  commandShape('reassign', { step: id, to: id, reason }),
] as const;

export const events = [
  /** Roles stand for other units (机构变更), with the reason of the change. Steps that are open keep their unit. */
  eventShape('repinned', 1, { ...pins, reason: text(500) }),
  /** A claimed step went back to its unit: the post of whoever had claimed it ended. */
  eventShape('released', 1, { step: id, person: id }),
  /** A step went to another unit, where nobody has claimed it. */
  eventShape('reassigned', 1, { step: id, to: id, reason }),
] as const;
