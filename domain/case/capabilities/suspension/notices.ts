import type { Environment } from '../../environment.ts';
import type { EventOf } from '../../event.ts';
import { mainDates } from '../../main-dates.ts';
import type { CaseState } from '../../state.ts';
import { tell, type Told } from '../../tell.ts';

export const suspended = ({ data: { ground, reason, notice } }: EventOf<'suspended'>): readonly Told[] =>
  tell('suspended', { ground, reason: reason.text, notice: notice.number });

/** While the case was suspended nobody could say when its limits end; now the applicant is told. */
export const resumed = (event: EventOf<'resumed'>, state: CaseState, environment: Environment): readonly Told[] =>
  tell('resumed', { reason: event.data.reason.text, clocks: mainDates(event, state, environment) });
