import { changeClocks, isRunning } from '../../clocks.ts';
import type { Environment } from '../../environment.ts';
import type { EventOf } from '../../event.ts';
import { leadOf } from '../../pinned-units.ts';
import { changeStep, type CaseState } from '../../state.ts';

/** Clocks of the case itself that run go with the lead; steps and their clocks stay where they are. */
export function repin(state: CaseState, { data }: EventOf<'repinned'>, environment: Environment): CaseState {
  const before = leadOf(state, environment);
  const pinned: CaseState = { ...state, units: data.units, directory: data.directory };
  const lead = leadOf(pinned, environment);
  return changeClocks(
    pinned,
    clock => isRunning(clock) && clock.step === undefined && clock.unit === before,
    clock => ({ ...clock, unit: lead }),
  );
}

export const release = (state: CaseState, { data }: EventOf<'released'>): CaseState =>
  changeStep(state, data.step, ({ claimedBy: _, ...step }) => step);

export function reassign(state: CaseState, { data }: EventOf<'reassigned'>): CaseState {
  // What somebody of the former unit proposed is no answer of the new one.
  const moved = changeStep(state, data.step, ({ claimedBy: _, proposal: _proposed, ...step }) => ({
    ...step,
    by: data.to,
  }));
  return changeClocks(
    moved,
    clock => isRunning(clock) && clock.step === data.step && clock.party === 'agency',
    clock => ({ ...clock, unit: data.to }),
  );
}
