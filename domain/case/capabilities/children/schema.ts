import { z } from 'zod';
import { eventShape } from '../../../log/envelope.ts';
import { id, json, paper, personalReference, reason } from '../../../values.ts';
import { commandShape, letterShape } from '../../command-shape.ts';

/** How a parent's wait for its child came to an end before the child did. */
export const stops = ['withdrawn', 'terminated'] as const;

/**
 * What the applicant of a draft files. The parent says whether it is in time, so no child begins that is not waited
 * for.
 */
const application = {
  /** Without its personal fields. */
  form: json,
  personal: personalReference.optional(),
  papers: z.array(paper).max(100),
  modes: z.array(id).max(10),
};

/** What one case writes to another, and what is done with a child that is a draft. */
export const commands = [
  /** A child tells its parent what it came to. */
  letterShape('endChild', { step: id, case: id, ending: json }),
  /** A child tells its parent whose time runs now: `waits` while no office holds the child. */
  letterShape('moveChild', { step: id, case: id, waits: z.boolean() }),
  /** A parent that nobody waits for any longer ends its child; what was decided before stays. */
  letterShape('endWithParent', { parent: id, how: z.enum(stops), reasons: z.array(reason).max(20) }),
  /** 提交子申请: the applicant files the draft that a step opened. `form` is without its personal fields. */
  commandShape('fileChild', { step: id, ...application }),
  /** 放弃子申请: the applicant does without it. */
  commandShape('dropChild', { step: id }),
] as const;

const pages = z.array(z.strictObject({ step: id, case: id })).min(1);

export const events = [
  /** The next page of children begins: each is a case of its own. */
  eventShape('childrenOpened', 1, { children: pages }),
  eventShape('childMoved', 1, { step: id, case: id, waits: z.boolean() }),
  eventShape('childEnded', 1, { step: id, case: id, ending: json }),
  /** A draft was filed: the child begins. */
  eventShape('childFiled', 1, { step: id, case: id, ...application }),
  eventShape('childDropped', 1, { step: id, case: id }),
  /** The next page of children that nobody waits for any longer is told so. */
  eventShape('childrenStopped', 1, { children: pages }),
] as const;
