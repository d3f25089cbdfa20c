import type { FileRule, FileType } from '../file-types.ts';
import type { Issue } from '../issue.ts';
import type { ModeGuard } from '../case/vocabulary.ts';
import type { AskedLimit } from './clock.ts';

/**
 * Their own case, that of whom they act for, or of whom they declared as kin (亲属) or of interest (利害关系), or one that
 * is about themselves (被投诉).
 */
export type Interest = 'own' | 'delegation' | 'kin' | 'interest' | 'about';

/** Names of materials, steps, clocks, statuses: as the procedure and the case call them. */
export type Names = readonly string[];

/**
 * What a case refuses because of its state, the actor, or the shape of what was handed in. `act` is the type of the
 * command.
 */
export interface CaseRefusals {
  'case.unknown': { found?: string };
  'case.received': Nothing;
  'applicant.unknown': Nothing;
  'case.ended': { found: string };
  'case.wrongState': { act: string; found: string; expected: Names };
  'case.notDecided': { act: string; found: string };
  'case.annulled': { act: string };
  'case.decided': { act: string; found: string };
  'case.suspended': { act: string; found: string; notice: string; since: number };
  'case.notSuspended': { found: string };
  'case.notSameDay': { act: string };
  'actor.wrongRole': { act: string; found: string; expected: Names };
  'actor.wrongUnit': { act: string; found: string | null; expected: string };
  'actor.wrongPost': { act: string; found: string; expected: string };
  'actor.notTheApplicant': { act: string };
  'actor.receivedTheCase': { act: string };
  'actor.assignedTheStep': { act: string };
  /** 回避: `found` is what ties the official to the party. */
  'actor.interested': { act: string; found: Interest };
  /** Another case than the one that it speaks of wrote it: `found` is whom it speaks of. */
  'child.foreign': { found: string };
  /** The step opened no draft, or it was filed already. */
  'child.noDraft': { step: string };
  'form.invalid': { issues: readonly Issue[] };
  /** `fault` is what the procedure's flow threw when it was tried over the form. */
  'form.defect': { fault: string };
  'command.invalid': { issues: readonly Issue[] };
  'procedure.unknown': { found: string; expected: Names };
  'procedure.other': { found: string; expected: string };
  'procedure.unavailable': { procedure: string; found: Names; roles: Names; place?: string };
  'forward.noUpper': { found: string };
  'deliver.below': { found: string };
  'permits.handOver': { act: string; expected: Names };
  'place.unknown': { found: string; expected: Names };
  'place.needed': { procedure: string; expected: Names };
  'procedure.notInForce': { found: string; expected: string; mutation: string };
  'mode.notOffered': { found: Names; expected: Names };
  /** `why` is what stands against the mode. */
  'mode.guard': { mode: string; why: ModeGuard };
  'commitment.restedOn': {};
  'mode.notChosen': { mode: string; expected: Names };
  /** 帮办代办 is chosen by whoever files for themselves. */
  'mode.notAssisted': Nothing;
  'material.unknown': { found: Names; expected: Names };
  'material.notShared': { found: Names };
  'material.notOfStep': { step: string; found: Names; expected: Names };
  'material.twice': { found: Names };
  'acceptance.incomplete': { act: string; required: Names; tolerable: Names };
  'acceptance.otherMissing': { found: Names; expected: Names };
  'cure.notMissing': { found: Names; expected: Names };
  'notice.unknownItem': { found: Names; expected: Names };
  /** Of shared data, which the office takes itself. */
  'notice.shared': { found: Names };
  'notice.second': { found: Names; expected: Names };
  'notice.incomplete': { found: Names; expected: Names; missing: Names };
  'supply.incomplete': { found: Names; expected: Names };
  /** Where an issue or an order comes from is one of the sources that the procedure names; an application has none. */
  'intake.from': { found: string | null; expected: Names };
  'receipt.online': Nothing;
  /** The day of the papers lies in the future, or too far back. */
  'receipt.day': { found: string; earliest: string; latest: string };
  'publish.done': Nothing;
  'publish.notPublic': { kind: string };
  'permit.notGranted': { found: Names; expected: Names };
  'permit.expired': { permit: string; found: string };
  'permit.continuing': { permit: string };
  'permit.notRenewable': { permit: string };
  'permit.renewalLate': { permit: string; latest: string };
  'permit.unchanged': { permit: string };
  'permit.valid': { found: Names };
  'revoke.notRevocable': Nothing;
  'revoke.notGranted': { found: Names; expected: Names };
  'material.notReplaced': { found: Names };
  /** A file of another type, or larger, than the material takes. */
  'material.fileUnfit': {
    material: string;
    found: { readonly type: FileType; readonly bytes: number };
    expected: FileRule;
  };
  'completeness.open': { act: string; expected: Names };
  'completeness.defects': { act: string; found: Names };
  'completeness.done': { unit: string };
  'rating.notDelivered': { found: string };
  'rating.twice': { found: string };
  'rating.late': { until: number; asked: number };
  'urging.open': { since: number };
  'urging.none': Nothing;
  'appeal.noted': { found: string };
}

/** What a case refuses of steps, special procedures, limits and suspensions. */
export interface CourseRefusals {
  'step.notOpen': { step: string; found: string; expected: Names };
  'step.answered': { step: string; found: string; expected: Names };
  'step.cancelled': { step: string; found: string; expected: Names };
  'step.invalid': { step: string; issues: readonly Issue[] };
  /** `fault` is what the procedure's flow threw. */
  'step.defect': { step: string; fault: string };
  'step.papersMissing': { step: string; found: Names; expected: Names };
  'step.notForPeople': { step: string };
  'step.claimed': { step: string };
  'step.notClaimed': { step: string };
  /** A head would take the step of another unit to their own. */
  'step.toThemselves': { step: string };
  'step.sameUnit': { step: string; found: string };
  'step.paused': { step: string; found: string };
  'step.proposed': { step: string; proposal: number };
  'proposal.other': { step: string; found: number | null; expected: number | null };
  'proposal.samePerson': { step: string };
  'proposal.post': { step: string; stage: string; found: string | null; expected: Names };
  'proposal.lapsed': { step: string; why: 'absence' | 'transfer' };
  'step.returnedBefore': { step: string };
  'step.returnLate': { step: string; due: number; asked: number };
  'conference.none': { step: string; expected: Names };
  'conference.partiesAnswer': { step: string; expected: Names };
  /** Instants in milliseconds: `meets` is null while nobody was invited. */
  'conference.notMet': { act: string; step: string; meets: number | null };
  'conference.met': { step: string; met: number };
  'conference.tooSoon': { step: string; found: number; earliest: number };
  'conference.tooLate': { step: string; found: number; latest: number };
  'conference.minuted': { step: string };
  'conference.notParty': { step: string; found: Names; expected: Names };
  'objection.noNotice': { step: string; expected: Names };
  'objection.late': { step: string };
  'objection.own': { step: string };
  'objection.twice': { step: string; found: string };
  'objection.tooMany': { step: string; most: number };
  'objection.invalid': { step: string; issues: readonly Issue[] };
  'objection.notAnswered': { step: string; expected: Names };
  'objection.notOfParties': { step: string };
  'objection.replied': { step: string };
  'special.notListed': { step: string; found: string | null; expected: Names };
  'special.tooLong': { found: AskedLimit; expected: AskedLimit };
  /** `found` is the special procedure, `expected` how often the list allows it. */
  'special.often': { step: string; found: string; expected: number };
  'special.notRunning': { step: string };
  'extension.notOffered': { found: string; expected: string | null };
  'extension.finished': { clock: string; found: string };
  'extension.once': { found: number; expected: number };
  'extension.late': { due: number; asked: number };
  'extension.tooLong': { found: AskedLimit; expected: AskedLimit };
  /** It would end after the limit `of` the law, or of the promise. */
  'extension.beyond': { clock: string; due: number; most: number; of: 'promise' | 'statutory' };
  /** It is no extension, pause or acceptance: `expected` are the places of those that stand. */
  'annul.unknown': { found: number; expected: readonly number[] };
  'annul.twice': { found: number; by: number };
  /** No clock that it moved runs any more. */
  'annul.finished': { found: string };
  /** What was built on the acceptance since. */
  'annul.begun': { found: readonly ('answered' | 'special' | 'children')[] };
  'pause.notListed': { found: string; expected: Names };
  'pause.noBasis': { found: null; expected: string };
  'pause.notNoticed': { found: null; expected: string };
  'pause.noticeTwice': { found: string };
  'pause.nothingRuns': { found: string };
}

/** What a case refuses of the instruments of supervision. */
export interface InstrumentRefusals {
  'instrument.unknown': { found: string; expected: Names };
  'instrument.closed': { instrument: string; conclusion: unknown };
  'instrument.unknownClock': { found: string; expected: Names };
  'instrument.applicantsClock': { clock: string };
  'instrument.once': { level: string; clock: string; found: string };
  'instrument.needsNoSignature': { level: string };
  'instrument.signed': { instrument: string };
  'instrument.notDrafted': { instrument: string };
  'instrument.notServed': { instrument: string };
  'instrument.replied': { instrument: string };
  'instrument.addressed': { instrument: string };
}

/** No parameters. */
export type Nothing = Record<never, never>;
