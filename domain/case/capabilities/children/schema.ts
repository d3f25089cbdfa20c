import { z } from 'zod';
import { eventShape } from '../../../log/envelope.ts';
import { id, json, reason } from '../../../values.ts';
import { letterShape } from '../../command-shape.ts';

/** How a parent's wait for its child came to an end before the child did. */
export const stops = ['withdrawn', 'terminated'] as const;

/** What one case writes to another. No person asks for these. */
export const commands = [
  /** A child tells its parent what it came to. */
  letterShape('endChild', { step: id, case: id, ending: json }),
  /** A child tells its parent whose time runs now: `waits` while no office holds the child. */
  letterShape('moveChild', { step: id, case: id, waits: z.boolean() }),
  /** A parent that nobody waits for any longer ends its child; what was decided before stays. */
  letterShape('endWithParent', { parent: id, how: z.enum(stops), reasons: z.array(reason).max(20) }),
] as const;

const pages = z.array(z.strictObject({ step: id, case: id })).min(1);

export const events = [
  /** The next page of children begins: each is a case of its own. */
  eventShape('childrenOpened', 1, { children: pages }),
  eventShape('childMoved', 1, { step: id, case: id, waits: z.boolean() }),
  eventShape('childEnded', 1, { step: id, case: id, ending: json }),
  /** The next page of children that nobody waits for any longer is told so. */
  eventShape('childrenStopped', 1, { children: pages }),
] as const;
