import { instantAt, minutesPerDay, parseDay } from '../calendar/day.ts';
import { annullableAfter } from './capabilities/annulment/annullable.ts';
import { folds } from './capabilities/index.ts';
import { markInstrumentAnswered } from './capabilities/instruments/evolve.ts';
import type { EventFold } from './capability.ts';
import { stampDayEnd } from './day-end.ts';
import { documentsOf } from './documents.ts';
import type { Environment } from './environment.ts';
import { when, type CaseEvent } from './event.ts';
import { pauseClocks } from './open-steps.ts';
import { suspensionOf, type CaseState } from './state.ts';

/** Folds one event. The first makes the state; none is ever refused here: what is in the log has happened. */
export function evolve(state: CaseState | undefined, event: CaseEvent, environment: Environment): CaseState {
  if (event.type === 'received') {
    const begun = stampDayEnd(undefined, folds.received.begin(event, environment), event);
    return { ...begun, documents: documentsOf(begun, event), ...readOn(event) };
  }
  if (!state) throw new Error(`the log of a case begins with received, not with ${event.type}`);
  // The fold is of the event's own type: the records are spreads that the compiler checks.
  const fold: EventFold<never> = folds[event.type];
  const moved = fold.evolve(state, event as never, environment);
  // A clock that starts while the case is suspended stands still from its anchor on.
  const still = suspensionOf(moved) ? pauseClocks(moved, when(event), environment) : moved;
  const stamped = stampDayEnd(state, still, event);
  // A pause that ends by itself ends by the clock that was just stamped.
  const dated = stamped === still ? still : pauseClocks(stamped, when(event), environment);
  const next = markInstrumentAnswered(stampLateNotice(state, dated, event), event, fold.isConsequence);
  const { on: _, ...rest } = next;
  const made = documentsOf(next, event);
  const revision = state.revision + 1;
  return {
    ...rest,
    ...annullableAfter({ ...next, revision }, event, made),
    documents: [...next.documents, ...made],
    revision,
    at: event.at,
    ...readOn(event),
  };
}

/** The state is read at the 24:00 of a day where its last event took effect then. (T17) */
const readOn = ({ on, at }: CaseEvent): Pick<CaseState, 'on'> =>
  on !== undefined && at === instantAt(parseDay(on), minutesPerDay) ? { on } : {};

/** What a run noticed late carries when that was: the clock that breached, the instrument that opened. */
function stampLateNotice(before: CaseState, after: CaseState, { noticedAt }: CaseEvent): CaseState {
  if (noticedAt === undefined) return after;
  const late = <T extends { readonly noticedAt?: number }>(each: T): T => ({ ...each, noticedAt });
  const breachedBefore = (name: string): boolean =>
    before.clocks.some(each => each.clock === name && each.breachedAt !== undefined);
  return {
    ...after,
    clocks: after.clocks.map(each =>
      each.breachedAt !== undefined && !breachedBefore(each.clock) ? late(each) : each,
    ),
    instruments: after.instruments.map(each =>
      before.instruments.some(({ instrument }) => instrument === each.instrument) ? each : late(each),
    ),
  };
}

/** Folds a whole log. */
export function fold(events: readonly CaseEvent[], environment: Environment): CaseState {
  let state: CaseState | undefined;
  for (const event of events) state = evolve(state, event, environment);
  if (!state) throw new Error('an empty log holds no case');
  return state;
}
