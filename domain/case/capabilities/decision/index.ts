import type { FoldsFor, RulesFor } from '../../capability.ts';
import * as decide from './decide.ts';
import * as evolve from './evolve.ts';
import type { commands, events } from './schema.ts';

export const rules = {
  withdraw: { by: 'people', whenEnded: 'refuse', whenSuspended: 'allow', decide: decide.withdraw },
  terminate: { by: 'people', whenEnded: 'refuse', whenSuspended: 'allow', decide: decide.terminate },
} as const satisfies RulesFor<typeof commands>;

export const folds: FoldsFor<typeof events> = {
  granted: { evolve: evolve.grant, isConsequence: true, opensSteps: true },
  denied: { evolve: evolve.deny, isConsequence: true, opensSteps: false },
  settled: { evolve: evolve.settleCase, isConsequence: true, opensSteps: true },
  forwardedUp: { evolve: evolve.forwardUp, isConsequence: true, opensSteps: false },
  revoked: { evolve: evolve.revoke, isConsequence: false, opensSteps: false },
  withdrawn: { evolve: evolve.withdraw, isConsequence: false, opensSteps: false },
  deemedWithdrawn: { evolve: evolve.deemWithdrawn, isConsequence: false, opensSteps: false },
  terminated: { evolve: evolve.terminate, isConsequence: false, opensSteps: false },
  closed: { evolve: evolve.close, isConsequence: false, opensSteps: false },
};
