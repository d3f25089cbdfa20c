import { none, type Expiry, type FoldsFor, type RulesFor } from '../../capability.ts';
import { numberDocuments } from '../../document-builders.ts';
import { undecided } from '../../state.ts';
import { tell, textsOf } from '../../tell.ts';
import * as decide from './decide.ts';
import * as guard from './guard.ts';
import * as evolve from './evolve.ts';
import type { commands, events } from './schema.ts';

export const rules = {
  continuePermit: {
    by: 'people',
    whenEnded: 'allow',
    whenSuspended: 'refuse',
    guard: guard.continuePermit,
    decide: decide.continuePermit,
  },
  endContinuation: { by: 'case', whenEnded: 'allow', whenSuspended: 'allow', decide: decide.endContinuation },
  cancelPermits: {
    by: 'people',
    whenEnded: 'allow',
    whenSuspended: 'refuse',
    guard: guard.cancel,
    decide: decide.cancel,
  },
} as const satisfies RulesFor<typeof commands>;

export const folds: FoldsFor<typeof events> = {
  continuationEnded: {
    evolve: evolve.endContinuation,
    isConsequence: true,
    opensSteps: false,
    documents: none,
    notices: none,
  },
  permitsCancelled: {
    evolve: evolve.cancel,
    isConsequence: false,
    opensSteps: false,
    documents: (event, state) =>
      numberDocuments(
        event,
        state,
        event.data.permits.map(permit => ({ kind: 'cancellation', permit })),
      ),
    notices: (event, _state, { procedure }) =>
      tell('permitsCancelled', {
        permits: event.data.permits.map(permit => procedure.permits[permit]?.title ?? permit),
        reasons: textsOf(event.data.reasons),
      }),
  },
};

/** 行政许可法 50: who applied in time and was told nothing by the end of the permit has it renewed. */
export const expiries = {
  renewal: {
    endsRight: () => true,
    expire(draft, { clock }) {
      const { state } = draft;
      const permit = state.follows?.permit;
      const isComplete = state.status !== 'correction' && state.status !== 'held' && draft.mayGrant;
      if (permit !== undefined && undecided(state) && isComplete) draft.grantByTime([permit], 'licensing-law.50');
      else draft.record('breached', { clock });
    },
  },
} satisfies Readonly<Record<string, Expiry>>;
