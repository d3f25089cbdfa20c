import { defined } from '../defined.ts';
import { dayEndingAt, formatDay, millisecondOfDay, type Instant } from '../calendar/day.ts';
import { orUndefinedIfUnpublished } from '../calendar/unpublished.ts';
import type { Threshold } from '../clock/clock.ts';
import { nextPageAt } from './capabilities/children/pages.ts';
import {
  addressedBy,
  isArmed,
  openInstrument,
  opensAfter,
  opensAt,
  instrumentDue,
} from './capabilities/instruments/escalation.ts';
import { ladder } from './capabilities/instruments/ladder.ts';
import { pendingThresholds } from './clocks.ts';
import { DecisionBuilder } from './decision-builder.ts';
import type { Environment } from './environment.ts';
import type { CaseAtEnd, Decision } from './record.ts';
import { expiries } from './capabilities/index.ts';
import { isEffect, silenceOf } from './capabilities/steps/silence.ts';
import { clockOf, ended, type CaseState, type ClockState, type InstrumentState } from './state.ts';
import { engine } from '../values.ts';

/** The nearest thing that time will do to a case, at its due instant. */
export type Tick = {
  readonly at: Instant;
  /** When it was due, which an event that came later does not move. */ readonly dueAt: Instant;
  /** The day whose 24:00 it is due at. */ readonly on?: string;
  /** Silence then takes or gives a right: acts asked in time must go first. */ readonly endsRight: boolean;
} & (
  | { readonly instrument: InstrumentState }
  | { readonly clock: ClockState; readonly threshold: Threshold }
  /** The next page of children is to be opened, or stopped. */
  | { readonly isPage: true }
);

/**
 * The nearest threshold of all clocks and instruments: the one timer. Undefined while nothing is armed; what ends where
 * no calendar reaches is armed when one is published that does. Of several at the same instant an instrument's own end
 * goes first, then the clocks in the order in which they started. (C18)
 */
export function nextTick(state: CaseState, environment: Environment): Tick | undefined {
  let nearest: Tick | undefined;
  const consider = (tick: Tick): void => {
    if (nearest === undefined || tick.at < nearest.at) nearest = tick;
  };
  for (const instrument of state.instruments) {
    if (!isArmed(state, instrument)) continue;
    const at = orUndefinedIfUnpublished(() => instrumentDue(environment, state, instrument));
    if (at !== undefined) consider({ at, dueAt: at, endsRight: false, instrument });
  }
  if (!ended(state)) {
    for (const clock of state.clocks) {
      const next = pendingThresholds(environment, clock)[0];
      if (next)
        consider({
          at: next.at,
          dueAt: next.at,
          endsRight: next.threshold === 'due' && endsRight(state, clock, environment),
          clock,
          threshold: next.threshold,
        });
    }
  }
  const page = nextPageAt(state, environment);
  if (page !== undefined) consider({ at: page, dueAt: page, endsRight: false, isPage: true });
  // A threshold that lies in the past (an event came later than its instant) is done now: times never go back.
  return nearest && { ...nearest, ...dayOfTick(nearest, state), at: Math.max(nearest.at, state.at) };
}

/**
 * The day whose 24:00 something is due at. What a publication moved into the past happens at the publication, and on no
 * other day; what was past already when time did something at the 24:00 of a day happens on that day too.
 */
function dayOfTick(tick: Tick, state: CaseState): { readonly on?: string } {
  const isMoved = 'clock' in tick && (tick.clock.recomputedAt ?? -Infinity) > tick.at;
  if (millisecondOfDay(tick.at) === 0 && !isMoved) return { on: formatDay(dayEndingAt(tick.at)) };
  return tick.at < state.at ? defined({ on: state.on }) : {};
}

const endsRight = (state: CaseState, clock: ClockState, environment: Environment): boolean =>
  expiries[clock.kind].endsRight(clock) ||
  silenceGrants(clock, environment) !== undefined ||
  endsByItself(state, clock, environment);

/**
 * 沉默视为同意: a unit that may be silent by a cited basis is reminded (L0), and summoned for nothing. Nor is one whose
 * effect does not answer in time: a person takes over.
 */
const endsByItself = (state: CaseState, { kind, step }: ClockState, environment: Environment): boolean =>
  kind === 'step' &&
  step !== undefined &&
  (silenceOf(state, step, environment) !== undefined || isEffect(state, step, environment));

/** 超时默许: what the procedure grants, on its basis, when this clock runs out. */
function silenceGrants(
  { kind }: ClockState,
  {
    procedure: {
      policies: { tacitApproval },
    },
  }: Environment,
): typeof tacitApproval {
  return tacitApproval && kind === (tacitApproval.at === 'promised' ? 'promise' : 'statutory')
    ? tacitApproval
    : undefined;
}

/**
 * What happens at the next tick, stamped with its due instant however late it is noticed; `noticedAt` when that is
 * late.
 */
export function tick(before: CaseAtEnd, environment: Environment, noticedAt?: Instant): Decision {
  const next = nextTick(before.state, environment);
  if (!next) return { events: [], entries: [], state: before.state };
  const draft = new DecisionBuilder(
    before,
    {
      actor: engine,
      at: next.at,
      askedAt: next.at,
      ...defined({ on: next.on, noticedAt }),
    },
    environment,
  );
  // What is to be done of a page follows by itself.
  if ('isPage' in next) draft.concludeIfReady();
  else if ('instrument' in next) endInstrument(draft, next.instrument);
  else if (next.threshold === 'due') expire(draft, next);
  else warn(draft, next, next.threshold);
  draft.concludeIfReady();
  return draft.decision;
}

function warn(draft: DecisionBuilder, tick: ClockTick, threshold: 'blue' | 'yellow'): void {
  const { clock } = tick;
  draft.record('thresholdPassed', { clock: clock.clock, threshold });
  if (!isBeforeTyping(draft, tick)) open(draft, clock, opensAt(clock, threshold));
}

type ClockTick = Extract<Tick, { readonly clock: ClockState }>;

/** What lay before the papers were typed in opens nothing by itself. (A17) */
const isBeforeTyping = ({ state }: DecisionBuilder, { dueAt }: Tick): boolean =>
  dueAt < (state.typedIn?.at ?? -Infinity);

/** The clock's limit ran out: what its kind says. */
function expire(draft: DecisionBuilder, tick: ClockTick): void {
  const { clock } = tick;
  expiries[clock.kind].expire(draft, clock);
  const opensNothing = isBeforeTyping(draft, tick) || endsByItself(draft.state, clock, draft.environment);
  if (!opensNothing) open(draft, clock, opensAt(clock, 'due'));
}

/** An instrument's clock ran out without an act of the unit: it is overdue, and leads on. */
function endInstrument(draft: DecisionBuilder, instrument: InstrumentState): void {
  draft.record('instrumentOverdue', { instrument: instrument.instrument });
  const clock = clockOf(draft.state, instrument.clock);
  if (clock && !endsByItself(draft.state, clock, draft.environment)) open(draft, clock, opensAfter(instrument));
}

function open(draft: DecisionBuilder, clock: ClockState, opening: ReturnType<typeof opensAt>): void {
  const unit = addressedBy(draft.state, clock, draft.environment);
  const opened = opening && openInstrument(draft.state, clock, { ...opening, unit });
  if (!opened) return;
  // The blue reminder is overtaken by the yellow one.
  const blue = draft.state.instruments.find(
    each => each.clock === clock.clock && each.why === 'blue' && each.closedAt === undefined,
  );
  if (blue && opened.why === 'yellow')
    draft.record('instrumentClosed', { instrument: blue.instrument, conclusion: { code: 'overtaken' } });
  draft.record('instrumentOpened', opened, { basis: ladder[opened.level].basis });
}
