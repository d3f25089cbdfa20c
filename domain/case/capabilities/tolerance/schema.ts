import { z } from 'zod';
import { eventShape } from '../../../log/envelope.ts';
import { documentReference, id, paper } from '../../../values.ts';
import { commandShape } from '../../command-shape.ts';

export const commands = [
  /** 容缺受理: only tolerable materials are missing, and the applicant has signed the promise to supply them. */
  commandShape('acceptTolerantly', { missing: z.array(id).min(1).max(20), promise: documentReference }),
  /** 补齐: what tolerant acceptance left open. */
  commandShape('cure', { papers: z.array(paper).min(1).max(20) }),
] as const;

export const events = [
  eventShape('tolerantlyAccepted', 1, { missing: z.array(id), promise: documentReference }),
  eventShape('cured', 1, { papers: z.array(paper) }),
  eventShape('toleranceLapsed', 1, { material: id }),
] as const;
