import { defined } from '../../../defined.ts';
import { engineRules } from '../../engine-rules.ts';
import { Refused } from '../../../refusal.ts';
import { isOver } from '../../case-view.ts';
import type { CommandOf } from '../../command.ts';
import type { DecisionBuilder } from '../../decision-builder.ts';
import { requireRole } from '../../refusals.ts';
import { adoptRules as clocksByRules, dueChanges, isSameCalendars, recomputeClocks } from './recompute.ts';

/** 日历调整: asked for every open case by the publication of a calendar version, at the instant of the publication. */
export function recompute(draft: DecisionBuilder, { type: _, ...pins }: CommandOf<'recompute'>): void {
  const { state, environment, asked } = draft;
  requireRole(asked.actor, 'recompute', 'administrator');
  if (isOver(state)) throw new Refused('case.ended', { found: state.status }, 'rule.end');
  if (isSameCalendars(state, pins)) throw new Refused('calendar.same', { found: pins.calendar });
  const clocks = dueChanges(state, recomputeClocks(state, pins, asked.askedAt, environment), environment);
  draft.record('recomputed', { reason: 'CALENDAR', ...pins, clocks }, { basis: 'rule.calendar' });
}

/** 规则更正: asked for an open case by an administrator, once the engine has later rules than those of the case. (C19) */
export function adoptRules(draft: DecisionBuilder, { rules }: CommandOf<'adoptRules'>): void {
  const { state, environment, asked } = draft;
  requireRole(asked.actor, 'adoptRules', 'administrator');
  if (isOver(state)) throw new Refused('case.ended', { found: state.status }, 'rule.end');
  if (rules > engineRules) throw new Refused('rules.unknown', { found: rules, expected: engineRules });
  if (rules <= state.rules) throw new Refused('rules.same', { found: rules, expected: state.rules });
  const { calendar, calendars } = state;
  const clocks = dueChanges(state, clocksByRules(state, rules, asked.askedAt, environment), environment);
  const data = { reason: 'RULES' as const, calendar, ...defined({ calendars }), clocks };
  draft.record('recomputed', data, { basis: 'rule.engineRules', rules });
}
