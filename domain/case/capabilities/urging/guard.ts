import { Refused } from '../../../refusal.ts';
import type { Asking } from '../../capability.ts';
import { leadOf } from '../../pinned-units.ts';
import { requireApplicant, requireRole, requireUnit } from '../../refusals.ts';
import { undecided } from '../../state.ts';
import type { Urging } from './state.ts';

export function urge(asking: Asking): void {
  const { state, asked } = asking;
  requireApplicant(state, asked.actor, 'urge');
  if (!undecided(state)) throw new Refused('case.decided', { act: 'urge', found: state.status });
  const open = openUrging(asking);
  if (open) throw new Refused('urging.open', { since: open.at });
}

export function answerUrging(asking: Asking): void {
  const { state, asked, environment } = asking;
  requireRole(asked.actor, 'answerUrging', 'officer', 'unit-head');
  requireUnit(asked.actor, 'answerUrging', leadOf(state, environment));
  if (!openUrging(asking)) throw new Refused('urging.none', {});
}

export function openUrging({ state }: Asking): Urging | undefined {
  const last = state.urgings?.at(-1);
  return last?.answeredAt === undefined && undecided(state) ? last : undefined;
}
