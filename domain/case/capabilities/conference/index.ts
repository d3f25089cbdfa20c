import { none, type FoldsFor, type RulesFor } from '../../capability.ts';
import { numbered } from '../../document-builders.ts';
import * as decide from './decide.ts';
import * as guard from './guard.ts';
import * as evolve from './evolve.ts';
import * as notices from './notices.ts';
import type { commands, events } from './schema.ts';

export const rules = {
  convene: { by: 'people', whenEnded: 'refuse', whenSuspended: 'refuse', guard: guard.convene, decide: decide.convene },
  recordMinutes: {
    by: 'people',
    whenEnded: 'refuse',
    whenSuspended: 'allow',
    guard: guard.recordMinutes,
    decide: decide.recordMinutes,
  },
} as const satisfies RulesFor<typeof commands>;

export const folds: FoldsFor<typeof events> = {
  convened: {
    evolve: evolve.convene,
    isConsequence: false,
    opensSteps: false,
    documents: numbered('conferenceInvitation'),
    notices: notices.invited,
  },
  minutesRecorded: {
    evolve: evolve.recordMinutes,
    isConsequence: false,
    opensSteps: false,
    documents: numbered('minutes'),
    notices: none,
  },
};
