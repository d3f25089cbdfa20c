import type { StepView } from '../../domain/case/view.ts';
import type { ProposalRefusal } from '../../domain/case/capabilities/proposal/state.ts';
import type { CallStatus } from '../../db/effects/calls.ts';
import type { Of } from '../case/objects.ts';

export interface StepObjects {
  Step: Of<StepView>;
  /** The step of a conference that was convened. */
  Meeting: Of<StepView>;
  Call: CallStatus;
  Proposal: Of<StepView>;
  ProposalRefusal: ProposalRefusal;
}
