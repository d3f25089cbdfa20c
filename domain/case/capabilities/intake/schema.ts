import { z } from 'zod';
import { eventShape } from '../../../log/envelope.ts';
import { creditGrades } from '../../../parties/party.ts';
import {
  calendarsByUnit,
  documentReference,
  id,
  instant,
  json,
  paper,
  personalReference,
  reason,
  text,
  unitsByRole,
} from '../../../values.ts';
import { commandShape, onDayShape } from '../../command-shape.ts';
import { upperLevel } from '../forwarding/schema.ts';
import { channels, followUpReasons } from '../../vocabulary.ts';

/** The case that opened a child, the step by which it waits for it, and its workflow type. */
const parentLink = z.strictObject({ case: id, step: id, procedure: id });
const followsLink = z.strictObject({
  case: id,
  why: z.enum(followUpReasons),
  permit: id.exactOptional(),
  since: z.iso.date().exactOptional(),
  until: z.iso.date().exactOptional(),
});

/** What modes are guarded by. */
const forModes = {
  /** 告知承诺书, signed by the applicant. */
  commitmentLetter: documentReference.exactOptional(),
  /** The applicant's grade in the register at receipt. */
  creditGrade: z.enum(creditGrades).exactOptional(),
};

/** What a case has from where it begins: its units and place by the directory, and what it comes from. */
const origin = {
  /** For which units the roles of the procedure stand, by which version of the directory. */
  units: unitsByRole.exactOptional(),
  /** The region of the directory in which the case is, where the procedure is offered in several. */
  place: id.exactOptional(),
  /** The levels above it, the nearest first: there the case may be forwarded up (转报). */
  above: z.array(upperLevel).max(6).exactOptional(),
  directory: z.int().positive().exactOptional(),
  /** The case that goes on in this one. */
  follows: followsLink.optional(),
  /** Where an issue or an order comes from, as the procedure names it (来源). */
  from: text(60).exactOptional(),
  /** The unit that filed the case from which this one goes on, for an applicant who did not do so themselves. */
  filedBy: id.exactOptional(),
};

export const commands = [
  /**
   * 收件: the application comes in. Begins the case. `form` is without its personal fields: these stay in a table of
   * their own.
   */
  commandShape('receive', {
    case: id,
    number: text(60),
    procedure: id,
    calendar: id,
    calendars: calendarsByUnit.exactOptional(),
    applicant: id,
    channel: z.enum(channels),
    /** The day on which papers came by post or at the counter, where they were typed in later: the window says so. */
    receivedOn: z.iso.date().optional(),
    form: json,
    personal: personalReference.optional(),
    papers: z.array(paper).max(100),
    /** The modes that the applicant chose, such as `commitment` (告知承诺). */
    modes: z.array(id).max(10),
    ...forModes,
    /** The case that opened this one. */
    parent: parentLink.optional(),
    ...origin,
    ...onDayShape(),
  }),
  /** 不受理: no licence is needed. Same day, with the reason. */
  commandShape('notRequired', { reason }),
  /** 不予受理: wrong organ; names the right one. */
  commandShape('refuseAcceptance', { reason, rightOrgan: text(100) }),
  /** 受理. */
  commandShape('accept', {}),
] as const;

export const events = [
  eventShape('received', 1, {
    case: id,
    number: text(60),
    procedure: id,
    calendar: id,
    calendars: calendarsByUnit.exactOptional(),
    applicant: id,
    channel: z.enum(channels),
    /** The day on which papers came by post or at the counter, where they were typed in later: the window says so. */
    receivedOn: z.iso.date().optional(),
    form: json,
    personal: personalReference.optional(),
    papers: z.array(paper),
    modes: z.array(id),
    ...forModes,
    parent: parentLink.optional(),
    ...origin,
  }),
  eventShape('foundNotRequired', 1, { reason }),
  eventShape('acceptanceRefused', 1, { reason, rightOrgan: text(100) }),
  eventShape('accepted', 1, {}),
  /** 视为受理, as of the day of receipt (行政许可法 32): the decision clocks have already lost those days. */
  eventShape('deemedAccepted', 1, { asOf: instant }),
] as const;
