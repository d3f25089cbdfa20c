import type { Expiry, FoldsFor, RulesFor } from '../../capability.ts';
import * as decide from './decide.ts';
import * as evolve from './evolve.ts';
import type { commands, events } from './schema.ts';

export const rules = {
  giveNotice: { by: 'people', whenEnded: 'refuse', whenSuspended: 'refuse', decide: decide.giveNotice },
  supply: { by: 'people', whenEnded: 'refuse', whenSuspended: 'allow', decide: decide.supply },
} as const satisfies RulesFor<typeof commands>;

export const folds: FoldsFor<typeof events> = {
  noticeGiven: { evolve: evolve.giveNotice, isConsequence: false, opensSteps: false },
  supplied: { evolve: evolve.supply, isConsequence: false, opensSteps: false },
  held: { evolve: evolve.hold, isConsequence: false, opensSteps: false },
};

/** Whoever does not correct in time is deemed to have withdrawn, or held where the procedure says so. */
export const expiries = {
  correction: {
    endsRight: () => true,
    expire(draft, { clock }) {
      if (draft.environment.procedure.policies.correction.onLapse === 'hold')
        draft.record('held', { clock }, { basis: 'rule.correction.held' });
      else draft.record('deemedWithdrawn', { clock }, { basis: 'rule.correction.lapsed' });
    },
  },
} satisfies Readonly<Record<string, Expiry>>;
