import { none, type Expiry, type FoldsFor, type RulesFor } from '../../capability.ts';
import * as decide from './decide.ts';
import * as guard from './guard.ts';
import * as evolve from './evolve.ts';
import * as documents from './documents.ts';
import * as notices from './notices.ts';
import type { commands, events } from './schema.ts';

export const rules = {
  acceptTolerantly: {
    by: 'people',
    whenEnded: 'refuse',
    whenSuspended: 'refuse',
    guard: guard.acceptTolerantly,
    decide: decide.acceptTolerantly,
  },
  cure: { by: 'people', whenEnded: 'refuse', whenSuspended: 'allow', guard: guard.cure, decide: decide.cure },
} as const satisfies RulesFor<typeof commands>;

export const folds: FoldsFor<typeof events> = {
  tolerantlyAccepted: {
    evolve: evolve.acceptTolerantly,
    isConsequence: false,
    opensSteps: true,
    documents: documents.tolerantlyAccepted,
    notices: notices.tolerantlyAccepted,
  },
  cured: {
    evolve: evolve.cure,
    isConsequence: false,
    opensSteps: false,
    documents: none,
    notices: notices.cured,
  },
  toleranceLapsed: {
    evolve: evolve.lapse,
    isConsequence: false,
    opensSteps: false,
    documents: none,
    notices: notices.toleranceLapsed,
  },
};

export const expiries = {
  tolerance: {
    endsRight: () => true,
    expire(draft, { clock }) {
      const material = clock.slice('tolerance:'.length);
      draft.record('toleranceLapsed', { material }, { basis: 'rule.tolerance.within' });
      // What is granted is no longer the applicant's to withdraw: taking it back is an act of the office, with reasons
      // (行政许可法 69).
      if (draft.state.decidedAt === undefined)
        draft.record('deemedWithdrawn', { clock }, { basis: 'rule.tolerance.lapsed' });
    },
  },
} satisfies Readonly<Record<string, Expiry>>;
