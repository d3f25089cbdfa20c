import type { Expiry, FoldsFor, RulesFor } from '../../capability.ts';
import * as decide from './decide.ts';
import * as evolve from './evolve.ts';
import type { commands, events } from './schema.ts';

export const rules = {
  acceptTolerantly: { by: 'people', whenEnded: 'refuse', whenSuspended: 'refuse', decide: decide.acceptTolerantly },
  cure: { by: 'people', whenEnded: 'refuse', whenSuspended: 'allow', decide: decide.cure },
} as const satisfies RulesFor<typeof commands>;

export const folds: FoldsFor<typeof events> = {
  tolerantlyAccepted: { evolve: evolve.acceptTolerantly, isConsequence: false, opensSteps: true },
  cured: { evolve: evolve.cure, isConsequence: false, opensSteps: false },
  toleranceLapsed: { evolve: evolve.lapse, isConsequence: false, opensSteps: false },
};

export const expiries = {
  tolerance: {
    endsRight: () => true,
    expire(draft, { clock }) {
      const material = clock.slice('tolerance:'.length);
      draft.record('toleranceLapsed', { material }, { basis: '容缺受理：承诺期限内补齐' });
      // What is granted is no longer the applicant's to withdraw: taking it back is an act of the office, with reasons
      // (行政许可法 69).
      if (draft.state.decidedAt === undefined)
        draft.record('deemedWithdrawn', { clock }, { basis: '容缺材料逾期未补，视为撤回申请' });
    },
  },
} satisfies Readonly<Record<string, Expiry>>;
