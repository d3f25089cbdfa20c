import { defined } from '../../../defined.ts';
import { Refused } from '../../../refusal.ts';
import type { CommandOf } from '../../command.ts';
import type { DecisionBuilder } from '../../decision-builder.ts';
import { requireOwnStep } from '../../own-step.ts';
import { requireOpenStep } from '../../refusals.ts';
import type { StepState } from '../../state.ts';
import { tryStep } from '../steps/try-step.ts';
import { refuseWhilePaused } from '../steps/paused.ts';
import { postsFor, stageAfter } from './stage.ts';
import type { Proposed, ProposalState } from './state.ts';

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
  const step = requireOwnStep(draft, id, 'confirm');
  refuseWhilePaused(draft, step);
  const proposal = requireProposal(step, seq);
  const { procedure } = draft.environment;
  const definition = procedure.steps[step.step]!;
  requireAnother(step, proposal, draft.asked.actor.person);
  requirePost(draft, step, proposal.people.length);
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
  const step = requireOwnStep(draft, id, 'refuseProposal');
  requireProposal(step, seq);
  draft.record('proposalRefused', { step: id, proposal: seq, reason });
}

/** The directory says so, which a case does not have: the engine brings it. */
export function lapse(draft: DecisionBuilder, { step: id, proposal: seq, why }: CommandOf<'lapseProposal'>): void {
  requireProposal(requireOpenStep(draft.state, id), seq);
  draft.record('proposalLapsed', { step: id, proposal: seq, why }, { basis: 'licensing-law.34' });
}

function requireProposal({ id, proposal }: StepState, seq: number): ProposalState {
  if (proposal?.seq === seq) return proposal;
  throw new Refused('proposal.other', { step: id, found: seq, expected: proposal?.seq ?? null });
}

/** Two people are two: nobody confirms what they proposed or confirmed themselves. (A16) */
function requireAnother({ id }: StepState, { people }: ProposalState, person: string): void {
  if (people.some(each => each.person === person))
    throw new Refused('proposal.samePerson', { step: id }, 'licensing-law.34');
}

/** 承办、审核、批准 belong to posts. `done` people have acted before. */
export function requirePost(draft: DecisionBuilder, { id, step }: StepState, done: number): void {
  const stage = stageAfter(draft.environment.procedure.steps[step]!, done);
  const posts = stage && postsFor(stage);
  const { post } = draft.asked.actor;
  if (!posts || posts.some(each => each === post)) return;
  throw new Refused('proposal.post', { step: id, stage: stage!, found: post ?? null, expected: posts });
}
