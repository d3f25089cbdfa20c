import { none, type FoldsFor, type RulesFor } from '../../capability.ts';
import * as decide from './decide.ts';
import * as guard from './guard.ts';
import * as evolve from './evolve.ts';
import type { commands, events } from './schema.ts';

export const rules = {
  checkCompleteness: {
    by: 'people',
    whenEnded: 'refuse',
    whenSuspended: 'refuse',
    guard: guard.checkCompleteness,
    decide: decide.checkCompleteness,
  },
} as const satisfies RulesFor<typeof commands>;

export const folds: FoldsFor<typeof events> = {
  completenessChecked: {
    evolve: evolve.check,
    isConsequence: false,
    opensSteps: false,
    documents: none,
    notices: none,
  },
};
