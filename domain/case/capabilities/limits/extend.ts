import { dayEndingAt, type Instant } from '../../../calendar/day.ts';
import { compareLimits, type Limit } from '../../../clock/limit.ts';
import { districtGovernment } from '../../../directory/directory.ts';
import { basisOf, type Basis } from '../../../law.ts';
import { Refused } from '../../../refusal.ts';
import { due, isRunning } from '../../clocks.ts';
import type { CommandOf } from '../../command.ts';
import type { DecisionBuilder } from '../../decision-builder.ts';
import { leadOf, unitOf, windowOf } from '../../pinned-units.ts';
import { roles } from '../../../values.ts';
import { requireRole, requireUnit } from '../../refusals.ts';
import { clockOf, inReview, type ClockState } from '../../state.ts';

type Extend = CommandOf<'extend'>;

/** 延期: what the office owes by the limit's own rule, what the applicant owes once, by the window or the lead. (C6) */
export function extend(draft: DecisionBuilder, command: Extend): void {
  if (command.clock === 'promise' || command.clock === 'statutory') extendOffice(draft, command, command.clock);
  else extendApplicant(draft, command);
}

/** Asked and approved before the due instant, by the role that the limit names, as often as it says (行政许可法 42). */
function extendOffice(draft: DecisionBuilder, { by, reason }: Extend, name: 'promise' | 'statutory'): void {
  const { state, environment } = draft;
  const { extension } = environment.procedure.limits;
  if (!extension || extension.of !== (name === 'promise' ? 'promised' : 'statutory'))
    throw new Refused('extension.notOffered', { found: name, expected: extension?.of ?? null });
  requireApprover(draft, extension.by);
  const basis = { text: extension.basis };
  const clock = clockOf(state, name);
  if (!inReview(state) || !clock || !isRunning(clock))
    throw new Refused('extension.finished', { clock: name, found: state.status }, basis);
  requireInTime(draft, clock, extension.times ?? 1, basis);
  const longer = compareLimits(by, extension.atMost);
  if (longer === undefined || longer > 0)
    throw new Refused('extension.tooLong', { found: by, expected: extension.atMost }, basis);
  if (name === 'promise') requireWithin(draft, clock, by, 'statutory', basis);
  draft.record('extended', { clock: name, by, reason }, { basis });
}

/**
 * The organ's own head approves, or the government's; or the head of another unit, where the limit names one. A role
 * that belongs to no unit of the case approves for all.
 */
function requireApprover({ state, asked: { actor }, environment }: DecisionBuilder, by: string): void {
  const role = roles.find(each => each === by);
  requireRole(actor, 'extend', role ?? 'unit-head');
  if (by === 'government-head') requireUnit(actor, 'extend', districtGovernment);
  else if (role === undefined) requireUnit(actor, 'extend', unitOf(state, by));
  else if (role === 'window-clerk') requireUnit(actor, 'extend', windowOf(state));
  else if (role === 'unit-head' || role === 'officer') requireUnit(actor, 'extend', leadOf(state, environment));
}

/** The applicant's correction and tolerance, once; a tolerance at most to the due of the promise. */
function extendApplicant(draft: DecisionBuilder, { clock: kind, material, by, reason }: Extend): void {
  const { state, asked, environment } = draft;
  requireRole(asked.actor, 'extend', 'window-clerk', 'officer', 'unit-head');
  requireUnit(
    asked.actor,
    'extend',
    asked.actor.role === 'window-clerk' ? windowOf(state) : leadOf(state, environment),
  );
  const basis = basisOf('rule.extension.applicant');
  const name = kind === 'tolerance' ? `tolerance:${material ?? ''}` : kind;
  const clock = clockOf(state, name);
  if (!clock || !isRunning(clock) || clock.breachedAt !== undefined)
    throw new Refused('extension.finished', { clock: name, found: state.status }, basis);
  requireInTime(draft, clock, 1, basis);
  // A limit of another unit, or a fixed date, is refused where the whole limit is made.
  due(environment, { ...clock, extensions: [...clock.extensions, by] });
  if (clock.limit.unit === 'DATE') throw new Refused('extension.unit', { limit: clock.limit }, 'count.date');
  if (kind === 'tolerance') requireWithin(draft, clock, by, clockOf(state, 'promise') ? 'promise' : 'statutory', basis);
  draft.record('extended', { clock: name, by, reason }, { basis });
}

function requireInTime({ asked, environment }: DecisionBuilder, clock: ClockState, times: number, basis: Basis): void {
  if (clock.extensions.length >= times)
    throw new Refused('extension.once', { found: clock.extensions.length, expected: times }, basis);
  const { at: dueAt, projected } = due(environment, clock);
  // A pause in time puts the due off; one opened after the due instant changes nothing.
  if (!projected && asked.askedAt > dueAt)
    throw new Refused('extension.late', { due: dueAt, asked: asked.askedAt }, basis);
}

/** An extended limit never passes the due of another one, as both stand now. (C20) */
function requireWithin(
  { state, environment }: DecisionBuilder,
  clock: ClockState,
  by: Limit,
  name: 'promise' | 'statutory',
  basis: Basis,
): void {
  const other = clockOf(state, name);
  if (!other) return;
  const dueOf = (each: ClockState): Instant => due(environment, each).at;
  const [longer, most] = [dueOf({ ...clock, extensions: [...clock.extensions, by] }), dueOf(other)];
  // On one day the applicant's ends at 24:00 and the office's at close: then both end together.
  const isBeyond = clock.party === 'applicant' ? dayEndingAt(longer) > dayEndingAt(most) : longer > most;
  if (isBeyond) throw new Refused('extension.beyond', { clock: clock.clock, due: longer, most, of: name }, basis);
}
