import { none, type Expiry, type FoldsFor, type RulesFor } from '../../capability.ts';
import { objectionAnswered } from '../objections/notices.ts';
import * as decide from './decide.ts';
import * as guard from './guard.ts';
import * as evolve from './evolve.ts';
import * as notices from './notices.ts';
import { isEffect, silenceOf } from './silence.ts';
import type { commands, events } from './schema.ts';

export const rules = {
  claim: { by: 'people', whenEnded: 'refuse', whenSuspended: 'refuse', guard: guard.claim, decide: decide.claim },
  answer: { by: 'people', whenEnded: 'refuse', whenSuspended: 'allow', guard: guard.answer, decide: decide.answer },
} as const satisfies RulesFor<typeof commands>;

export const folds: FoldsFor<typeof events> = {
  claimed: { evolve: evolve.claim, isConsequence: false, opensSteps: false, documents: none, notices: none },
  answered: {
    evolve: evolve.answerStep,
    isConsequence: false,
    opensSteps: true,
    documents: none,
    notices: objectionAnswered,
  },
  lapsed: {
    evolve: evolve.lapseStep,
    isConsequence: false,
    opensSteps: true,
    documents: none,
    notices: notices.lapsed,
  },
};

/**
 * An applicant's step, an outside event, a wait or an effect lapses, and silence that agrees answers; else the office
 * is late.
 */
export const expiries = {
  step: {
    endsRight: ({ party }) => party === 'applicant',
    expire(draft, { clock, party, step }) {
      const silence = step === undefined ? undefined : silenceOf(draft.state, step, draft.environment);
      const isTheirs = party === 'applicant' || (step !== undefined && isEffect(draft.state, step, draft.environment));
      const ends = isTheirs || silence !== undefined;
      if (!ends || step === undefined || !decide.mayLapse(draft, step)) {
        draft.record('breached', { clock });
        return;
      }
      draft.record('lapsed', { step }, silence === undefined ? {} : { basis: { text: silence } });
      decide.lapseDeferred(draft, step);
    },
  },
} satisfies Readonly<Record<string, Expiry>>;
