import { z } from 'zod';
import { type Day, dayOf, parseDay } from '../calendar/day.ts';
import { eventFormat } from '../log/reader.ts';
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
import * as earlyGrants from './capabilities/early-grants/schema.ts';
import * as permits from './capabilities/permits/schema.ts';
import * as publicity from './capabilities/publicity/schema.ts';
import * as instruments from './capabilities/instruments/schema.ts';
import * as repair from './capabilities/repair/schema.ts';
import * as children from './capabilities/children/schema.ts';
import * as personalData from './capabilities/personal-data/schema.ts';
import * as followUps from './capabilities/follow-ups/schema.ts';
import * as effects from './capabilities/effects/schema.ts';

/**
 * What happened. The log of these outlives everything: folding it gives the state, the clocks, the read model and the
 * explanation of a deadline. An event is never changed; a later shape gets a higher `v`, and old ones are lifted when
 * read.
 */
export const caseEvent = z.discriminatedUnion('type', [
  ...intake.events,
  ...completeness.events,
  ...correction.events,
  ...modes.events,
  ...tolerance.events,
  ...steps.events,
  ...assignment.events,
  ...conference.events,
  ...objections.events,
  ...rating.events,
  ...urging.events,
  ...appeals.events,
  ...proposal.events,
  ...special.events,
  ...limits.events,
  ...annulment.events,
  ...suspension.events,
  ...decision.events,
  ...delivery.events,
  ...forwarding.events,
  ...earlyGrants.events,
  ...permits.events,
  ...publicity.events,
  ...instruments.events,
  ...repair.events,
  ...children.events,
  ...followUps.events,
  ...effects.events,
  ...personalData.events,
]);
export type CaseEvent = z.output<typeof caseEvent>;

const format = eventFormat(caseEvent, { ...steps.lifts });
/** Reads an event from the log's text, whatever version wrote it. @throws NewerEvent for a later build's. */
export const readEvent = format.read;
/** Checks an event and gives the log's text of it, in the shape of this build. */
export const writeEvent = format.write;

export type EventOf<T extends CaseEvent['type']> = Extract<CaseEvent, { type: T }>;

/** The instant that anchors and verdicts go by: when the act was asked, which a late application does not move. */
export const when = (event: CaseEvent): number => event.askedAt ?? event.at;

/** The day of that instant: what happened at 24:00 is of the day that it ends. (T17) */
export const dayWhen = (event: CaseEvent): Day => (event.on === undefined ? dayOf(when(event)) : parseDay(event.on));
