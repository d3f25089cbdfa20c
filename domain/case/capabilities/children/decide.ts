import { answer as tryAnswer } from '../../../procedure/procedure.ts';
import { Refused } from '../../../refusal.ts';
import type { Json } from '../../../values.ts';
import type { CommandOf } from '../../command.ts';
import type { DecisionBuilder } from '../../decision-builder.ts';
import { factsFor } from '../../open-steps.ts';
import { type Act, requireOpenStep, requireRole } from '../../refusals.ts';
import { undecided } from '../../state.ts';
import { isFromBelow } from '../forwarding/links.ts';
import { receive } from '../intake/decide.ts';
import { notAnswered } from '../steps/not-answered.ts';
import { applicationOf, givenTo, handedOn } from './application.ts';
import { draftOf } from './state.ts';

/** Only an event of the very case that it speaks of may have written it. */
function requireSender(draft: DecisionBuilder, act: Act, sender: string | undefined, found: string): void {
  requireRole(draft.asked.actor, act, 'engine');
  if (sender !== found || !draft.asked.cause?.startsWith(`${found}/`)) throw new Refused('child.foreign', { found });
}

function requireChild(draft: DecisionBuilder, act: Act, id: string, child: string): void {
  requireSender(draft, act, draft.state.children?.find(({ step }) => step === id)?.case, child);
  requireOpenStep(draft.state, id);
}

export function endChild(draft: DecisionBuilder, { step: id, case: child, ending }: CommandOf<'endChild'>): void {
  requireChild(draft, 'endChild', id, child);
  const tried = tryAnswer(draft.environment.procedure, factsFor(draft.state), draft.state.log, { id, value: ending });
  if ('refused' in tried) throw notAnswered(id, tried);
  draft.record('childEnded', { step: id, case: child, ending: tried.outcome.value as Json });
}

export function moveChild(draft: DecisionBuilder, { type: _, ...data }: CommandOf<'moveChild'>): void {
  requireChild(draft, 'moveChild', data.step, data.case);
  draft.record('childMoved', data);
}

/** What was decided before stays, and so does every deed. */
export function endWithParent(draft: DecisionBuilder, { parent, how, reasons }: CommandOf<'endWithParent'>): void {
  const { parent: opener, follows } = draft.state;
  const sender = opener?.case ?? (isFromBelow(draft.state) ? follows?.case : undefined);
  requireSender(draft, 'endWithParent', sender, parent);
  if (!undecided(draft.state)) throw new Refused('case.decided', { act: 'endWithParent', found: draft.state.status });
  if (how === 'terminated') draft.record('terminated', { reasons }, { basis: 'rule.termination' });
  else draft.record('withdrawn', {}, { basis: 'rule.withdrawal' });
}

/** What would be refused of the child is refused of its draft: whoever files it hears of it. */
export function fileChild(draft: DecisionBuilder, { type: _, step, ...filed }: CommandOf<'fileChild'>): void {
  const { state, environment } = draft;
  const found = draftOf(state, step)!;
  const { procedure, given } = givenTo(state, environment)(step);
  const { form, papers, modes, personal = handedOn(state, { procedure, given }) } = filed;
  const application = applicationOf(state, found, procedure, { form, papers, modes }, personal);
  const trial = draft.trial(found.case, procedure);
  receive(trial, { ...application, type: 'receive', case: found.case, number: found.case });
  draft.record('childFiled', { step, case: found.case, ...filed });
}

export function dropChild(draft: DecisionBuilder, { step }: CommandOf<'dropChild'>): void {
  draft.record('childDropped', { step, case: draftOf(draft.state, step)!.case });
}
