import { none, type FoldsFor, type RulesFor } from '../../capability.ts';
import { numbered } from '../../document-builders.ts';
import { tell } from '../../tell.ts';
import * as decide from './decide.ts';
import * as guard from './guard.ts';
import * as evolve from './evolve.ts';
import * as documents from './documents.ts';
import * as notices from './notices.ts';
import type { commands, events } from './schema.ts';

export const rules = {
  withdraw: {
    by: 'people',
    whenEnded: 'refuse',
    whenSuspended: 'allow',
    guard: guard.withdraw,
    decide: decide.withdraw,
  },
  revoke: { by: 'people', whenEnded: 'allow', whenSuspended: 'refuse', guard: guard.revoke, decide: decide.revoke },
  terminate: {
    by: 'people',
    whenEnded: 'refuse',
    whenSuspended: 'allow',
    guard: guard.terminate,
    decide: decide.terminate,
  },
} as const satisfies RulesFor<typeof commands>;

export const folds: FoldsFor<typeof events> = {
  granted: {
    evolve: evolve.grant,
    isConsequence: true,
    opensSteps: true,
    documents: documents.granted,
    notices: notices.granted,
  },
  denied: {
    evolve: evolve.deny,
    isConsequence: true,
    opensSteps: false,
    documents: numbered('denial'),
    notices: notices.denied,
  },
  settled: {
    evolve: evolve.settleCase,
    isConsequence: true,
    opensSteps: true,
    documents: numbered('settlement'),
    notices: notices.settled,
  },
  forwardedUp: {
    evolve: evolve.forwardUp,
    isConsequence: true,
    opensSteps: false,
    documents: numbered('forwarding'),
    notices: ({ data }) => tell('forwardedUp', { to: data.to }),
  },
  revoked: {
    evolve: evolve.revoke,
    isConsequence: false,
    opensSteps: false,
    documents: documents.revoked,
    notices: notices.revoked,
  },
  withdrawn: {
    evolve: evolve.withdraw,
    isConsequence: false,
    opensSteps: false,
    documents: none,
    notices: () => tell('withdrawn', {}),
  },
  deemedWithdrawn: {
    evolve: evolve.deemWithdrawn,
    isConsequence: false,
    opensSteps: false,
    documents: none,
    notices: () => tell('deemedWithdrawn', {}),
  },
  terminated: {
    evolve: evolve.terminate,
    isConsequence: false,
    opensSteps: false,
    documents: numbered('terminationNotice'),
    notices: notices.terminated,
  },
  closed: { evolve: evolve.close, isConsequence: false, opensSteps: false, documents: none, notices: none },
};
