import type { Calendar } from '../../../calendar/calendar.ts';
import { dayOf, minuteOfDay, type Instant } from '../../../calendar/day.ts';
import { Refused } from '../../../refusal.ts';
import type { CommandOf } from '../../command.ts';
import type { DecisionBuilder } from '../../decision-builder.ts';
import { calendarOf } from '../../environment.ts';
import { checkForm } from '../../form.ts';
import { checkPapers, lacking, requireWindow } from '../../papers.ts';
import { requireRole, requireStatus } from '../../refusals.ts';

/** 收件. Completeness is the window's to judge: whatever was handed in is received. */
export function receive(draft: DecisionBuilder, { type: _, ...data }: CommandOf<'receive'>): void {
  const { procedure, calendar } = draft.environment;
  const { actor } = draft.asked;
  requireRole(actor, 'Receiving an application', 'applicant', 'agent', 'window-clerk');
  const party = actor.role === 'agent' ? actor.onBehalfOf : actor.role === 'applicant' ? actor.person : data.applicant;
  if (party !== data.applicant)
    throw new Refused(
      'actor.notTheApplicant',
      'An application is filed by the applicant, an agent with a delegation, or at the window.',
    );
  if (data.procedure !== procedure.id)
    throw new Refused('procedure.unknown', `Found ${data.procedure}; this case runs under ${procedure.id}.`);
  calendar(data.calendar);
  checkForm(procedure, data.form);
  checkPapers(draft, data.papers);
  const chosen = data.modes.filter(mode => !Object.hasOwn(procedure.modes, mode));
  if (chosen.length > 0)
    throw new Refused('mode.notOffered', `${procedure.title} does not offer: ${chosen.join(', ')}.`, {
      details: { found: chosen, expected: Object.keys(procedure.modes) },
    });
  draft.record('received', data, { basis: 'licensing-law.29' });
}

/**
 * The day of filing, or the working day after what was filed at night or on a day off: "at once" begins when the office
 * opens.
 */
function isSameDay(calendar: Calendar, filed: Instant, asked: Instant): boolean {
  const day = dayOf(filed);
  const first =
    calendar.isWorking(day) && minuteOfDay(filed) < calendar.hoursOn(day).close ? day : calendar.addWorkingDays(day, 1);
  return dayOf(asked) <= first;
}

function requireSameDay(draft: DecisionBuilder, act: string): void {
  if (isSameDay(calendarOf(draft.state, draft.environment), draft.state.receivedAt, draft.asked.askedAt)) return;
  throw new Refused(
    'case.notSameDay',
    `${act} is said on the day of receipt; afterwards the application is accepted or its defects are told.`,
    { basis: 'licensing-law.32.1-2' },
  );
}

export function notRequired(draft: DecisionBuilder, { reason }: CommandOf<'notRequired'>): void {
  requireWindow(draft, '不受理');
  requireStatus(draft.state, '不受理', 'received');
  requireSameDay(draft, '不受理');
  draft.record('foundNotRequired', { reason }, { basis: 'licensing-law.32.1' });
}

export function refuseAcceptance(draft: DecisionBuilder, { reason, rightOrgan }: CommandOf<'refuseAcceptance'>): void {
  requireWindow(draft, '不予受理');
  requireStatus(draft.state, '不予受理', 'received');
  requireSameDay(draft, '不予受理');
  draft.record('acceptanceRefused', { reason, rightOrgan }, { basis: 'licensing-law.32.2' });
}

export function accept(draft: DecisionBuilder): void {
  requireWindow(draft, '受理');
  requireStatus(draft.state, '受理', 'received');
  const { required, tolerable } = lacking(draft.state, draft);
  const missing = [...required, ...tolerable];
  if (missing.length > 0)
    throw new Refused(
      'acceptance.incomplete',
      `Missing: ${missing.join(', ')}. Give the one-time ` +
        `notice${required.length === 0 ? ', or accept tolerantly (容缺受理)' : ''}.`,
      { basis: 'licensing-law.32.5', details: { required, tolerable } },
    );
  draft.record('accepted', {}, { basis: 'licensing-law.32.5' });
}
