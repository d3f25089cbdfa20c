/**
 * The capabilities of a case, a folder each: schemas of commands and events, what decides, folds and ends them. The
 * central files are these spreads, which an act leaves alone; its words and its mutation stand elsewhere.
 */
import * as intake from './intake/index.ts';
import * as completeness from './completeness/index.ts';
import * as correction from './correction/index.ts';
import * as modes from './modes/index.ts';
import * as tolerance from './tolerance/index.ts';
import * as steps from './steps/index.ts';
import * as assignment from './assignment/index.ts';
import * as conference from './conference/index.ts';
import * as objections from './objections/index.ts';
import * as rating from './rating/index.ts';
import * as urging from './urging/index.ts';
import * as appeals from './appeals/index.ts';
import * as proposal from './proposal/index.ts';
import * as special from './special/index.ts';
import * as limits from './limits/index.ts';
import * as annulment from './annulment/index.ts';
import * as suspension from './suspension/index.ts';
import * as decision from './decision/index.ts';
import * as delivery from './delivery/index.ts';
import * as forwarding from './forwarding/index.ts';
import * as earlyGrants from './early-grants/index.ts';
import * as permits from './permits/index.ts';
import * as publicity from './publicity/index.ts';
import * as instruments from './instruments/index.ts';
import * as children from './children/index.ts';
import * as followUps from './follow-ups/index.ts';
import * as effects from './effects/index.ts';
import * as personalData from './personal-data/index.ts';
import * as repair from './repair/index.ts';
import type { CommandRule, EventFold, Expiry, FirstFold } from '../capability.ts';
import type { Command, CommandOf } from '../command.ts';
import type { CaseEvent, EventOf } from '../event.ts';
import type { ClockKind } from '../vocabulary.ts';

export const rules = {
  ...intake.rules,
  ...completeness.rules,
  ...correction.rules,
  ...modes.rules,
  ...tolerance.rules,
  ...steps.rules,
  ...assignment.rules,
  ...conference.rules,
  ...objections.rules,
  ...rating.rules,
  ...urging.rules,
  ...appeals.rules,
  ...proposal.rules,
  ...special.rules,
  ...limits.rules,
  ...annulment.rules,
  ...suspension.rules,
  ...decision.rules,
  ...delivery.rules,
  ...forwarding.rules,
  ...permits.rules,
  ...publicity.rules,
  ...instruments.rules,
  ...children.rules,
  ...followUps.rules,
  ...effects.rules,
  ...personalData.rules,
} satisfies { readonly [T in Command['type']]: CommandRule<CommandOf<T>> };

export const folds = {
  ...intake.folds,
  ...completeness.folds,
  ...correction.folds,
  ...modes.folds,
  ...tolerance.folds,
  ...steps.folds,
  ...assignment.folds,
  ...conference.folds,
  ...objections.folds,
  ...rating.folds,
  ...urging.folds,
  ...appeals.folds,
  ...proposal.folds,
  ...special.folds,
  ...limits.folds,
  ...annulment.folds,
  ...suspension.folds,
  ...decision.folds,
  ...delivery.folds,
  ...forwarding.folds,
  ...earlyGrants.folds,
  ...permits.folds,
  ...publicity.folds,
  ...instruments.folds,
  ...repair.folds,
  ...children.folds,
  ...followUps.folds,
  ...effects.folds,
  ...personalData.folds,
} satisfies {
  readonly [T in CaseEvent['type']]: T extends 'received' ? FirstFold<EventOf<T>> : EventFold<EventOf<T>>;
};

export const expiries = {
  ...intake.expiries,
  ...correction.expiries,
  ...tolerance.expiries,
  ...steps.expiries,
  ...special.expiries,
  ...limits.expiries,
  ...urging.expiries,
  ...permits.expiries,
} satisfies { readonly [K in ClockKind]: Expiry };

/** The commands that people ask for through the API; whoever begins a case and the engine ask for the others. */
export type PeoplesCommand = CommandOf<
  { [T in Command['type']]: (typeof rules)[T]['by'] extends 'people' ? T : never }[Command['type']]
>;
