import { none, type FoldsFor, type RulesFor } from '../../capability.ts';
import { enclosed } from '../../document-builders.ts';
import { when } from '../../event.ts';
import * as decide from './decide.ts';
import * as guard from './guard.ts';
import type { commands, events } from './schema.ts';

export const rules = {
  noteAppeal: {
    by: 'people',
    whenEnded: 'allow',
    whenSuspended: 'allow',
    guard: guard.noteAppeal,
    decide: decide.noteAppeal,
  },
} as const satisfies RulesFor<typeof commands>;

export const folds: FoldsFor<typeof events> = {
  appealNoted: {
    evolve: (state, event) => {
      const { ground, notice, body } = event.data;
      return {
        ...state,
        appeals: [...(state.appeals ?? []), { ground, notice: notice.number, body, at: when(event) }],
      };
    },
    isConsequence: true,
    opensSteps: false,
    documents: event => [enclosed(event, 'appealNotice', event.data.notice)],
    notices: none,
  },
};
