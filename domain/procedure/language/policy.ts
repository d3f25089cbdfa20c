import type { EndOfDay, HalfDayRule, Party } from '../../clock/clock.ts';
import { months, workingDays, type Limit } from '../../clock/limit.ts';
import type { ItemKind } from './item.ts';
import { defined } from '../../defined.ts';

/** What an author may set; where the law leaves a choice, it is made here and never in the engine. */
export interface PolicyChoices<P extends string = string> {
  /** `sameVisit`: accepted or refused while the applicant waits. Default 5 WD (行政许可法 32). */
  readonly acceptance?: { readonly within: Limit | 'sameVisit' };
  /**
   * The applicant's time to supply after a one-time notice, and what silence means. Default 15 WD, deemed withdrawn.
   */
  readonly correction?: {
    readonly within?: Limit;
    readonly onLapse?: 'deemedWithdrawn' | 'hold';
    /** How long it is held at most; then it is deemed withdrawn. Default 6 months. */
    readonly heldFor?: Limit;
  };
  /** Filed at night or on a day off. Default: the filing date stands. */
  readonly filedOffHours?: 'keepDate' | 'nextWorkday';
  /**
   * When the last day ends (民法典 203 allows both). Default: an agency's at close of business, an applicant's at
   * midnight.
   */
  readonly endOfDay?: Partial<Readonly<Record<Party, EndOfDay>>>;
  /** What a limit in half days counts. Default: halves of working days after the one that holds the anchor. */
  readonly halfDay?: HalfDayRule;
  /** 超时默许: off unless a basis is cited. */
  readonly tacitApproval?: {
    readonly at: 'promised' | 'statutory';
    readonly grants: readonly [P, ...P[]];
    readonly basis: string;
  };
  /** When the result takes effect: a filing may by law at receipt, before any certificate. Default: the decision. */
  readonly effectiveFrom?: 'decision' | 'receipt';
  /** From decision to hand-over. Default 10 WD (行政许可法 44). */
  readonly delivery?: { readonly within: Limit };
  /** 好差评: from the hand-over on. Default 10 WD; then it stays unrated. */
  readonly rating?: { readonly within: Limit };
  /** 双公示: from decision to publication. Default 7 WD for a licence, and no publication of anything else. */
  readonly publicity?: { readonly within: Limit };
  /**
   * The dates that the ladder sets: the order's (督办单), the ledger item's (整改台账), the notice before a talk (约谈). Default
   * 3, 5, 3 WD.
   */
  readonly ladder?: { readonly order?: Limit; readonly ledger?: Limit; readonly talkNotice?: Limit };
  /** Who may revoke a grant later, and by which article (行政许可法 69). Default: nobody, save commitment. */
  readonly revocable?: { readonly by: string; readonly basis: string };
}

/** The choices with every default filled in. */
export interface Policies {
  readonly acceptance: { readonly within: Limit; readonly sameVisit: boolean };
  readonly correction: {
    readonly within: Limit;
    readonly onLapse: 'deemedWithdrawn' | 'hold';
    readonly heldFor: Limit;
  };
  readonly filedOffHours: 'keepDate' | 'nextWorkday';
  readonly endOfDay: Readonly<Record<Party, EndOfDay>>;
  readonly halfDay: HalfDayRule;
  readonly tacitApproval?: {
    readonly at: 'promised' | 'statutory';
    readonly grants: readonly string[];
    readonly basis: string;
  };
  readonly effectiveFrom: 'decision' | 'receipt';
  readonly delivery: { readonly within: Limit };
  /** Absent where the item is not published. */
  readonly publicity?: { readonly within: Limit };
  readonly rating: { readonly within: Limit };
  readonly ladder: { readonly order: Limit; readonly ledger: Limit; readonly talkNotice: Limit };
  readonly revocable?: { readonly by: string; readonly basis: string };
}

/** Fills in the defaults. A same-visit acceptance that nobody gave falls due, and is deemed, after one working day. */
export function policiesOf(choices: PolicyChoices = {}, kind: ItemKind = 'licence'): Policies {
  const publicity = choices.publicity ?? (kind === 'licence' ? { within: workingDays(7) } : undefined);
  const within = choices.acceptance?.within ?? workingDays(5);
  return {
    acceptance: within === 'sameVisit' ? { within: workingDays(1), sameVisit: true } : { within, sameVisit: false },
    correction: {
      within: choices.correction?.within ?? workingDays(15),
      onLapse: choices.correction?.onLapse ?? 'deemedWithdrawn',
      heldFor: choices.correction?.heldFor ?? months(6),
    },
    filedOffHours: choices.filedOffHours ?? 'keepDate',
    endOfDay: { agency: 'close', applicant: 'midnight', ...choices.endOfDay },
    halfDay: choices.halfDay ?? 'byHalves',
    ...defined({ tacitApproval: choices.tacitApproval }),
    effectiveFrom: choices.effectiveFrom ?? 'decision',
    delivery: choices.delivery ?? { within: workingDays(10) },
    ...defined({ publicity }),
    rating: choices.rating ?? { within: workingDays(10) },
    ladder: { order: workingDays(3), ledger: workingDays(5), talkNotice: workingDays(3), ...choices.ladder },
    ...defined({ revocable: choices.revocable }),
  };
}

/** What a procedure's policies say about every clock of a party. */
export const rulesFor = (
  { endOfDay, halfDay }: Pick<Policies, 'endOfDay' | 'halfDay'>,
  party: Party,
): { readonly endOfDay: EndOfDay; readonly halfDay: HalfDayRule } => ({
  endOfDay: endOfDay[party],
  halfDay,
});

/** The source of an issue that the applicant may raise themselves. */
export const byApplicant = 'applicant';

/**
 * How cases begin. Only an application has acceptance and correction. `from` names the sources of an issue or an order:
 * a unit or a role of the directory, whose people record it; `applicant`, who raises it themselves; or any other way,
 * such as a visit, which people of the lead unit record. They may record all of them.
 */
export type Intake =
  | {
      readonly by: 'application';
      /** All whose completeness checks return before the one notice. */ readonly checkedBy?: readonly string[];
    }
  | { readonly by: 'issue'; readonly from: readonly [string, ...string[]] }
  | { readonly by: 'order'; readonly from: readonly [string, ...string[]] }
  | { readonly by: 'schedule'; readonly every: Limit };

/** A type of special procedure (特殊程序): its time is not counted, and it has a limit of its own (行政许可法 45). */
export interface Special {
  readonly title: string;
  readonly atMost: Limit;
  readonly basis: string;
  /** How often a step may use it, each time with a notice of its own. Default: once. */
  readonly times?: number;
  /** The wait is the applicant's doing: the time is theirs, and no office is late when it ends. */
  readonly causedBy?: 'applicant';
}
type SpecialDeclared = Pick<Special, 'atMost' | 'basis' | 'times'>;

export const special = (title: string, declared: SpecialDeclared): Special => Object.freeze({ title, ...declared });
/**
 * 申请人原因等待: a wait that the applicant causes, on the same list and by the same rules: noticed, limited, ended by itself.
 */
export const applicantWait = (title: string, declared: SpecialDeclared): Special =>
  Object.freeze({ title, ...declared, causedBy: 'applicant' });
