import type { FoldsFor, RulesFor } from '../../capability.ts';
import * as decide from './decide.ts';
import * as evolve from './evolve.ts';
import type { commands, events } from './schema.ts';

export const rules = {
  suspend: { by: 'people', whenEnded: 'refuse', whenSuspended: 'allow', decide: decide.suspend },
  resume: { by: 'people', whenEnded: 'refuse', whenSuspended: 'allow', decide: decide.resume },
} as const satisfies RulesFor<typeof commands>;

export const folds: FoldsFor<typeof events> = {
  suspended: { evolve: evolve.suspend, isConsequence: false, opensSteps: false },
  resumed: { evolve: evolve.resume, isConsequence: false, opensSteps: false },
};
