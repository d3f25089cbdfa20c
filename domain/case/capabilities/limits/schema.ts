import { z } from 'zod';
import { limit } from '../../../clock/limit-schema.ts';
import { eventShape } from '../../../log/envelope.ts';
import { calendarsByUnit, id, instant, reason } from '../../../values.ts';
import { commandShape } from '../../command-shape.ts';

export const commands = [
  /**
   * 延期: before the due instant, once, with the reason, which the applicant is told. Promise and statutory limit by the
   * role that the limit names; correction and the tolerance of a `material` by the window or the lead unit.
   */
  commandShape('extend', {
    clock: z.enum(['promise', 'statutory', 'correction', 'tolerance']),
    material: id.optional(),
    by: limit,
    reason,
  }),
  /** 日历调整: what runs counts by other versions of the case's calendars from their publication on (C12). */
  commandShape('recompute', { calendar: id, calendars: calendarsByUnit.exactOptional() }),
  /** 规则更正: what runs counts by a later version of the engine's rules from now on (C19). */
  commandShape('adoptRules', { rules: z.int().min(1).max(1_000) }),
] as const;

export const events = [
  eventShape('extended', 1, { clock: id, by: limit, reason }),
  /**
   * A new version of one of the case's calendars was published (日历调整). Says which version the case counts by from
   * then on, and which each unit that has a calendar of its own; and of every running clock that counts by another
   * version, or moved with one that does, the due before and after: absent where no published calendar reached it, and
   * of a suspended clock. `askedAt` is the publication. Finished clocks keep their verdict and their version. With the
   * reason `RULES` the envelope names the version of the engine's rules that the case is decided by from then on.
   */
  eventShape('recomputed', 1, {
    reason: z.enum(['CALENDAR', 'RULES']),
    calendar: id,
    calendars: calendarsByUnit.exactOptional(),
    clocks: z.array(z.strictObject({ clock: id, dueBefore: instant.optional(), due: instant.optional() })),
  }),
  /** A colour or a due instant was passed, at exactly that instant. */
  eventShape('thresholdPassed', 1, { clock: id, threshold: z.enum(['blue', 'yellow']) }),
  eventShape('breached', 1, { clock: id }),
  /**
   * An act asked in time was applied late because something of ours was down: the breach logged meanwhile never was
   * one.
   */
  eventShape('breachWithdrawn', 1, { clock: id }),
] as const;
