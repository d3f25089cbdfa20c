import { dayOf, parseDay } from '../../../calendar/day.ts';
import { Refused } from '../../../refusal.ts';
import type { CommandOf } from '../../command.ts';
import type { Asking, Named } from '../../capability.ts';
import { leadOf } from '../../pinned-units.ts';
import { requireApplicant, requireRole, requireUnit } from '../../refusals.ts';
import type { CaseState, PermitState } from '../../state.ts';

/** Applied for by its holder; what the office itself got wrong the office puts right too. */
export function continuePermit(asking: Asking, { permit }: Named<CommandOf<'continuePermit'>>): void {
  const { state, environment, asked } = asking;
  const { role, onBehalfOf } = asked.actor;
  if (role === 'unit-head' && onBehalfOf === undefined)
    requireUnit(asked.actor, 'continuePermit', leadOf(state, environment));
  else requireApplicant(state, asked.actor, 'continuePermit');
  const { validUntil } = requireGranted(state, [permit])[0]!;
  if (validUntil !== undefined && dayOf(asked.askedAt) > parseDay(validUntil))
    throw new Refused('permit.expired', { permit, found: validUntil });
  if (state.followUps?.some(each => each.permit === permit && each.endedAt === undefined))
    throw new Refused('permit.continuing', { permit });
}

export function cancel({ state, asked, environment }: Asking): void {
  requireRole(asked.actor, 'cancelPermits', 'unit-head');
  requireUnit(asked.actor, 'cancelPermits', leadOf(state, environment));
  if (!state.permits.some(each => each.state === 'granted'))
    throw new Refused('permit.notGranted', { found: [], expected: [] });
}

export function requireGranted(state: CaseState, permits: readonly string[]): readonly PermitState[] {
  const granted = state.permits.filter(each => each.state === 'granted');
  const names = granted.map(({ permit }) => permit);
  const other = permits.filter(permit => !names.includes(permit));
  if (other.length > 0) throw new Refused('permit.notGranted', { found: other, expected: names });
  return granted.filter(({ permit }) => permits.includes(permit));
}
