import { z } from 'zod';
import { documentReference, id, instant, json, paper, personalReference, reason, text } from '../values.ts';
import { limit } from '../clock/limit-schema.ts';

/**
 * What people (and other cases) ask of a case. A command is checked by this schema at the boundary and again before it is
 * decided;
 * whether the actor may do it and whether the case is in the right state is `decide`'s to say.
 */
const of = <const T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.strictObject({ type: z.literal(type), ...shape });

/** The levels of the standard ladder that a record stands for. L5 (移送) is issued by a later act of a person. */
export const levels = ['L0', 'L1', 'L2', 'L3', 'L4'] as const;
export type Level = (typeof levels)[number];

/** What may suspend a case: a law that orders it, and force majeure (不可抗力). Nothing inside the office does. */
export const suspensionGrounds = ['byLaw', 'forceMajeure'] as const;
export type SuspensionGround = (typeof suspensionGrounds)[number];
export const suspensionTitles: Readonly<Record<SuspensionGround, string>> = {
  byLaw: '依法中止',
  forceMajeure: '不可抗力',
};

export const command = z.discriminatedUnion('type', [
  /**
   * 收件: the application comes in. Begins the case. `form` is without its personal fields: these stay in a table of
   * their own.
   */
  of('receive', {
    case: id,
    number: text(60),
    procedure: id,
    calendar: id,
    applicant: id,
    channel: z.enum(['online', 'window', 'post']),
    form: json,
    personal: personalReference.optional(),
    papers: z.array(paper).max(100),
    /** The modes that the applicant chose, such as `commitment` (告知承诺). */
    modes: z.array(id).max(10),
  }),
  /** 不受理: no licence is needed. Same day, with the reason. */
  of('notRequired', { reason }),
  /** 不予受理: wrong organ; names the right one. */
  of('refuseAcceptance', { reason, rightOrgan: text(100) }),
  /**
   * 一次性告知: every defect at once; a second notice only for newly supplied items. `item` is a material or a field of the
   * form.
   */
  of('giveNotice', {
    defects: z
      .array(z.strictObject({ item: id, defect: text() }))
      .min(1)
      .max(100),
  }),
  /** 补正: every item of the open notice is answered, by papers or by corrected fields. */
  of('supply', { papers: z.array(paper).max(100), form: json.optional(), personal: personalReference.optional() }),
  /** 受理. */
  of('accept', {}),
  /** 容缺受理: only tolerable materials are missing, and the applicant has signed the promise to supply them. */
  of('acceptTolerantly', { missing: z.array(id).min(1).max(20), promise: documentReference }),
  /**
   * 认领: a person of the unit takes an open step. The step's clock runs since it was opened, not since it is claimed.
   */
  of('claim', { step: id }),
  /** A department's answer or result for an open step, in the shape that the step declares. */
  of('answer', { step: id, answer: json, /** The second person where the step needs two. */ together: id.optional() }),
  /** 特殊程序: a listed one, with written notice and the time needed; pauses the step's clock. */
  of('startSpecial', { step: id, special: id, takes: limit, notice: documentReference }),
  of('endSpecial', { step: id, result: text() }),
  /** 延期: before the due instant, once, by the role that the limit names; the reason is told to the applicant. */
  of('extend', { clock: z.enum(['promise', 'statutory']), by: limit, reason }),
  /**
   * 中止: by law (its `reason` then names the article) or by force majeure, with written notice; every clock of the
   * office stands still.
   */
  of('suspend', { ground: id, reason, notice: documentReference.optional() }),
  /** 恢复办理. */
  of('resume', { reason }),
  /** 补齐: what tolerant acceptance left open. */
  of('cure', { papers: z.array(paper).min(1).max(20) }),
  /** 送达: the results are handed over. */
  of('deliver', { how: z.enum(['window', 'post', 'eLicence']), receipt: documentReference }),
  /** 双公示: the decision is published. */
  of('publish', { where: text(200) }),
  of('withdraw', { reason: reason.optional() }),
  of('terminate', { reasons: z.array(reason).min(1).max(20) }),
  /** A supervisor opens an instrument of the ladder by motion, with a reason; may start higher than the last one. */
  of('startInstrument', { level: z.enum(levels), clock: id, reason, grave: z.boolean().optional() }),
  /** The signature that L3 and above need before they are served. */
  of('signInstrument', { instrument: id }),
  /** The addressed unit answers in writing. */
  of('replyToInstrument', { instrument: id, reply: text(4000) }),
  of('closeInstrument', { instrument: id, conclusion: text() }),
  /**
   * 日历调整: what runs counts by another version of the case's calendar from its publication on (semantics, "Calendar").
   */
  of('recompute', { calendar: id }),
  /** Engine: the person found in the directory for an instrument at the moment when it fired, and the record's number. */
  of('addressInstrument', {
    instrument: id,
    number: text(60),
    addressees: z
      .array(z.strictObject({ post: id, unit: id, person: id.optional(), standsInFor: id.optional() }))
      .min(1)
      .max(1_000),
    resolvedAt: instant,
  }),
]);
export type Command = z.output<typeof command>;
export type CommandOf<T extends Command['type']> = Extract<Command, { type: T }>;
