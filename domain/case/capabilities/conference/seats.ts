import type { Instant } from '../../../calendar/day.ts';
import type { Json } from '../../../values.ts';
import { isRunning, startClock } from '../../clocks.ts';
import type { Environment } from '../../environment.ts';
import { unitOf } from '../../pinned-units.ts';
import { stepOf, type CaseState, type StepState } from '../../state.ts';
import { defined } from '../../../defined.ts';

/** The name of a party's part in a conference: `visit#2:planning`. */
const seatName = (conference: string, party: string): string => `${conference}:${party}`;

/** The parts of the parties in a conference, in the order of the procedure. */
export const seatsOf = (state: CaseState, conference: string): readonly StepState[] =>
  state.steps.filter(step => step.seat?.conference === conference);

/** Each party has its part from the invitation on, due with the conference. A second invitation opens none. */
export function openSeats(state: CaseState, conference: StepState, at: Instant, environment: Environment): CaseState {
  if (seatsOf(state, conference.id).length > 0) return state;
  const { procedure } = environment;
  const own = state.clocks.find(clock => clock.clock === `step:${conference.id}` && isRunning(clock));
  let next = state;
  for (const party of procedure.steps[conference.step]?.of ?? []) {
    const id = seatName(conference.id, party);
    const by = unitOf(state, party === 'lead' ? procedure.lead : party);
    const { about } = conference;
    const seat: StepState = {
      id,
      step: conference.step,
      by,
      openedAt: at,
      seat: { conference: conference.id, party },
      ...defined({ about }),
    };
    next = { ...next, steps: [...next.steps, seat] };
    if (!own) continue;
    // An invitation that comes after the due leaves each party the whole time.
    const anchor = own.breachedAt === undefined ? own.anchor : at;
    const clock = { clock: `step:${id}`, kind: 'step' as const, step: id, anchor, limit: own.limit };
    next = startClock(next, { ...clock, party: 'agency', unit: by }, environment);
  }
  return next;
}

/** The basis by which a party agrees that did not come; undefined where it came, was not invited, or has to answer. */
export function absenceOf(state: CaseState, seat: StepState, { procedure }: Environment): string | undefined {
  const meeting = stepOf(state, seat.seat?.conference ?? '')?.meeting;
  const came = meeting?.present?.includes(seat.seat?.party ?? '') === true;
  return meeting && !came ? procedure.steps[seat.step]?.silence?.basis : undefined;
}

/** The basis by which a conference ends when its time is over: every party that has not answered stayed away. */
export function absenceOfAll(state: CaseState, id: string, environment: Environment): string | undefined {
  const open = seatsOf(state, id).filter(({ end }) => end === undefined);
  const bases = open.map(seat => absenceOf(state, seat, environment));
  return bases.every(basis => basis !== undefined) ? bases[0] : undefined;
}

/** What a conference came to: the answer of each party, and the minutes that are there. */
export function outcomeOfConference(state: CaseState, id: string, more: Readonly<Record<string, Json>> = {}): Json {
  const minutes = stepOf(state, id)?.meeting?.minutes;
  const answers = seatsOf(state, id).flatMap(({ seat, id: name }) => {
    const answer = more[name] ?? seat?.answer;
    return seat && answer !== undefined ? [[seat.party, answer] as const] : [];
  });
  return { ...defined({ minutes }), answers: Object.fromEntries(answers) };
}
