import { none, type FoldsFor, type RulesFor } from '../../capability.ts';
import * as decide from './decide.ts';
import * as guard from './guard.ts';
import * as evolve from './evolve.ts';
import type { commands, events } from './schema.ts';

export const rules = {
  rate: { by: 'people', whenEnded: 'allow', whenSuspended: 'allow', guard: guard.rate, decide: decide.rate },
} as const satisfies RulesFor<typeof commands>;

/** It is no act of the unit. */
export const folds: FoldsFor<typeof events> = {
  rated: { evolve: evolve.rate, isConsequence: true, opensSteps: false, documents: none, notices: none },
};
