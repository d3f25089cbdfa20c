import { dayOf, formatDay, parseDay, yearOf, type Day } from '../../../calendar/day.ts';
import { defined } from '../../../defined.ts';
import { digestOf } from '../../../log/chain.ts';
import type { PermitDefinition } from '../../../procedure/language/permit.ts';
import { Refused } from '../../../refusal.ts';
import type { CommandOf } from '../../command.ts';
import type { DecisionBuilder } from '../../decision-builder.ts';
import { calendarOf } from '../../environment.ts';
import { checkForm, tryForm } from '../../form.ts';
import { leadOf } from '../../pinned-units.ts';
import { requireApplicant, requireRole, requireUnit } from '../../refusals.ts';
import type { PermitState } from '../../state.ts';
import { requireGranted } from './guard.ts';

/** Applied for by its holder; what the office itself got wrong the office puts right too. */
export function continuePermit(draft: DecisionBuilder, { permit, why, form }: CommandOf<'continuePermit'>): void {
  const { state, environment, asked } = draft;
  if (why === 'correction' && asked.actor.role === 'unit-head')
    requireUnit(asked.actor, 'continuePermit', leadOf(state, environment));
  else requireApplicant(state, asked.actor, 'continuePermit');
  const [held] = requireGranted(state, [permit]);
  const { validFrom, validUntil } = held!;
  if (why === 'renewal') requireRenewable(draft, held!);
  if (why === 'change' && form === undefined) throw new Refused('permit.unchanged', { permit });
  if (form !== undefined) {
    checkForm(environment.procedure, form);
    tryForm(environment.procedure, { ...state, form });
  }
  const name = digestOf(`follow-up ${state.case} ${state.followUps?.length ?? 0}`).slice(0, 24);
  draft.record(
    'followUpOpened',
    {
      case: `${yearOf(asked.at)}-${name}`,
      why,
      permit,
      ...defined({ since: why === 'renewal' ? undefined : validFrom, until: validUntil, form }),
    },
    { basis: why === 'renewal' ? 'licensing-law.50' : 'licensing-law.49' },
  );
}

/** 行政许可法 50: applied for so long before the end as the procedure says. */
function requireRenewable(draft: DecisionBuilder, { permit, validUntil }: PermitState): void {
  const { renewal } = draft.environment.procedure.permits[permit] ?? {};
  if (renewal === undefined || validUntil === undefined)
    throw new Refused('permit.notRenewable', { permit }, 'licensing-law.50');
  const latest = latestDay(draft, parseDay(validUntil), renewal);
  if (dayOf(draft.asked.askedAt) > latest)
    throw new Refused('permit.renewalLate', { permit, latest: formatDay(latest) }, 'licensing-law.50');
}

/** @throws Refused for an end that no published calendar reaches: it is too early to ask */
function latestDay(draft: DecisionBuilder, until: Day, renewal: NonNullable<PermitDefinition['renewal']>): Day {
  const calendar = calendarOf(draft.state, draft.environment);
  if (renewal.unit === 'WD') return calendar.addWorkingDays(until, -renewal.n);
  calendar.isWorking(until);
  return renewal.unit === 'ND' ? until - renewal.n : until;
}

export function endContinuation(draft: DecisionBuilder, { type: _, ...data }: CommandOf<'endContinuation'>): void {
  const { state, asked } = draft;
  requireRole(asked.actor, 'endContinuation', 'engine');
  const known = state.followUps?.some(each => each.case === data.case && each.permit === data.permit);
  if (!known || !asked.cause?.startsWith(`${data.case}/`)) throw new Refused('child.foreign', { found: data.case });
  draft.record('continuationEnded', data, { basis: 'licensing-law.49' });
}

export function cancel(draft: DecisionBuilder, { type: _, ...data }: CommandOf<'cancelPermits'>): void {
  const held = requireGranted(draft.state, data.permits);
  const today = dayOf(draft.asked.askedAt);
  const running = held.filter(({ validUntil }) => validUntil === undefined || parseDay(validUntil) >= today);
  if (data.ground === 'expired' && running.length > 0)
    throw new Refused('permit.valid', { found: running.map(({ permit }) => permit) }, 'licensing-law.70');
  draft.record('permitsCancelled', { ...data, permits: [...new Set(data.permits)] }, { basis: 'licensing-law.70' });
}
