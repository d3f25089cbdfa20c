import type { Limit } from '../../clock/limit.ts';
import type { FileRule } from '../../file-types.ts';
import type { CreditGrade } from '../../parties/party.ts';
import type { Counter, Reduction } from '../../procedure/guide/reductions.ts';
import type { Saving } from '../../procedure/guide/saving.ts';
import type { ItemKind } from '../../procedure/language/item.ts';
import type { MaterialKind } from '../../procedure/language/material.ts';
import type { Mode } from '../../procedure/language/mode.ts';
import type { Kind } from '../../procedure/language/step.ts';

/** What stands in brackets behind a material. Names of other things are told by their titles. */
export interface MaterialSaid {
  readonly kind: MaterialKind;
  readonly within?: string;
  readonly before?: string;
  readonly givenBy?: string;
  readonly source?: string;
  readonly instead?: string;
  readonly files?: FileRule;
  readonly when?: string;
}

/** What is said of a step beside its title. */
export interface StepSaid {
  readonly kind: Kind;
  readonly who?: string;
  /** Whom the chair invites. */
  readonly parties: readonly string[];
  readonly within: readonly string[];
  readonly people: number;
  readonly isTrio: boolean;
  readonly pauses: readonly string[];
  readonly when?: string;
  readonly modes: readonly Mode[];
  readonly repeats: boolean;
  readonly isUsual: boolean;
  readonly fee?: string;
}

/** What is said of a permit: how long it is valid at most, the field with its last day, when renewal is asked for. */
export interface PermitSaid {
  readonly title: string;
  readonly validFor?: string;
  readonly until?: string;
  readonly renewal?: string;
}

/** The guard of a mode, in the titles and conditions of its procedure. */
export interface ModeSaid {
  readonly credit?: CreditGrade;
  readonly covers?: readonly string[];
  readonly excludes?: readonly string[];
  readonly verify?: string;
  readonly fix?: string;
  readonly revokes?: readonly string[];
  readonly identity?: string;
  readonly consent?: string;
  readonly keyProject?: string;
  readonly basis?: string;
}

/** What an answer changes, by titles. */
export interface ChangeSaid {
  readonly of: 'materials' | 'steps' | 'permits' | 'results' | 'fees' | 'modes';
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** What the office is, and how to call it. */
export interface UnitSaid {
  readonly title: string;
  readonly telephone?: string | undefined;
}

/** All that a guide and its picture say, in one language. */
export interface GuideWords {
  readonly headings: Readonly<
    Record<
      | 'materials'
      | 'steps'
      | 'afterwards'
      | 'limits'
      | 'fees'
      | 'outcomes'
      | 'special'
      | 'offices'
      | 'modes'
      | 'follows'
      | 'reductions',
      string
    >
  >;
  readonly kind: (kind: ItemKind) => string;
  readonly lead: (unit: UnitSaid) => string;
  /** The unit of a step that the flow names. */
  readonly assigned: string;
  readonly channels: (channels: readonly ('online' | 'window' | 'post')[]) => string;
  /** How cases begin that nobody applies for. */
  readonly begun: (by: 'issue' | 'order' | 'schedule') => string;
  readonly limit: (limit: Limit) => string;
  readonly promised: (limits: readonly string[]) => string;
  readonly statutory: (limits: readonly string[]) => string;
  readonly otherLimits: (acceptance: string | undefined, delivery: string) => string;
  readonly extension: (atMost: string, basis: string) => string;
  readonly saving: (saving: Saving) => string;
  /** A limit that a field of the form states. */
  readonly onDate: (field: string) => string;
  /** A limit that counts from intake, with a milestone. */
  readonly fromIntake: (limit: string) => string;
  readonly onlyIf: (text: string, condition: string) => string;
  readonly material: (said: MaterialSaid) => string;
  readonly step: (said: StepSaid) => readonly string[];
  readonly fee: (amount: number, basis: string) => string;
  readonly free: string;
  readonly permit: (said: PermitSaid) => string;
  readonly special: (title: string, atMost: string, basis: string, isApplicants: boolean) => string;
  readonly mode: (mode: Mode) => string;
  readonly guard: (mode: Mode, said: ModeSaid) => string;
  readonly condition: {
    readonly isOneOf: (field: string, values: readonly string[]) => string;
    readonly atLeast: (field: string, threshold: number) => string;
    readonly below: (field: string, threshold: number) => string;
    readonly above: (field: string, threshold: number) => string;
    readonly atMost: (field: string, threshold: number) => string;
    readonly before: (field: string, day: string) => string;
    readonly not: (condition: string) => string;
    readonly either: (conditions: readonly string[]) => string;
    readonly both: (conditions: readonly string[]) => string;
  };
  readonly value: (value: string | number | boolean) => string;
  /** Said of the answer that is there: the applicant's, or that of the example. */
  readonly given: (isTheirs: boolean) => string;
  readonly nothingChanges: string;
  readonly change: (said: ChangeSaid) => readonly string[];
  /** Without a limit the step has none. */
  readonly stepLimit: (step: string, limit: string | undefined) => string;
  /** The amount to which a fee changes, in fen. */
  readonly feeAmount: (fee: string, amount: number) => string;
  readonly reduction: (reduction: Reduction, said: (count: number | Limit) => string) => string;
  readonly counter: (counter: Counter) => string;
  /** A name of the code beside what its author calls it: the first is what this reader reads first. */
  readonly named: (code: string, title: string) => readonly [first: string, second: string];
  readonly picture: {
    readonly title: (procedure: string) => string;
    readonly description: string;
    readonly begins: string;
    /** The beginning of what nobody applies for. */
    readonly recorded: string;
    readonly materials: (count: number) => string;
    readonly decided: string;
    readonly settled: string;
  };
  /** What is said of something, parts of one line, sentences of one line, and items of a list. */
  readonly about: (what: string, said: string) => string;
  readonly join: (parts: readonly string[]) => string;
  readonly sentences: (parts: readonly string[]) => string;
  readonly list: (items: readonly string[]) => string;
}
