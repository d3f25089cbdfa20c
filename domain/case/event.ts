import { z } from 'zod';
import { eventShape } from '../log/envelope.ts';
import { documentReference, id, instant, json, paper, personalReference, reason, text } from '../values.ts';
import { limit } from '../clock/limit-schema.ts';
import { levels, suspensionGrounds } from './command.ts';

/**
 * What happened. The log of these outlives everything: folding it gives the state, the clocks, the read model and the
 * explanation of a deadline. An event is never changed; a later shape gets a higher `v` and old ones are lifted when
 * read.
 */
const of = <const T extends string, S extends z.ZodRawShape>(type: T, data: S) => eventShape(type, 1, data);

const step = id;
const clock = id;

export const caseEvent = z.discriminatedUnion('type', [
  of('received', {
    case: id,
    number: text(60),
    procedure: id,
    calendar: id,
    applicant: id,
    channel: z.enum(['online', 'window', 'post']),
    form: json,
    personal: personalReference.optional(),
    papers: z.array(paper),
    modes: z.array(id),
  }),
  of('foundNotRequired', { reason }),
  of('acceptanceRefused', { reason, rightOrgan: text(100) }),
  of('noticeGiven', { defects: z.array(z.strictObject({ item: id, defect: text() })) }),
  of('supplied', { papers: z.array(paper), form: json.optional(), personal: personalReference.optional() }),
  of('accepted', {}),
  of('tolerantlyAccepted', { missing: z.array(id), promise: documentReference }),
  /** 视为受理, as of the day of receipt (行政许可法 32): the decision clocks have already lost those days. */
  of('deemedAccepted', { asOf: instant }),
  of('claimed', { step }),
  of('answered', { step, answer: json, together: id.optional() }),
  /** An applicant's step, an outside event or a wait whose time ran out. */
  of('lapsed', { step }),
  of('specialStarted', { step, special: id, takes: limit, notice: documentReference }),
  of('specialEnded', { step, result: text() }),
  of('specialExpired', { step }),
  of('extended', { clock, by: limit, reason }),
  /** 中止 and 恢复: from here to there no clock of the office counts. */
  of('suspended', { ground: z.enum(suspensionGrounds), reason, notice: documentReference }),
  of('resumed', { reason }),
  of('cured', { papers: z.array(paper) }),
  of('toleranceLapsed', { material: id }),
  of('granted', { permits: z.array(id), refused: z.record(id, z.array(reason)), automatic: z.boolean() }),
  of('denied', { reasons: z.array(reason), remedies: text() }),
  of('settled', { result: id, reasons: z.array(reason) }),
  /** 转报: the upper organ decides. */
  of('forwardedUp', { to: text(100) }),
  of('delivered', { how: z.enum(['window', 'post', 'eLicence']), receipt: documentReference }),
  of('published', { where: text(200) }),
  of('revoked', { permits: z.array(id), reasons: z.array(reason) }),
  of('withdrawn', { reason: reason.optional() }),
  of('deemedWithdrawn', { clock }),
  of('held', { clock }),
  of('terminated', { reasons: z.array(reason) }),
  of('closed', {}),
  /** A colour or a due instant was passed, at exactly that instant. */
  of('thresholdPassed', { clock, threshold: z.enum(['blue', 'yellow']) }),
  of('breached', { clock }),
  /**
   * An act asked in time was applied late because something of ours was down: the breach logged meanwhile never was
   * one.
   */
  of('breachWithdrawn', { clock }),
  /**
   * A new version of the case's calendar was published (日历调整): every running clock is computed by it, with the due
   * before
   * and after, also where it did not move; absent where no published calendar reached it, and of a suspended clock.
   * `askedAt` is the publication. Finished clocks keep their verdict and their version.
   */
  of('recomputed', {
    reason: z.literal('CALENDAR'),
    calendar: id,
    clocks: z.array(z.strictObject({ clock, dueBefore: instant.optional(), due: instant.optional() })),
  }),
  /**
   * The log was put right (修复): events that only the run knew were taken from its history, or the run was ended and the
   * case started
   * from its log, without what `found` names. Changes nothing of the case itself.
   */
  of('repaired', { how: z.enum(['takeFromHistory', 'startFromLog']), found: text(), reason: text() }),
  of('instrumentOpened', {
    instrument: id,
    level: z.enum(levels),
    clock,
    /** The unit whose time it is. */
    unit: id,
    from: id,
    why: z.enum(['blue', 'yellow', 'unanswered', 'red', 'dateMissed', 'ignored', 'statutoryRed', 'motion']),
    /** The posts that it is addressed to. */
    posts: z.array(id),
    reason: reason.optional(),
  }),
  of('instrumentAddressed', {
    instrument: id,
    number: text(60),
    addressees: z.array(z.strictObject({ post: id, unit: id, person: id.optional(), standsInFor: id.optional() })),
    resolvedAt: instant,
  }),
  of('instrumentSigned', { instrument: id }),
  of('instrumentReplied', { instrument: id, reply: text(4000) }),
  of('instrumentOverdue', { instrument: id }),
  of('instrumentClosed', {
    instrument: id,
    conclusion: text(),
    /** Closing the case ends L0 to L2 by itself. */ automatic: z.boolean(),
  }),
]);
export type CaseEvent = z.output<typeof caseEvent>;
export type EventOf<T extends CaseEvent['type']> = Extract<CaseEvent, { type: T }>;

/** The instant that anchors and verdicts go by: when the act was asked, which a late application does not move. */
export const when = (event: CaseEvent): number => event.askedAt ?? event.at;
