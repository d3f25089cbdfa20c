import { defined } from '../../../defined.ts';
import { when, type EventOf } from '../../event.ts';
import { changeStep, type CaseState } from '../../state.ts';

export const propose = (state: CaseState, event: EventOf<'proposed'>): CaseState =>
  changeStep(state, event.data.step, ({ refusal: _, ...step }) => ({
    ...step,
    proposal: {
      seq: event.data.proposal,
      at: when(event),
      answer: event.data.answer,
      people: [event.actor],
      ...defined({ papers: event.data.papers, personal: event.data.personal }),
    },
  }));

export const confirm = (state: CaseState, { data, actor }: EventOf<'confirmed'>): CaseState =>
  changeStep(state, data.step, step =>
    step.proposal ? { ...step, proposal: { ...step.proposal, people: [...step.proposal.people, actor] } } : step,
  );

export const refuse = (state: CaseState, event: EventOf<'proposalRefused'>): CaseState =>
  changeStep(state, event.data.step, ({ proposal: _, ...step }) => ({
    ...step,
    refusal: { by: event.actor.person, at: when(event), reason: event.data.reason },
  }));

/** The step is open to everybody of the unit: whoever took it is no longer there either. */
export const lapse = (state: CaseState, { data }: EventOf<'proposalLapsed'>): CaseState =>
  changeStep(state, data.step, ({ proposal: _, claimedBy: _claimedBy, ...step }) => step);
