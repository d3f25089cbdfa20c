import { none, type FoldsFor, type RulesFor } from '../../capability.ts';
import * as decide from './decide.ts';
import * as guard from './guard.ts';
import * as evolve from './evolve.ts';
import * as notices from './notices.ts';
import type { commands, events } from './schema.ts';

export const rules = {
  object: { by: 'people', whenEnded: 'refuse', whenSuspended: 'allow', guard: guard.object, decide: decide.object },
  replyToObjection: {
    by: 'people',
    whenEnded: 'refuse',
    whenSuspended: 'allow',
    guard: guard.replyToObjection,
    decide: decide.replyToObjection,
  },
} as const satisfies RulesFor<typeof commands>;

/** Neither is an act of the unit. */
export const folds: FoldsFor<typeof events> = {
  objected: {
    evolve: evolve.object,
    isConsequence: true,
    opensSteps: false,
    documents: none,
    notices: notices.objected,
  },
  objectionReplied: {
    evolve: evolve.reply,
    isConsequence: true,
    opensSteps: false,
    documents: none,
    notices: none,
  },
};
