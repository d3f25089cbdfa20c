import { none, type FoldsFor, type RulesFor } from '../../capability.ts';
import * as decide from './decide.ts';
import * as guard from './guard.ts';
import * as evolve from './evolve.ts';
import * as notices from './notices.ts';
import type { commands, events } from './schema.ts';

export const rules = {
  startInstrument: {
    by: 'people',
    whenEnded: 'refuse',
    whenSuspended: 'allow',
    guard: guard.startInstrument,
    decide: decide.startInstrument,
  },
  signInstrument: {
    by: 'people',
    whenEnded: 'allow',
    whenSuspended: 'allow',
    guard: guard.signInstrument,
    decide: decide.signInstrument,
  },
  replyToInstrument: {
    by: 'people',
    whenEnded: 'allow',
    whenSuspended: 'allow',
    guard: guard.replyToInstrument,
    decide: decide.replyToInstrument,
  },
  closeInstrument: {
    by: 'people',
    whenEnded: 'allow',
    whenSuspended: 'allow',
    guard: guard.closeInstrument,
    decide: decide.closeInstrument,
  },
  addressInstrument: { by: 'engine', whenEnded: 'allow', whenSuspended: 'allow', decide: decide.addressInstrument },
} as const satisfies RulesFor<typeof commands>;

export const folds: FoldsFor<typeof events> = {
  instrumentOpened: { evolve: evolve.open, isConsequence: false, opensSteps: false, documents: none, notices: none },
  instrumentAddressed: {
    evolve: evolve.address,
    isConsequence: false,
    opensSteps: false,
    documents: none,
    notices: notices.instrumentAddressed,
  },
  instrumentSigned: { evolve: evolve.sign, isConsequence: false, opensSteps: false, documents: none, notices: none },
  instrumentReplied: { evolve: evolve.reply, isConsequence: false, opensSteps: false, documents: none, notices: none },
  instrumentOverdue: { evolve: evolve.lapse, isConsequence: false, opensSteps: false, documents: none, notices: none },
  silenceWithdrawn: {
    evolve: evolve.withdrawSilence,
    isConsequence: true,
    opensSteps: false,
    documents: none,
    notices: none,
  },
  instrumentClosed: { evolve: evolve.close, isConsequence: false, opensSteps: false, documents: none, notices: none },
};
