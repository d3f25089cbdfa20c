import { Refused } from '../../../refusal.ts';
import { engine, type Actor } from '../../../values.ts';
import type { CommandOf } from '../../command.ts';
import type { DecisionBuilder } from '../../decision-builder.ts';
import { leadOf, unitOf } from '../../pinned-units.ts';
import { requireRole } from '../../refusals.ts';
import { openFollowUp } from '../follow-ups/decide.ts';
import { isForwardedTo } from './links.ts';

/**
 * 转报: the unit that plays the lead one level above decides, in a case of its own.
 * @throws Refused where there is none above; what time would send there stays, with its clocks
 */
export function sendUp(draft: DecisionBuilder, actor: Actor): void {
  const { state, environment } = draft;
  const [above] = state.above ?? [];
  if (above) {
    const sent = { to: unitOf(above, environment.procedure.lead), title: above.title };
    draft.record('sentUp', sent, { basis: 'licensing-law.35', actor });
    openFollowUp(draft, 'forwardedUp');
  } else if (draft.asked.actor.role !== 'engine') {
    throw new Refused('forward.noUpper', { found: leadOf(state, environment) }, 'licensing-law.35');
  }
}

export function answerFromAbove(
  draft: DecisionBuilder,
  { type: _, on: _on, ...data }: CommandOf<'answerFromAbove'>,
): void {
  const { state, asked } = draft;
  requireRole(asked.actor, 'answerFromAbove', 'engine');
  if (!isForwardedTo(state, data.case) || asked.cause?.startsWith(`${data.case}/`) !== true)
    throw new Refused('child.foreign', { found: data.case });
  if (state.status !== 'atUpper') throw new Refused('case.decided', { act: 'answerFromAbove', found: state.status });
  draft.record('answeredFromAbove', data, { basis: 'licensing-law.35', actor: engine });
}
