import { none, type Expiry, type FoldsFor, type RulesFor } from '../../capability.ts';
import { tell } from '../../tell.ts';
import * as decide from './decide.ts';
import * as guard from './guard.ts';
import * as evolve from './evolve.ts';
import type { commands, events } from './schema.ts';

export const rules = {
  urge: { by: 'people', whenEnded: 'refuse', whenSuspended: 'allow', guard: guard.urge, decide: decide.urge },
  answerUrging: {
    by: 'people',
    whenEnded: 'refuse',
    whenSuspended: 'allow',
    guard: guard.answerUrging,
    decide: decide.answerUrging,
  },
} as const satisfies RulesFor<typeof commands>;

export const folds: FoldsFor<typeof events> = {
  urged: { evolve: evolve.urge, isConsequence: true, opensSteps: false, documents: none, notices: none },
  urgingAnswered: {
    evolve: evolve.answerUrging,
    isConsequence: false,
    opensSteps: false,
    documents: none,
    notices: ({ data }) => tell('urgingAnswered', { answer: data.answer }),
  },
};

export const expiries = {
  urging: {
    endsRight: () => false,
    expire: (draft, { clock }) => draft.record('breached', { clock }),
  },
} satisfies Readonly<Record<string, Expiry>>;
