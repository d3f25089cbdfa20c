import { defined } from '../../../defined.ts';
import type { CommandOf } from '../../command.ts';
import type { DecisionBuilder } from '../../decision-builder.ts';
import { requireOpenStep } from '../../refusals.ts';
import { stepOf, type StepState } from '../../state.ts';
import { tryStep } from '../steps/try-step.ts';
import { requireProposal } from './guard.ts';
import type { Proposed } from './state.ts';

const withAnswer = ({ papers = [], personal }: Omit<Proposed, 'answer'>): Omit<Proposed, 'answer'> => ({
  ...(papers.length > 0 && { papers }),
  ...defined({ personal }),
});

/** Records an answer that others have to confirm: it answers nothing yet. */
export function propose(draft: DecisionBuilder, step: StepState, { answer, papers = [], personal }: Proposed): void {
  const data = { step: step.id, proposal: draft.nextSeq, answer, ...withAnswer({ papers, personal }) };
  draft.record('proposed', data, { basis: 'licensing-law.34' });
}

export function confirm(draft: DecisionBuilder, { step: id, proposal: seq }: CommandOf<'confirm'>): void {
  const step = stepOf(draft.state, id)!;
  const proposal = requireProposal(step, seq);
  const definition = draft.environment.procedure.steps[step.step]!;
  draft.record('confirmed', { step: id, proposal: seq }, { basis: 'licensing-law.34' });
  const [first, ...others] = [...proposal.people, draft.asked.actor];
  if (first === undefined || 1 + others.length < definition.people) return;
  const answered = tryStep(draft, step, proposal.answer);
  draft.record(
    'answered',
    { step: id, answer: answered, confirmedBy: others.map(each => each.person), ...withAnswer(proposal) },
    { actor: first },
  );
}

export function refuse(draft: DecisionBuilder, command: CommandOf<'refuseProposal'>): void {
  const { step: id, proposal: seq, reason } = command;
  requireProposal(stepOf(draft.state, id)!, seq);
  draft.record('proposalRefused', { step: id, proposal: seq, reason });
}

/** The directory says so, which a case does not have: the engine brings it. */
export function lapse(draft: DecisionBuilder, { step: id, proposal: seq, why }: CommandOf<'lapseProposal'>): void {
  requireProposal(requireOpenStep(draft.state, id), seq);
  draft.record('proposalLapsed', { step: id, proposal: seq, why }, { basis: 'licensing-law.34' });
}
