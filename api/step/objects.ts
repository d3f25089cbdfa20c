import type { StepView } from '../../domain/case/view.ts';
import type { ProposalRefusal } from '../../domain/case/capabilities/proposal/state.ts';
import type { Of } from '../case/objects.ts';

export interface StepObjects {
  Step: Of<StepView>;
  Proposal: Of<StepView>;
  ProposalRefusal: ProposalRefusal;
}
