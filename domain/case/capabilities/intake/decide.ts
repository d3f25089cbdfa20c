import type { Calendar } from '../../../calendar/calendar.ts';
import { dayOf, formatDay, parseDay } from '../../../calendar/day.ts';
import type { BasisCode } from '../../../law.ts';
import { byApplicant, type Intake } from '../../../procedure/language/policy.ts';
import { Refused } from '../../../refusal.ts';
import type { CommandOf } from '../../command.ts';
import type { DecisionBuilder } from '../../decision-builder.ts';
import { checkForm, tryForm } from '../../form.ts';
import { checkPapers } from '../../papers.ts';
import { partyOf, requireRole, requireUnit } from '../../refusals.ts';
import { engine } from '../../../values.ts';
import { isFromBelow } from '../forwarding/links.ts';
import { endVisit, goOnByMode } from '../modes/decide.ts';
import { requireModes } from '../modes/guards.ts';

/** 收件. Completeness is the window's to judge: whatever was handed in is received. */
export function receive(draft: DecisionBuilder, command: CommandOf<'receive'>): void {
  const { type: _, ...data } = command;
  const { procedure, calendar } = draft.environment;
  const { actor } = draft.asked;
  // Another case opens this one by an event of its own: no person can name a parent.
  const from = data.parent?.case ?? data.follows?.case;
  const isOpened = from !== undefined && draft.asked.cause?.startsWith(`${from}/`) === true;
  if (!isOpened) requireStarter(draft, data);
  const party = actor.role === 'applicant' || actor.role === 'agent' ? partyOf(actor) : data.applicant;
  if (party !== data.applicant) throw new Refused('actor.notTheApplicant', { act: 'receive' });
  if (data.procedure !== procedure.id)
    throw new Refused('procedure.unknown', { found: data.procedure, expected: [procedure.id] });
  for (const version of [data.calendar, ...Object.values(data.calendars ?? {})]) calendar(version);
  if (data.receivedOn !== undefined) requireReceiptDay(draft, data, calendar(data.calendar));
  checkForm(procedure, data.form);
  checkPapers(draft, data.papers);
  const chosen = data.modes.filter(mode => !Object.hasOwn(procedure.modes, mode));
  if (chosen.length > 0)
    throw new Refused('mode.notOffered', { found: chosen, expected: Object.keys(procedure.modes) });
  // 帮办代办: somebody else files, and is named with every act.
  if (data.modes.includes('assisted') && actor.role === 'applicant')
    throw new Refused('mode.notAssisted', {}, 'rule.agency');
  tryForm(procedure, data);
  requireModes(draft, command, isOpened);
  draft.record('received', data, { basis: basisOf[procedure.intake.by] });
  // 行政许可法 35: what was looked at below and is complete is asked for and looked at no second time.
  if (isFromBelow(draft.state)) draft.record('accepted', {}, { actor: engine, basis: 'licensing-law.35' });
  else goOnByMode(draft);
}

/** What a case begins on. */
const basisOf = {
  application: 'licensing-law.29',
  issue: 'rule.intake.issue',
  order: 'rule.intake.order',
  schedule: 'rule.intake.schedule',
} as const satisfies Record<Intake['by'], BasisCode>;

/**
 * Who begins a case is said by the procedure's intake. An application is filed by the applicant, an agent, or the
 * window. An issue or an order is recorded by people of the unit from which it comes, else by those of the lead unit. A
 * schedule begins its cases itself.
 */
function requireStarter({ asked: { actor }, environment }: DecisionBuilder, data: Application): void {
  const { intake, lead } = environment.procedure;
  if (intake.by === 'schedule') return requireRole(actor, 'receive', 'engine');
  const sources: readonly string[] = intake.by === 'application' ? [] : intake.from;
  if (intake.by === 'application' ? data.from !== undefined : !sources.includes(data.from ?? ''))
    throw new Refused('intake.from', { found: data.from ?? null, expected: sources });
  if (intake.by === 'application') return requireRole(actor, 'receive', 'applicant', 'agent', 'window-clerk');
  if (data.from === byApplicant) return requireRole(actor, 'receive', 'applicant', 'agent', ...ofUnits);
  requireRole(actor, 'receive', ...ofUnits);
  const unit = (name: string): string => data.units?.[name] ?? name;
  if (actor.unit !== unit(lead)) requireUnit(actor, 'receive', unit(data.from!));
}
type Application = Omit<CommandOf<'receive'>, 'type'>;
const ofUnits = ['window-clerk', 'officer', 'unit-head'] as const;

/** How far back the day of a receipt may lie that is typed in later. */
const typedWithin = 10;

/** Only the window says when papers came, in the past and not long ago; online it is the instant of the act. (A17) */
function requireReceiptDay(
  { asked }: DecisionBuilder,
  { channel, receivedOn }: Pick<CommandOf<'receive'>, 'channel' | 'receivedOn'>,
  calendar: Calendar,
): void {
  requireRole(asked.actor, 'receive', 'window-clerk');
  if (channel === 'online') throw new Refused('receipt.online', {}, 'rule.receipt');
  const [day, today] = [parseDay(receivedOn!), dayOf(asked.askedAt)];
  const isOld = calendar.workingDaysThrough(today) - calendar.workingDaysThrough(Math.min(day, today)) > typedWithin;
  if (day <= today && !isOld) return;
  const earliest = calendar.addWorkingDays(calendar.addWorkingDays(today, 1), -typedWithin - 1);
  throw new Refused(
    'receipt.day',
    { found: receivedOn!, earliest: formatDay(earliest), latest: formatDay(today) },
    'rule.receipt',
  );
}

export function notRequired(draft: DecisionBuilder, { reason }: CommandOf<'notRequired'>): void {
  draft.record('foundNotRequired', { reason }, { basis: 'licensing-law.32.1' });
}

export function refuseAcceptance(draft: DecisionBuilder, { reason, rightOrgan }: CommandOf<'refuseAcceptance'>): void {
  draft.record('acceptanceRefused', { reason, rightOrgan }, { basis: 'licensing-law.32.2' });
}

export function accept(draft: DecisionBuilder): void {
  draft.record('accepted', {}, { basis: 'licensing-law.32.5' });
  endVisit(draft);
}
