import { none, type FoldsFor, type RulesFor } from '../../capability.ts';
import { numbered } from '../../document-builders.ts';
import { decisionToTell, tell } from '../../tell.ts';
import * as decide from './decide.ts';
import * as guard from './guard.ts';
import * as evolve from './evolve.ts';
import type { commands, events } from './schema.ts';

export const rules = {
  settleOnTheSpot: {
    by: 'people',
    whenEnded: 'refuse',
    whenSuspended: 'refuse',
    guard: guard.settleOnTheSpot,
    decide: decide.settleOnTheSpot,
  },
  withdrawCommitment: {
    by: 'people',
    whenEnded: 'refuse',
    whenSuspended: 'allow',
    guard: guard.withdrawCommitment,
    decide: decide.withdrawCommitment,
  },
} as const satisfies RulesFor<typeof commands>;

export const folds: FoldsFor<typeof events> = {
  acceptedAtOnce: {
    evolve: evolve.acceptAtOnce,
    isConsequence: false,
    opensSteps: true,
    documents: numbered('acceptanceNotice'),
    notices: (_event, state, environment) => tell('accepted', decisionToTell(state, environment)),
  },
  commitmentWithdrawn: {
    evolve: evolve.withdrawCommitment,
    isConsequence: false,
    opensSteps: true,
    documents: none,
    notices: none,
  },
  modeLapsed: { evolve: evolve.lapse, isConsequence: true, opensSteps: true, documents: none, notices: none },
};
