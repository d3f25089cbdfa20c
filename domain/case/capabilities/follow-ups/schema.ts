import { z } from 'zod';
import { eventShape } from '../../../log/envelope.ts';
import { documentReference, id, json, reason } from '../../../values.ts';
import { commandShape } from '../../command-shape.ts';
import { annulments, followUpReasons } from '../../vocabulary.ts';

export const commands = [
  /** 责令重新作出: a review or a court annuls the decision; the office decides anew, in a new case. */
  commandShape('decideAnew', {
    ground: z.enum(annulments),
    /** 复议决定书, 判决书. */
    ruling: documentReference,
    reasons: z.array(reason).min(1).max(20),
  }),
] as const;

export const events = [
  /** The case goes on in a new one, of the same procedure unless another is named. */
  eventShape('followUpOpened', 1, {
    case: id,
    why: z.enum(followUpReasons),
    procedure: id.exactOptional(),
    /** The permit that goes on, the days of its validity, and the form with what is changed. */
    permit: id.exactOptional(),
    since: z.iso.date().exactOptional(),
    until: z.iso.date().exactOptional(),
    form: json.exactOptional(),
  }),
  /** The decision is annulled from outside: what it granted is revoked. */
  eventShape('decisionAnnulled', 1, {
    ground: z.enum(annulments),
    ruling: documentReference,
    reasons: z.array(reason),
  }),
] as const;
