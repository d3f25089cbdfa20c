import { draftOf } from '../capabilities/children/state.ts';
import { isRunning, standsStill } from '../clocks.ts';
import type { Coded } from '../../coded.ts';
import type { Environment } from '../environment.ts';
import { isTheirs } from '../open-steps.ts';
import { leadOf } from '../pinned-units.ts';
import { ended, openSteps, suspensionOf, type CaseState, type ClockState } from '../state.ts';
import { stepsHolding } from './pauses.ts';

/** Who uses up the time now: an office, the applicant, a special procedure whose time does not count, or nobody. */
export const holderKinds = ['unit', 'applicant', 'special', 'nobody'] as const;
export interface Holder {
  readonly kind: (typeof holderKinds)[number];
  /** The units that act, for `unit` and `special`. */
  readonly units: readonly string[];
  readonly why: HolderReason;
}

/** Why the time is theirs. */
export interface HolderParams {
  readonly stopped: object;
  /** The clock is paused: by a suspension (中止), for the applicant, by a special procedure, for something outside. */
  readonly suspended: { readonly notice: string };
  readonly waitsForApplicant: object;
  readonly specialTime: object;
  readonly waitsOutside: object;
  /** The clock is of a special procedure, of a period that has to pass, of the applicant. */
  readonly limitOfSpecial: object;
  readonly periodRuns: object;
  readonly limitOfApplicant: object;
  /** The clock is of a step, or of one unit. */
  readonly ownStep: object;
  readonly ownClock: object;
  /** The clock is of the case: its open steps hold it, and the lead unit where there are none, or none that runs. */
  readonly openSteps: object;
  readonly noOpenStep: object;
  readonly noRunningStep: object;
}
export type HolderReason = Coded<HolderParams>;
type PlainReason = Exclude<HolderReason['code'], 'suspended'>;

const nobody = (code: PlainReason): Holder => ({ kind: 'nobody', units: [], why: { code } });
const applicant = (code: PlainReason): Holder => ({ kind: 'applicant', units: [], why: { code } });
const units = (ids: readonly string[], code: PlainReason): Holder => ({
  kind: 'unit',
  units: [...new Set(ids)],
  why: { code },
});

/**
 * Who holds the time of a clock as of the last event. A pause opened after the due instant changes nothing: the time is
 * held as if it were none.
 */
export function holderOf(state: CaseState, clock: ClockState, environment: Environment): Holder {
  const { procedure, calendar } = environment;
  const stands = standsStill({ calendar }, clock);
  const kindOf = (step: string): string => procedure.steps[step]?.kind ?? '';
  if (!isRunning(clock) || ended(state)) return nobody('stopped');
  const suspension = suspensionOf(state);
  if (suspension && stands) return { kind: 'nobody', units: [], why: { code: 'suspended', notice: suspension.notice } };
  const causedByApplicant = (special: string | undefined): boolean =>
    special !== undefined && procedure.special[special]?.causedBy === 'applicant';
  if (stands) {
    const holding = stepsHolding(state, clock);
    const special = holding.filter(step => step.special !== undefined);
    if (special.length > 0 && special.every(step => causedByApplicant(step.special)))
      return applicant('waitsForApplicant');
    if (special.length > 0)
      return { kind: 'special', units: [...new Set(special.map(step => step.by))], why: { code: 'specialTime' } };
    return holding.some(step => kindOf(step.step) === 'applicant' || draftOf(state, step.id))
      ? applicant('waitsForApplicant')
      : nobody('waitsOutside');
  }
  if (clock.kind === 'special' && clock.party === 'agency')
    return { kind: 'special', units: clock.unit === undefined ? [] : [clock.unit], why: { code: 'limitOfSpecial' } };
  const own = state.steps.find(step => step.id === clock.step);
  if (own && !own.objection && isTheirs(kindOf(own.step)) && kindOf(own.step) !== 'applicant')
    return nobody('periodRuns');
  if (clock.party === 'applicant') return applicant('limitOfApplicant');
  if (own) return units([own.by], 'ownStep');
  if (clock.kind !== 'promise' && clock.kind !== 'statutory' && clock.kind !== 'milestone')
    return units([clock.unit ?? leadOf(state, environment)], 'ownClock');
  // Branches that stand still hold nothing: then it is the lead's.
  const acting = (suspension ? [] : openSteps(state))
    .filter(step => step.special === undefined && !isTheirs(kindOf(step.step)) && !draftOf(state, step.id))
    .map(step => step.by);
  return acting.length > 0
    ? units(acting, 'openSteps')
    : units([leadOf(state, environment)], openSteps(state).length === 0 ? 'noOpenStep' : 'noRunningStep');
}
