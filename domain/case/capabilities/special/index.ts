import { none, type Expiry, type FoldsFor, type RulesFor } from '../../capability.ts';
import { enclosed } from '../../document-builders.ts';
import { mainDates } from '../../main-dates.ts';
import { tell } from '../../tell.ts';
import * as decide from './decide.ts';
import * as guard from './guard.ts';
import * as evolve from './evolve.ts';
import type { commands, events } from './schema.ts';

export const rules = {
  startSpecial: {
    by: 'people',
    whenEnded: 'refuse',
    whenSuspended: 'refuse',
    guard: guard.startSpecial,
    decide: decide.startSpecial,
  },
  endSpecial: {
    by: 'people',
    whenEnded: 'refuse',
    whenSuspended: 'allow',
    guard: guard.endSpecial,
    decide: decide.endSpecial,
  },
} as const satisfies RulesFor<typeof commands>;

export const folds: FoldsFor<typeof events> = {
  specialStarted: {
    evolve: evolve.startSpecial,
    isConsequence: false,
    opensSteps: false,
    documents: event => [enclosed(event, 'specialNotice', event.data.notice)],
    notices: (event, state, environment) =>
      tell('specialStarted', {
        takes: event.data.takes,
        notice: event.data.notice.number,
        clocks: mainDates(event, state, environment),
      }),
  },
  specialEnded: {
    evolve: evolve.endSpecial,
    isConsequence: false,
    opensSteps: false,
    documents: none,
    notices: (event, state, environment) => tell('specialOver', { clocks: mainDates(event, state, environment) }),
  },
  specialExpired: {
    evolve: evolve.expireSpecial,
    isConsequence: false,
    opensSteps: false,
    documents: none,
    notices: (event, state, environment) => tell('specialOver', { clocks: mainDates(event, state, environment) }),
  },
  specialResultRecorded: {
    evolve: evolve.recordResult,
    isConsequence: false,
    opensSteps: false,
    documents: none,
    notices: none,
  },
};

/** The main clock resumes at the moment when the special procedure's own limit runs out. (C15) */
export const expiries = {
  special: {
    endsRight: () => true,
    expire: (draft, { step }) => draft.record('specialExpired', { step: step! }, { basis: 'licensing-law.45' }),
  },
} satisfies Readonly<Record<string, Expiry>>;
