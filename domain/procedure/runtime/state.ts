import type { Limit } from '../../clock/limit.ts';
import type { Reasons } from '../language/answers.ts';
import type { Closing, Ending } from '../language/flow.ts';

/** What a flow knows of its case. */
export interface Facts {
  readonly form: unknown;
  /** Whom the case is for: their id in the register of parties, which nobody types. */
  readonly applicant: string;
  /** The modes that were chosen, `{ commitment: true }`. */
  readonly modes: Readonly<Record<string, boolean>>;
  /** Materials that are supplied only after the decision (容缺后补). */
  readonly deferred: readonly string[];
  /** What silence has granted (超时默许), after how many outcomes: the review is over, and what follows a grant begins. */
  readonly bySilence?: { readonly permits: readonly string[]; readonly after: number };
}

export interface Outcome {
  readonly id: string;
  readonly value: unknown;
}

/** A step that the flow waits for. */
export interface Open {
  /** `recheck@fire#2`: the step, the key of its branch, the how-manieth time. */
  readonly id: string;
  readonly step: string;
  readonly key?: string;
  /** The unit role that acts: named by the flow, else declared; `'lead'` is resolved. */
  readonly by?: string;
  /** Why it is asked: what the ones before said. */
  readonly about?: Reasons;
  /** Its own share of time, from now, resolved for this form. */
  readonly within?: Limit;
  /** What an effect is called with. */
  readonly input?: unknown;
  /** The form that a child begins with. */
  readonly form?: unknown;
}

export interface FlowState {
  /** In the order in which they were asked. */
  readonly open: readonly Open[];
  /** Milestones, in the order in which they were reached. */
  readonly reached: readonly string[];
  /** Permits that are granted before the rest is decided, in their order. */
  readonly early: readonly { readonly permit: string; readonly conditions?: Reasons }[];
  /** Ids of steps that a lost race, or a revocation, left unanswered. */
  readonly cancelled: readonly string[];
  readonly ending?: Ending;
  /** When everything after the decision is over. */
  readonly closing?: Closing;
  /** What was revoked so far: at once, while other things after the decision may still go on. */
  readonly revoked?: { readonly permits: readonly string[]; readonly reasons: Reasons };
}
