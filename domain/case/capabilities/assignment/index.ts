import { none, type FoldsFor, type RulesFor } from '../../capability.ts';
import * as decide from './decide.ts';
import * as guard from './guard.ts';
import * as evolve from './evolve.ts';
import type { commands, events } from './schema.ts';

export const rules = {
  repin: { by: 'publication', whenEnded: 'refuse', whenSuspended: 'allow', decide: decide.repin },
  release: { by: 'engine', whenEnded: 'refuse', whenSuspended: 'allow', decide: decide.release },
  unclaim: { by: 'people', whenEnded: 'refuse', whenSuspended: 'allow', guard: guard.unclaim, decide: decide.unclaim },
  reassign: {
    by: 'people',
    whenEnded: 'refuse',
    whenSuspended: 'allow',
    guard: guard.reassign,
    decide: decide.reassign,
  },
} as const satisfies RulesFor<typeof commands>;

export const folds: FoldsFor<typeof events> = {
  repinned: { evolve: evolve.repin, isConsequence: true, opensSteps: false, documents: none, notices: none },
  released: { evolve: evolve.release, isConsequence: true, opensSteps: false, documents: none, notices: none },
  reassigned: { evolve: evolve.reassign, isConsequence: false, opensSteps: false, documents: none, notices: none },
};
