import type { FoldsFor, RulesFor } from '../../capability.ts';
import { enclosed, numbered } from '../../document-builders.ts';
import * as decide from './decide.ts';
import * as guard from './guard.ts';
import * as evolve from './evolve.ts';
import * as notices from './notices.ts';
import type { commands, events } from './schema.ts';

export const rules = {
  suspend: { by: 'people', whenEnded: 'refuse', whenSuspended: 'allow', guard: guard.suspend, decide: decide.suspend },
  resume: { by: 'people', whenEnded: 'refuse', whenSuspended: 'allow', guard: guard.resume, decide: decide.resume },
} as const satisfies RulesFor<typeof commands>;

export const folds: FoldsFor<typeof events> = {
  suspended: {
    evolve: evolve.suspend,
    isConsequence: false,
    opensSteps: false,
    documents: event => [enclosed(event, 'suspensionNotice', event.data.notice)],
    notices: notices.suspended,
  },
  resumed: {
    evolve: evolve.resume,
    isConsequence: false,
    opensSteps: false,
    documents: numbered('resumptionNotice'),
    notices: notices.resumed,
  },
};
