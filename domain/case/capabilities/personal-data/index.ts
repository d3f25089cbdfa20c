import { none, type FoldsFor, type RulesFor } from '../../capability.ts';
import type { CaseState } from '../../state.ts';
import type { ProposalState } from '../proposal/state.ts';
import * as decide from './decide.ts';
import type { commands, events } from './schema.ts';

export const rules = {
  erasePersonal: { by: 'publication', whenEnded: 'allow', whenSuspended: 'allow', decide: decide.erasePersonal },
} as const satisfies RulesFor<typeof commands>;

/** Nothing is left to hand on to a child, or to the case in which this one goes on. */
const forget = ({ personal: _, ...state }: CaseState): CaseState => ({
  ...state,
  steps: state.steps.map(({ personal: _recorded, proposal, ...step }) => ({
    ...step,
    ...(proposal && { proposal: withoutPersonal(proposal) }),
  })),
});
const withoutPersonal = ({ personal: _, ...proposal }: ProposalState): ProposalState => proposal;

export const folds: FoldsFor<typeof events> = {
  personalErased: { evolve: forget, isConsequence: true, opensSteps: false, documents: none, notices: none },
};
