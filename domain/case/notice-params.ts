import type { Provisional } from '../calendar/calendar.ts';
import type { Instant } from '../calendar/day.ts';
import type { Limit } from '../clock/limit.ts';
import type { ItemKind } from '../procedure/language/item.ts';
import type { AnnullableType } from './capabilities/annulment/schema.ts';
import type { ClockName, InstrumentContent, InstrumentNumber } from './view.ts';
import type { SuspensionGround } from './vocabulary.ts';

/** Reasons as they were written, one text each. */
type Reasons = readonly string[];

/** When a limit ends, where that is known, and why it may still move: a year on the way has no notice yet. */
export interface ToldDue {
  readonly due?: Instant | undefined;
  readonly provisional?: Provisional | undefined;
}

/** A limit by its name, and when it ends; `projected` while a pause that ends by itself is open. */
export interface Dated {
  readonly clock: ClockName;
  readonly due: Instant;
  readonly dueBefore?: Instant | undefined;
  readonly projected?: boolean;
  readonly provisional?: Provisional | undefined;
}

/** What the item is in law: a licence is granted, a welfare payment is not licensed. */
interface OfItem {
  readonly item: ItemKind;
}

/**
 * What is told, by code, and the data of which its words are made: instants, limits and numbers, titles that come from
 * the procedure, and what people wrote. Never wording.
 */
export interface NoticeParams {
  readonly stepAsked: ToldDue & { readonly step: string; readonly reasons: Reasons };
  /** An application that the applicant has yet to complete and file. */
  readonly draftOpened: ToldDue & { readonly step: string };
  /** Until when it is said whether it is accepted; what is no application waits for none. */
  readonly received: ToldDue & { readonly awaitsAcceptance: boolean };
  readonly foundNotRequired: { readonly reason: string };
  readonly acceptanceRefused: { readonly reason: string; readonly rightOrgan: string };
  readonly noticeGiven: ToldDue & {
    readonly defects: readonly { readonly item: string; readonly defect: string }[];
  };
  /** Until when it is said whether what was supplied is accepted. */
  readonly supplied: ToldDue;
  /** By the promise, or where there is none by the law. */
  readonly accepted: ToldDue & { readonly isByLaw: boolean };
  readonly tolerantlyAccepted: ToldDue & {
    readonly isByLaw: boolean;
    readonly missing: readonly (ToldDue & { readonly material: string })[];
  };
  /** The applicant's own time ran out; what that changes. */
  readonly lapsed: { readonly step: string; readonly clocks: readonly Dated[] };
  readonly deemedAccepted: { readonly clocks: readonly Dated[] };
  /** To each party of a conference. */
  readonly conferenceInvited: { readonly step: string; readonly meets: Instant; readonly place: string };
  /** To the applicant: what is objected to their application. */
  readonly objected: { readonly step: string; readonly reason: string };
  /** To the applicant and to who objected. */
  readonly objectionAnswered: { readonly step: string; readonly isUpheld: boolean; readonly reasons: Reasons };
  readonly urgingAnswered: { readonly answer: string };
  readonly specialStarted: { readonly takes: Limit; readonly notice: string; readonly clocks: readonly Dated[] };
  /** What the applicant did, or somebody else, moved dates: which, and from when to when. */
  readonly datesMoved: { readonly clocks: readonly Dated[] };
  /** What was tolerated came: what is still missing, and until when. */
  readonly cured: {
    readonly materials: Reasons;
    readonly missing: readonly (ToldDue & { readonly material: string })[];
  };
  readonly specialOver: { readonly clocks: readonly Dated[] };
  /** `projected` while a pause that ends by itself is open. */
  readonly extended: ToldDue & {
    readonly clock: ClockName;
    readonly by: Limit;
    readonly reason: string;
    readonly projected?: boolean;
  };
  /** An extension or a pause was taken back; the dates that moved by it. */
  readonly actAnnulled: {
    readonly of: Exclude<AnnullableType, 'accepted' | 'tolerantlyAccepted'>;
    readonly reason: string;
    readonly clocks: readonly Dated[];
  };
  /** The acceptance was taken back: until when it is said anew whether it is accepted. */
  readonly acceptanceAnnulled: ToldDue & { readonly reason: string };
  readonly toleranceLapsed: { readonly material: string };
  /** To the unit that leads: what was granted is now its to deal with. */
  readonly toleranceLapsedAfterGrant: { readonly material: string };
  /** `calendar`: the version that moved the dates; without it a later version of the engine's rules did. */
  readonly recomputed: { readonly calendar?: string; readonly clocks: readonly Dated[] };
  readonly suspended: { readonly ground: SuspensionGround; readonly reason: string; readonly notice: string };
  readonly resumed: { readonly reason: string; readonly clocks: readonly Dated[] };
  readonly granted: OfItem & {
    readonly conditions: readonly { readonly step: string; readonly reasons: Reasons }[];
    readonly refused: readonly { readonly permit: string; readonly reasons: Reasons }[];
  };
  readonly denied: OfItem & { readonly reasons: Reasons };
  readonly settled: { readonly result: string; readonly reasons: Reasons };
  /** 转报: to whom. */
  readonly forwardedUp: { readonly to: string };
  /** 上级决定: by whom, under which number, what it came to. */
  readonly answeredFromAbove: {
    readonly by: string;
    readonly number: string;
    readonly end: 'granted' | 'denied' | 'settled' | 'ended';
    readonly permits: readonly string[];
    readonly reasons: Reasons;
  };
  /** 先行准予: before the rest is decided. */
  readonly grantedEarly: { readonly permits: readonly string[]; readonly conditions: Reasons };
  readonly annulled: { readonly reasons: Reasons; readonly ruling: string };
  readonly revoked: OfItem & { readonly reasons: Reasons };
  readonly permitsCancelled: { readonly permits: readonly string[]; readonly reasons: Reasons };
  readonly delivered: object;
  readonly withdrawn: object;
  readonly deemedWithdrawn: object;
  readonly held: ToldDue;
  readonly terminated: { readonly reasons: Reasons };
  readonly instrumentAddressed: { readonly record: InstrumentNumber; readonly content: InstrumentContent };
}
export type NoticeCode = keyof NoticeParams;

/** One notice; `number` is the case's, never a name. */
export type CaseNotice = {
  readonly [C in NoticeCode]: {
    readonly to: string;
    readonly kind: string;
    readonly code: C;
    readonly params: NoticeParams[C] & { readonly number: string };
  };
}[NoticeCode];
