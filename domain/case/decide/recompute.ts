import { Refused } from '../../refusal.ts';
import type { CommandOf } from '../command.ts';
import type { DecisionBuilder } from '../decision-builder.ts';
import { isOver } from '../case-view.ts';
import { dueChanges, recomputeClocks } from '../recompute.ts';
import { requireRole } from '../refusals.ts';

/** 日历调整: asked for every open case by the publication of a calendar version, at the instant of the publication. */
export function recompute(draft: DecisionBuilder, { calendar }: CommandOf<'recompute'>): void {
  const { state, environment, asked } = draft;
  requireRole(asked.actor, '日历调整', 'administrator');
  if (isOver(state))
    throw new Refused('case.ended', `The case has ended (${state.status}): its clocks keep their verdicts.`, {
      basis: '办结后不再变更',
      details: { found: state.status },
    });
  if (state.calendar === calendar)
    throw new Refused('calendar.same', `The case counts by ${calendar} already.`, { details: { found: calendar } });
  const clocks = dueChanges(state, recomputeClocks(state, calendar, asked.askedAt, environment), environment);
  draft.record(
    'recomputed',
    { reason: 'CALENDAR', calendar, clocks },
    { basis: '放假安排调整，办理期限按新日历重新计算' },
  );
}
