import type { SpecialView } from '../../domain/case/capabilities/special/view.ts';
import type { StepView } from '../../domain/case/view.ts';
import type { ProposalRefusal } from '../../domain/case/capabilities/proposal/state.ts';
import type { CallStatus } from '../../db/effects/calls.ts';
import type { ObjectionState } from '../../domain/case/capabilities/objections/state.ts';
import type { Of } from '../case/objects.ts';

export interface StepObjects {
  Step: Of<StepView>;
  /** The step of a conference that was convened. */
  Meeting: Of<StepView>;
  Call: CallStatus;
  Objection: ObjectionState;
  ObjectionReply: ObjectionState['replies'][number];
  /** A public notice, open or over, by its step. */
  PublicNotice: Of<StepView>;
  OwnObjection: StepView & { readonly objection: ObjectionState };
  SpecialProcedure: Of<SpecialView>;
  Proposal: Of<StepView>;
  ProposalRefusal: ProposalRefusal;
}
