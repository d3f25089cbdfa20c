import { none, type Expiry, type FoldsFor, type RulesFor } from '../../capability.ts';
import { numbered } from '../../document-builders.ts';
import * as decide from './decide.ts';
import * as guard from './guard.ts';
import { extend } from './extend.ts';
import * as evolve from './evolve.ts';
import * as notices from './notices.ts';
import type { commands, events } from './schema.ts';

export const rules = {
  extend: { by: 'people', whenEnded: 'refuse', whenSuspended: 'allow', guard: guard.extend, decide: extend },
  recompute: { by: 'publication', whenEnded: 'allow', whenSuspended: 'allow', decide: decide.recompute },
  adoptRules: { by: 'publication', whenEnded: 'allow', whenSuspended: 'allow', decide: decide.adoptRules },
} as const satisfies RulesFor<typeof commands>;

export const folds: FoldsFor<typeof events> = {
  extended: {
    evolve: evolve.extend,
    isConsequence: false,
    opensSteps: false,
    documents: numbered('extensionNotice'),
    notices: notices.extended,
  },
  recomputed: {
    evolve: evolve.recompute,
    isConsequence: false,
    opensSteps: false,
    documents: none,
    notices: notices.recomputed,
  },
  thresholdPassed: {
    evolve: evolve.passThreshold,
    isConsequence: false,
    opensSteps: false,
    documents: none,
    notices: none,
  },
  breached: { evolve: evolve.breachClock, isConsequence: false, opensSteps: false, documents: none, notices: none },
  breachWithdrawn: {
    evolve: evolve.withdrawBreach,
    isConsequence: false,
    opensSteps: false,
    documents: none,
    notices: none,
  },
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
