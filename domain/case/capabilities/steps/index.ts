import { none, type Expiry, type FoldsFor, type RulesFor } from '../../capability.ts';
import * as decide from './decide.ts';
import * as evolve from './evolve.ts';
import type { commands, events } from './schema.ts';

export const rules = {
  claim: { by: 'people', whenEnded: 'refuse', whenSuspended: 'refuse', decide: decide.claim },
  answer: { by: 'people', whenEnded: 'refuse', whenSuspended: 'allow', decide: decide.answer },
} as const satisfies RulesFor<typeof commands>;

export const folds: FoldsFor<typeof events> = {
  claimed: { evolve: evolve.claim, isConsequence: false, opensSteps: false, documents: none, notices: none },
  answered: { evolve: evolve.answerStep, isConsequence: false, opensSteps: true, documents: none, notices: none },
  lapsed: { evolve: evolve.lapseStep, isConsequence: false, opensSteps: true, documents: none, notices: none },
};

/** An applicant's step, an outside event or a wait lapses; a step of the office is red. */
export const expiries = {
  step: {
    endsRight: ({ party }) => party === 'applicant',
    expire(draft, { clock, party, step }) {
      if (party === 'applicant' && step !== undefined && decide.mayLapse(draft, step)) {
        draft.record('lapsed', { step });
        decide.lapseDeferred(draft, step);
      } else draft.record('breached', { clock });
    },
  },
} satisfies Readonly<Record<string, Expiry>>;
