import { defined } from '../../../defined.ts';
import { engineRules } from '../../engine-rules.ts';
import { compareLimits } from '../../../clock/limit.ts';
import { districtGovernment } from '../../../directory/directory.ts';
import { Refused } from '../../../refusal.ts';
import { isOver } from '../../case-view.ts';
import { due } from '../../clocks.ts';
import type { CommandOf } from '../../command.ts';
import type { DecisionBuilder } from '../../decision-builder.ts';
import { leadOf } from '../../pinned-units.ts';
import { requireRole, requireUnit } from '../../refusals.ts';
import { clockOf, inReview } from '../../state.ts';
import { adoptRules as clocksByRules, dueChanges, isSameCalendars, recomputeClocks } from './recompute.ts';

/** 延期: asked and approved before the due instant, by the role that the limit names, once (行政许可法 42). (C6) */
export function extend(draft: DecisionBuilder, { clock: name, by, reason }: CommandOf<'extend'>): void {
  const { state, asked, environment } = draft;
  const { extension } = environment.procedure.limits;
  if (!extension || extension.of !== (name === 'promise' ? 'promised' : 'statutory'))
    throw new Refused('extension.notOffered', { found: name, expected: extension?.of ?? null });
  requireRole(asked.actor, 'extend', extension.by === 'government-head' ? 'unit-head' : extension.by);
  // The organ's own head approves, or the government's; a role outside of them is of no unit that the case knows.
  if (asked.actor.role === 'unit-head')
    requireUnit(
      asked.actor,
      'extend',
      extension.by === 'government-head' ? districtGovernment : leadOf(state, environment),
    );
  const clock = clockOf(state, name);
  if (!inReview(state) || !clock || clock.stoppedAt !== undefined)
    throw new Refused('extension.finished', { clock: name, found: state.status }, { text: extension.basis });
  const { times = 1 } = extension;
  if (clock.extensions.length >= times)
    throw new Refused('extension.once', { found: clock.extensions.length, expected: times }, { text: extension.basis });
  const { at: dueAt, projected } = due(environment, clock);
  // A pause in time puts the due off; one opened after the due instant changes nothing.
  if (!projected && asked.askedAt > dueAt)
    throw new Refused('extension.late', { due: dueAt, asked: asked.askedAt }, { text: extension.basis });
  const longer = compareLimits(by, extension.atMost);
  if (longer === undefined || longer > 0)
    throw new Refused('extension.tooLong', { found: by, expected: extension.atMost }, { text: extension.basis });
  draft.record('extended', { clock: name, by, reason }, { basis: { text: extension.basis } });
}

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
