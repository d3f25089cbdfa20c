import { clockName } from '../../clocks.ts';
import type { Environment } from '../../environment.ts';
import type { EventOf } from '../../event.ts';
import { clockOf, type CaseState } from '../../state.ts';
import { dueToTell, tell, type Told } from '../../tell.ts';
import { tellMoved } from './moved.ts';

export const extended = ({ data }: EventOf<'extended'>, state: CaseState, environment: Environment): readonly Told[] =>
  tell('extended', {
    clock: clockName(clockOf(state, data.clock)!, state, environment.procedure),
    by: data.by,
    reason: data.reason.text,
    ...dueToTell(state, environment, data.clock),
  });

/** What an amended calendar, or corrected rules, moved. */
export const recomputed = (
  { data }: EventOf<'recomputed'>,
  state: CaseState,
  environment: Environment,
): readonly Told[] =>
  tellMoved(data.clocks, state, environment, (clocks, to, calendar) =>
    tell('recomputed', { ...(data.reason === 'CALENDAR' && { calendar }), clocks }, to),
  );
