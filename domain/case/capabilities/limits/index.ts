import type { Expiry, FoldsFor, RulesFor } from '../../capability.ts';
import * as decide from './decide.ts';
import * as evolve from './evolve.ts';
import type { commands, events } from './schema.ts';

export const rules = {
  extend: { by: 'people', whenEnded: 'refuse', whenSuspended: 'allow', decide: decide.extend },
  recompute: { by: 'publication', whenEnded: 'allow', whenSuspended: 'allow', decide: decide.recompute },
} as const satisfies RulesFor<typeof commands>;

export const folds: FoldsFor<typeof events> = {
  extended: { evolve: evolve.extend, isConsequence: false, opensSteps: false },
  recomputed: { evolve: evolve.recompute, isConsequence: false, opensSteps: false },
  thresholdPassed: { evolve: evolve.passThreshold, isConsequence: false, opensSteps: false },
  breached: { evolve: evolve.breachClock, isConsequence: false, opensSteps: false },
  breachWithdrawn: { evolve: evolve.withdrawBreach, isConsequence: false, opensSteps: false },
};

/** A limit of the office that runs out is a breach, and takes no right from anybody. */
const breaches: Expiry = {
  endsRight: ({ party }) => party === 'applicant',
  expire: (draft, { clock }) => draft.record('breached', { clock }),
};
export const expiries = {
  promise: breaches,
  statutory: breaches,
  verify: breaches,
  delivery: breaches,
  publicity: breaches,
  milestone: breaches,
} satisfies Readonly<Record<string, Expiry>>;
