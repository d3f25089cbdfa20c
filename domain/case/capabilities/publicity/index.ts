import { none, type FoldsFor, type RulesFor } from '../../capability.ts';
import * as decide from './decide.ts';
import * as guard from './guard.ts';
import * as evolve from './evolve.ts';
import type { commands, events } from './schema.ts';

export const rules = {
  publish: { by: 'people', whenEnded: 'refuse', whenSuspended: 'refuse', guard: guard.publish, decide: decide.publish },
} as const satisfies RulesFor<typeof commands>;

export const folds: FoldsFor<typeof events> = {
  published: { evolve: evolve.publish, isConsequence: false, opensSteps: false, documents: none, notices: none },
};
