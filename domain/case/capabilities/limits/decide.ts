import { compareLimits } from '../../../clock/limit.ts';
import { districtGovernment } from '../../../directory/directory.ts';
import { Refused } from '../../../refusal.ts';
import { isOver } from '../../case-view.ts';
import { due } from '../../clocks.ts';
import type { CommandOf } from '../../command.ts';
import type { DecisionBuilder } from '../../decision-builder.ts';
import { calendarOf } from '../../environment.ts';
import { requireRole, requireUnit } from '../../refusals.ts';
import { clockOf, inReview } from '../../state.ts';
import { dueChanges, recomputeClocks } from './recompute.ts';

/** 延期: asked and approved before the due instant, by the role that the limit names, once (行政许可法 42). (C6) */
export function extend(draft: DecisionBuilder, { clock: name, by, reason }: CommandOf<'extend'>): void {
  const { state, asked, environment } = draft;
  const { extension } = environment.procedure.limits;
  if (!extension || extension.of !== (name === 'promise' ? 'promised' : 'statutory'))
    throw new Refused('extension.notOffered', `This procedure has no extension of ${name}.`, {
      details: { found: name, expected: extension?.of ?? null },
    });
  requireRole(asked.actor, '延期', extension.by === 'government-head' ? 'unit-head' : extension.by);
  // The organ's own head approves, or the government's; a role outside of them is of no unit that the case knows.
  if (asked.actor.role === 'unit-head')
    requireUnit(
      asked.actor,
      '延期',
      extension.by === 'government-head' ? districtGovernment : environment.procedure.lead,
    );
  const clock = clockOf(state, name);
  if (!inReview(state) || !clock || clock.stoppedAt !== undefined)
    throw new Refused('extension.finished', 'A clock that has stopped is not extended.', {
      basis: { text: extension.basis },
      details: { found: state.status },
    });
  const { times = 1 } = extension;
  if (clock.extensions.length >= times)
    throw new Refused('extension.once', `A limit is extended ${times === 1 ? 'once' : `${times} times at most`}.`, {
      basis: { text: extension.basis },
      details: { found: clock.extensions.length, expected: times },
    });
  const { at: dueAt, projected } = due(calendarOf(state, environment), clock);
  // A pause in time puts the due off; one opened after the due instant changes nothing.
  if (!projected && asked.askedAt > dueAt)
    throw new Refused('extension.late', 'An extension is asked before the limit ends.', {
      basis: { text: extension.basis },
      details: { due: dueAt, asked: asked.askedAt },
    });
  const longer = compareLimits(by, extension.atMost);
  if (longer === undefined || longer > 0)
    throw new Refused(
      'extension.tooLong',
      'The extension must be in the unit of the limit and at most what the law allows.',
      { basis: { text: extension.basis }, details: { found: by, expected: extension.atMost } },
    );
  draft.record('extended', { clock: name, by, reason }, { basis: { text: extension.basis } });
}

/** 日历调整: asked for every open case by the publication of a calendar version, at the instant of the publication. */
export function recompute(draft: DecisionBuilder, { calendar }: CommandOf<'recompute'>): void {
  const { state, environment, asked } = draft;
  requireRole(asked.actor, '日历调整', 'administrator');
  if (isOver(state))
    throw new Refused('case.ended', `The case has ended (${state.status}): its clocks keep their verdicts.`, {
      basis: 'rule.end',
      details: { found: state.status },
    });
  if (state.calendar === calendar)
    throw new Refused('calendar.same', `The case counts by ${calendar} already.`, { details: { found: calendar } });
  const clocks = dueChanges(state, recomputeClocks(state, calendar, asked.askedAt, environment), environment);
  draft.record('recomputed', { reason: 'CALENDAR', calendar, clocks }, { basis: 'rule.calendar' });
}
