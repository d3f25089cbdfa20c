import { none, type FoldsFor, type RulesFor } from '../../capability.ts';
import * as decide from './decide.ts';
import * as guard from './guard.ts';
import * as evolve from './evolve.ts';
import type { commands, events } from './schema.ts';

export const rules = {
  confirm: { by: 'people', whenEnded: 'refuse', whenSuspended: 'refuse', guard: guard.confirm, decide: decide.confirm },
  refuseProposal: {
    by: 'people',
    whenEnded: 'refuse',
    whenSuspended: 'refuse',
    guard: guard.refuse,
    decide: decide.refuse,
  },
  lapseProposal: { by: 'engine', whenEnded: 'refuse', whenSuspended: 'allow', decide: decide.lapse },
} as const satisfies RulesFor<typeof commands>;

/** Of none of these is the unit's answer: only `answered`, after the last of them, answers its reminders. */
const noAnswer = { isConsequence: true, opensSteps: false, documents: none, notices: none } as const;

export const folds: FoldsFor<typeof events> = {
  proposed: { evolve: evolve.propose, ...noAnswer },
  confirmed: { evolve: evolve.confirm, ...noAnswer },
  proposalRefused: { evolve: evolve.refuse, ...noAnswer },
  proposalLapsed: { evolve: evolve.lapse, ...noAnswer },
};
