import { none, type FoldsFor, type RulesFor } from '../../capability.ts';
import { tell, textsOf } from '../../tell.ts';
import * as decide from './decide.ts';
import * as guard from './guard.ts';
import * as evolve from './evolve.ts';
import type { commands, events } from './schema.ts';

export const rules = {
  decideAnew: {
    by: 'people',
    whenEnded: 'allow',
    whenSuspended: 'refuse',
    guard: guard.decideAnew,
    decide: decide.decideAnew,
  },
} as const satisfies RulesFor<typeof commands>;

export const folds: FoldsFor<typeof events> = {
  followUpOpened: {
    evolve: evolve.openFollowUp,
    isConsequence: true,
    opensSteps: false,
    documents: none,
    notices: none,
  },
  decisionAnnulled: {
    evolve: evolve.annul,
    isConsequence: false,
    opensSteps: false,
    documents: none,
    notices: event => tell('annulled', { reasons: textsOf(event.data.reasons), ruling: event.data.ruling.number }),
  },
};
