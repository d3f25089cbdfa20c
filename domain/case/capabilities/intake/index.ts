import type { Expiry, FoldsFor, RulesFor } from '../../capability.ts';
import { numbered } from '../../document-builders.ts';
import { mainDates } from '../../main-dates.ts';
import { tell } from '../../tell.ts';
import { endVisit } from '../modes/decide.ts';
import * as decide from './decide.ts';
import * as guard from './guard.ts';
import * as documents from './documents.ts';
import * as evolve from './evolve.ts';
import * as notices from './notices.ts';
import type { commands, events } from './schema.ts';

export const rules = {
  receive: { by: 'beginning', whenEnded: 'refuse', whenSuspended: 'allow', decide: decide.receive },
  notRequired: {
    by: 'people',
    whenEnded: 'refuse',
    whenSuspended: 'refuse',
    guard: guard.notRequired,
    decide: decide.notRequired,
  },
  refuseAcceptance: {
    by: 'people',
    whenEnded: 'refuse',
    whenSuspended: 'refuse',
    guard: guard.refuseAcceptance,
    decide: decide.refuseAcceptance,
  },
  accept: { by: 'people', whenEnded: 'refuse', whenSuspended: 'refuse', guard: guard.accept, decide: decide.accept },
} as const satisfies RulesFor<typeof commands>;

export const folds: FoldsFor<typeof events> = {
  received: { begin: evolve.receive, opensSteps: true, documents: documents.received, notices: notices.received },
  foundNotRequired: {
    evolve: evolve.findNotRequired,
    isConsequence: false,
    opensSteps: false,
    documents: numbered('notRequiredNotice'),
    notices: notices.foundNotRequired,
  },
  acceptanceRefused: {
    evolve: evolve.refuseAcceptance,
    isConsequence: false,
    opensSteps: false,
    documents: numbered('acceptanceRefusal'),
    notices: notices.acceptanceRefused,
  },
  accepted: {
    evolve: evolve.acceptExplicitly,
    isConsequence: false,
    opensSteps: true,
    documents: numbered('acceptanceNotice'),
    notices: notices.accepted,
  },
  deemedAccepted: {
    evolve: evolve.deemAccepted,
    isConsequence: false,
    opensSteps: true,
    documents: numbered('acceptanceNotice'),
    notices: (event, state, environment) => tell('deemedAccepted', { clocks: mainDates(event, state, environment) }),
  },
};

/** 行政许可法 32: whoever is not told in time is accepted, as of the day of receipt or of the last supply. */
export const expiries = {
  acceptance: {
    endsRight: () => true,
    expire(draft) {
      draft.record('deemedAccepted', { asOf: draft.state.filedAt }, { basis: 'licensing-law.32.silence' });
      endVisit(draft);
    },
  },
} satisfies Readonly<Record<string, Expiry>>;
