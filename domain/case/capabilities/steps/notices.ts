import type { Environment } from '../../environment.ts';
import type { EventOf } from '../../event.ts';
import { mainDates } from '../../main-dates.ts';
import { stepOf, type CaseState } from '../../state.ts';
import { tell, type Told } from '../../tell.ts';

/** What the applicant let lapse, and the dates that count on from it; a period that is over is nobody's failing. */
export function lapsed(event: EventOf<'lapsed'>, state: CaseState, environment: Environment): readonly Told[] {
  const definition = environment.procedure.steps[stepOf(state, event.data.step)?.step ?? ''];
  if (definition?.kind !== 'applicant' && definition?.kind !== 'child') return [];
  return tell('lapsed', { step: definition.title, clocks: mainDates(event, state, environment) });
}
