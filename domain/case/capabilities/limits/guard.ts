import { dayEndingAt, type Instant } from '../../../calendar/day.ts';
import type { Limit } from '../../../clock/limit.ts';
import { districtGovernment } from '../../../directory/directory.ts';
import { basisOf, type Basis } from '../../../law.ts';
import { Refused } from '../../../refusal.ts';
import { roles } from '../../../values.ts';
import { due, isRunning } from '../../clocks.ts';
import type { CommandOf } from '../../command.ts';
import type { Asking, Named } from '../../capability.ts';
import { leadOf, unitOf, windowOf } from '../../pinned-units.ts';
import { requireRole, requireUnit } from '../../refusals.ts';
import { clockOf, inReview, type ClockState } from '../../state.ts';

type OneClock = Named<CommandOf<'extend'>>;

/** 延期: what the office owes by the limit's own rule, what the applicant owes once, by the window or the lead. (C6) */
export function extend(asking: Asking, { clock, material }: OneClock): void {
  if (clock === 'promise' || clock === 'statutory') guardOffice(asking, clock);
  else guardApplicant(asking, { clock, material });
}

/** Asked and approved before the due instant, by the role that the limit names, as often as it says (行政许可法 42). */
function guardOffice(asking: Asking, name: 'promise' | 'statutory'): void {
  const { state, environment } = asking;
  const { extension } = environment.procedure.limits;
  if (!extension || extension.of !== (name === 'promise' ? 'promised' : 'statutory'))
    throw new Refused('extension.notOffered', { found: name, expected: extension?.of ?? null });
  requireApprover(asking, extension.by);
  const basis = { text: extension.basis };
  const clock = clockOf(state, name);
  if (!inReview(state) || !clock || !isRunning(clock))
    throw new Refused('extension.finished', { clock: name, found: state.status }, basis);
  requireInTime(asking, clock, extension.times ?? 1, basis);
  if (name === 'promise') requireShortestWithin(asking, clock, 'statutory', basis);
}

/** The applicant's correction and tolerance, once; a tolerance at most to the due of the promise. */
function guardApplicant(asking: Asking, { clock: kind, material }: OneClock): void {
  const { state, asked, environment } = asking;
  const { actor } = asked;
  requireRole(actor, 'extend', 'window-clerk', 'officer', 'unit-head');
  requireUnit(actor, 'extend', actor.role === 'window-clerk' ? windowOf(state) : leadOf(state, environment));
  const name = nameOf(kind, material);
  const clock = clockOf(state, name);
  if (!clock || !isRunning(clock) || clock.breachedAt !== undefined)
    throw new Refused('extension.finished', { clock: name, found: state.status }, ofApplicant);
  requireInTime(asking, clock, 1, ofApplicant);
  if (clock.limit.unit === 'DATE') throw new Refused('extension.unit', { limit: clock.limit }, 'count.date');
  if (kind === 'tolerance') requireShortestWithin(asking, clock, mostOfTolerance(asking), ofApplicant);
}

export const ofApplicant = basisOf('rule.extension.applicant');
export const nameOf = (kind: string, material: string | undefined): string =>
  kind === 'tolerance' ? `tolerance:${material ?? ''}` : kind;
export const mostOfTolerance = ({ state }: Asking): 'promise' | 'statutory' =>
  clockOf(state, 'promise') ? 'promise' : 'statutory';

/**
 * The organ's own head approves, or the government's; or the head of another unit, where the limit names one. A role
 * that belongs to no unit of the case approves for all.
 */
function requireApprover({ state, asked: { actor }, environment }: Asking, by: string): void {
  const role = roles.find(each => each === by);
  requireRole(actor, 'extend', role ?? 'unit-head');
  if (by === 'government-head') requireUnit(actor, 'extend', districtGovernment);
  else if (role === undefined) requireUnit(actor, 'extend', unitOf(state, by));
  else if (role === 'window-clerk') requireUnit(actor, 'extend', windowOf(state));
  else if (role === 'unit-head' || role === 'officer') requireUnit(actor, 'extend', leadOf(state, environment));
}

function requireInTime({ asked, environment }: Asking, clock: ClockState, times: number, basis: Basis): void {
  if (clock.extensions.length >= times)
    throw new Refused('extension.once', { found: clock.extensions.length, expected: times }, basis);
  const { at: dueAt, projected } = due(environment, clock);
  // A pause in time puts the due off; one opened after the due instant changes nothing.
  if (!projected && asked.askedAt > dueAt)
    throw new Refused('extension.late', { due: dueAt, asked: asked.askedAt }, basis);
}

/** The shortest extension that its unit has, of a plain limit. */
function requireShortestWithin(asking: Asking, clock: ClockState, of: 'promise' | 'statutory', basis: Basis): void {
  const { unit } = clock.limit;
  if (unit !== 'DATE' && unit !== 'EARLIER_OF') requireWithin(asking, clock, { unit, n: 1 }, of, basis);
}

/** An extended limit never passes the due of another one, as both stand now. (C20) */
export function requireWithin(
  { state, environment }: Asking,
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
