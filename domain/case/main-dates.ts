import type { Instant } from '../calendar/day.ts';
import { defined } from '../defined.ts';
import { orUndefinedIfUnpublished } from '../calendar/unpublished.ts';
import { clockName, communicableDue, due, isRunning } from './clocks.ts';
import type { Environment } from './environment.ts';
import { when, type CaseEvent } from './event.ts';
import type { Dated } from './notice-params.ts';
import { clockOf, stepOf, type CaseState, type ClockState } from './state.ts';

const mainKinds: ReadonlySet<string> = new Set([
  'acceptance',
  'correction',
  'held',
  'tolerance',
  'promise',
  'statutory',
]);

/** Whether a limit is one that the applicant lives by: of the case, or of what the applicant has to do. */
function isApplicants(state: CaseState, { kind, party, step }: ClockState, { procedure }: Environment): boolean {
  if (mainKinds.has(kind)) return true;
  if (party !== 'applicant' || step === undefined) return false;
  const of = procedure.steps[stepOf(state, step)?.step ?? '']?.kind;
  return kind === 'special' || of === 'applicant' || of === 'child';
}

/** A limit that runs, with its date as far as that can be told. */
function datedOf(state: CaseState, clock: ClockState, environment: Environment): Dated | undefined {
  const found = orUndefinedIfUnpublished(() => due(environment, clock));
  if (!found || found.openSince !== undefined) return undefined;
  const { at, projected, provisional } = found;
  return { clock: clockName(clock, state, environment.procedure), due: at, projected, ...defined({ provisional }) };
}

/**
 * When the limits that the applicant lives by end, as far as it can be told: of those that run. A step that an event
 * opens is told by itself.
 */
export const mainDates = (event: CaseEvent, state: CaseState, environment: Environment): readonly Dated[] =>
  state.clocks.flatMap(clock => {
    const isOpened = clock.kind === 'step' && clock.anchor === when(event);
    if (!isRunning(clock) || isOpened || !isApplicants(state, clock, environment)) return [];
    return datedOf(state, clock, environment) ?? [];
  });

/** The limits that the applicant lives by whose date an event moved, with the date before where it was known. (A18) */
export function movedDates(before: CaseState, after: CaseState, environment: Environment): readonly Dated[] {
  return after.clocks.flatMap(clock => {
    const known = clockOf(before, clock.clock);
    if (!known || known === clock || known.anchor !== clock.anchor) return [];
    if (!isRunning(known) || !isRunning(clock) || !isApplicants(after, clock, environment)) return [];
    const now = datedOf(after, clock, environment);
    const dueBefore: Instant | undefined = communicableDue(environment, known);
    return now && now.due !== dueBefore ? [{ ...now, ...defined({ dueBefore }) }] : [];
  });
}
