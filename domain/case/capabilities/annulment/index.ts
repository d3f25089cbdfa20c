import { none, type FoldsFor, type RulesFor } from '../../capability.ts';
import { annul as decide } from './decide.ts';
import * as guard from './guard.ts';
import { annul as evolve } from './evolve.ts';
import { annulled as notices } from './notices.ts';
import type { commands, events } from './schema.ts';

export const rules = {
  annul: { by: 'people', whenEnded: 'refuse', whenSuspended: 'allow', guard: guard.annul, decide },
} as const satisfies RulesFor<typeof commands>;

export const folds: FoldsFor<typeof events> = {
  annulled: { evolve, isConsequence: false, opensSteps: false, documents: none, notices },
};
