import { z } from 'zod';
import * as intake from './capabilities/intake/schema.ts';
import * as completeness from './capabilities/completeness/schema.ts';
import * as correction from './capabilities/correction/schema.ts';
import * as modes from './capabilities/modes/schema.ts';
import * as tolerance from './capabilities/tolerance/schema.ts';
import * as steps from './capabilities/steps/schema.ts';
import * as assignment from './capabilities/assignment/schema.ts';
import * as conference from './capabilities/conference/schema.ts';
import * as objections from './capabilities/objections/schema.ts';
import * as rating from './capabilities/rating/schema.ts';
import * as urging from './capabilities/urging/schema.ts';
import * as appeals from './capabilities/appeals/schema.ts';
import * as proposal from './capabilities/proposal/schema.ts';
import * as special from './capabilities/special/schema.ts';
import * as limits from './capabilities/limits/schema.ts';
import * as annulment from './capabilities/annulment/schema.ts';
import * as suspension from './capabilities/suspension/schema.ts';
import * as decision from './capabilities/decision/schema.ts';
import * as delivery from './capabilities/delivery/schema.ts';
import * as forwarding from './capabilities/forwarding/schema.ts';
import * as permits from './capabilities/permits/schema.ts';
import * as publicity from './capabilities/publicity/schema.ts';
import * as instruments from './capabilities/instruments/schema.ts';
import * as children from './capabilities/children/schema.ts';
import * as personalData from './capabilities/personal-data/schema.ts';
import * as followUps from './capabilities/follow-ups/schema.ts';
import * as effects from './capabilities/effects/schema.ts';

/**
 * What people (and other cases) ask of a case. A command is checked by this schema before it is decided; whether the
 * actor may do it and whether the case is in the right state is `decide`'s to say.
 */
export const command = z.discriminatedUnion('type', [
  ...intake.commands,
  ...completeness.commands,
  ...correction.commands,
  ...modes.commands,
  ...tolerance.commands,
  ...steps.commands,
  ...assignment.commands,
  ...conference.commands,
  ...objections.commands,
  ...rating.commands,
  ...urging.commands,
  ...appeals.commands,
  ...proposal.commands,
  ...special.commands,
  ...limits.commands,
  ...annulment.commands,
  ...suspension.commands,
  ...decision.commands,
  ...delivery.commands,
  ...forwarding.commands,
  ...permits.commands,
  ...publicity.commands,
  ...instruments.commands,
  ...children.commands,
  ...followUps.commands,
  ...effects.commands,
  ...personalData.commands,
]);
export type Command = z.output<typeof command>;
export type CommandOf<T extends Command['type']> = Extract<Command, { type: T }>;
