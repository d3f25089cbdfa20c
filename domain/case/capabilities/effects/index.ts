import { none, type FoldsFor, type RulesFor } from '../../capability.ts';
import * as decide from './decide.ts';
import * as evolve from './evolve.ts';
import type { commands, events } from './schema.ts';

export const rules = {
  completeEffect: { by: 'engine', whenEnded: 'refuse', whenSuspended: 'allow', decide: decide.completeEffect },
  fileShared: { by: 'engine', whenEnded: 'refuse', whenSuspended: 'allow', decide: decide.fileShared },
} as const satisfies RulesFor<typeof commands>;

const silent = { isConsequence: true, documents: none, notices: none } as const;

export const folds: FoldsFor<typeof events> = {
  effectCompleted: { ...silent, evolve: evolve.completeEffect, opensSteps: true },
  sharedFiled: { ...silent, evolve: evolve.fileShared, opensSteps: false },
};
