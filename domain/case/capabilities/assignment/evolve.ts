import { defined } from '../../../defined.ts';
import { changeClocks, isRunning } from '../../clocks.ts';
import type { Environment } from '../../environment.ts';
import { when, type EventOf } from '../../event.ts';
import { leadOf } from '../../pinned-units.ts';
import { switchCalendars } from '../limits/recompute.ts';
import { changeStep, type CaseState } from '../../state.ts';

/** Clocks of the case itself that run go with the lead; steps and their clocks stay where they are. */
export function repin(state: CaseState, { data }: EventOf<'repinned'>, environment: Environment): CaseState {
  const before = leadOf(state, environment);
  const pinned: CaseState = {
    ...state,
    units: data.units,
    directory: data.directory,
    ...defined({ above: data.above?.map(level => ({ ...calendarsOf(state, level.place), ...level })) }),
  };
  const lead = leadOf(pinned, environment);
  return changeClocks(
    pinned,
    clock => isRunning(clock) && clock.step === undefined && clock.unit === before,
    clock => ({ ...clock, unit: lead }),
  );
}

/** The calendars that a level above was pinned with; of a new one the case's. */
const calendarsOf = ({ calendar, calendars, above = [] }: CaseState, place: string) => {
  const known = above.find(each => each.place === place) ?? { calendar, calendars };
  return { calendar: known.calendar, ...defined({ calendars: known.calendars }) };
};

export const release = (state: CaseState, { data }: EventOf<'released'>): CaseState =>
  changeStep(state, data.step, ({ claimedBy: _, ...step }) => step);

/** The step counts by the calendar of the unit that has it now. (T18) */
export function reassign(state: CaseState, event: EventOf<'reassigned'>, environment: Environment): CaseState {
  const { step: id, to } = event.data;
  // What somebody of the former unit proposed is no answer of the new one.
  const moved = changeStep(state, id, ({ claimedBy: _, proposal: _proposed, ...step }) => ({
    ...step,
    by: to,
    assignedBy: event.actor.person,
  }));
  const owned = changeClocks(
    moved,
    clock => isRunning(clock) && clock.step === id && clock.party === 'agency',
    clock => ({ ...clock, unit: to }),
  );
  return switchCalendars(owned, when(event), environment);
}
