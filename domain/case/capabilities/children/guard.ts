import { answer as tryAnswer } from '../../../procedure/procedure.ts';
import { Refused } from '../../../refusal.ts';
import type { CommandOf } from '../../command.ts';
import type { Asking, Named } from '../../capability.ts';
import { factsFor } from '../../open-steps.ts';
import { requireApplicant, requireOpenStep, type Act } from '../../refusals.ts';
import { notAnswered } from '../steps/not-answered.ts';
import { draftOf } from './state.ts';

export const fileChild = (asking: Asking, { step }: Named<CommandOf<'fileChild'>>): void =>
  requireDraft(asking, 'fileChild', step);

export function dropChild(asking: Asking, { step: id }: Named<CommandOf<'dropChild'>>): void {
  requireDraft(asking, 'dropChild', id);
  const { state, environment } = asking;
  const tried = tryAnswer(environment.procedure, factsFor(state), state.log, { id, value: { end: 'withdrawn' } });
  if ('refused' in tried) throw notAnswered(id, tried);
}

/** The draft that a step opened and nobody filed yet. */
function requireDraft({ state, asked }: Asking, act: Act, id: string): void {
  requireApplicant(state, asked.actor, act);
  requireOpenStep(state, id);
  if (!draftOf(state, id)) throw new Refused('child.noDraft', { step: id });
}
