import { none, type Expiry, type FoldsFor, type RulesFor } from '../../capability.ts';
import { numbered } from '../../document-builders.ts';
import { dueToTell, tell } from '../../tell.ts';
import * as decide from './decide.ts';
import * as guard from './guard.ts';
import * as evolve from './evolve.ts';
import * as notices from './notices.ts';
import type { commands, events } from './schema.ts';

export const rules = {
  giveNotice: {
    by: 'people',
    whenEnded: 'refuse',
    whenSuspended: 'refuse',
    guard: guard.giveNotice,
    decide: decide.giveNotice,
  },
  supply: { by: 'people', whenEnded: 'refuse', whenSuspended: 'allow', guard: guard.supply, decide: decide.supply },
} as const satisfies RulesFor<typeof commands>;

export const folds: FoldsFor<typeof events> = {
  noticeGiven: {
    evolve: evolve.giveNotice,
    isConsequence: false,
    opensSteps: false,
    documents: numbered('correctionNotice'),
    notices: notices.noticeGiven,
  },
  supplied: {
    evolve: evolve.supply,
    isConsequence: false,
    opensSteps: false,
    documents: none,
    notices: (_event, state, environment) => tell('supplied', dueToTell(state, environment, 'acceptance')),
  },
  held: {
    evolve: evolve.hold,
    isConsequence: false,
    opensSteps: false,
    documents: none,
    notices: (_event, state, environment) => tell('held', dueToTell(state, environment, 'held')),
  },
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
  held: {
    endsRight: () => true,
    expire: (draft, { clock }) => draft.record('deemedWithdrawn', { clock }, { basis: 'rule.correction.lapsed' }),
  },
} satisfies Readonly<Record<string, Expiry>>;
