import type { Instant } from '../../../calendar/day.ts';
import type { Level } from '../../vocabulary.ts';
import { isPaused, rulesOf } from '../../clocks.ts';
import { isTheirs } from '../../open-steps.ts';
import type { Environment } from '../../environment.ts';
import type { EventOf } from '../../event.ts';
import { clockOf, stepOf, type CaseState, type ClockState, type InstrumentState } from '../../state.ts';
import { dueOf } from '../../../clock/clock.ts';
import { rulesFor } from '../../../procedure/language/policy.ts';
import { ladder, nextLevel, postsOf, within } from './ladder.ts';
import { defined } from '../../../defined.ts';

/**
 * When the instrument's own clock ends; undefined before it is served, and while it waits without an end in sight. It
 * waits with the clock that it stands for, until it is over itself.
 */
export function instrumentDue(
  environment: Environment,
  state: CaseState,
  instrument: InstrumentState,
): Instant | undefined {
  if (instrument.servedAt === undefined) return undefined;
  const over = instrument.answeredAt ?? instrument.overdueAt ?? instrument.closedAt ?? Infinity;
  const pauses = (clockOf(state, instrument.clock)?.pauses ?? []).filter(
    pause => (pause.to ?? Infinity) > instrument.servedAt! && pause.from < over,
  );
  const { at, openSince } = dueOf(environment.calendar(instrument.calendar), {
    ...ofInstrument(environment),
    ...rulesOf(instrument),
    ...serviceOf(instrument, instrument.servedAt),
    limit: within(instrument.level, environment.procedure.policies),
    pauses,
  });
  return openSince === undefined ? at : undefined;
}

/** The date of the talk: the notice ahead of it, from service, or from the draft while it waits for its signature. */
export const talkDate = (environment: Environment, instrument: InstrumentState): Instant =>
  dueOf(environment.calendar(instrument.calendar), {
    ...ofInstrument(environment),
    ...rulesOf(instrument),
    ...serviceOf(instrument, instrument.servedAt ?? instrument.openedAt),
    limit: environment.procedure.policies.ladder.talkNotice,
  }).at;

/** From when an instrument counts: from the day that ended, where time opened it at 24:00. (T17) */
const serviceOf = ({ openedAt, isOpenedAtDayEnd }: InstrumentState, anchor: Instant) => ({
  anchor,
  ...(isOpenedAtDayEnd && anchor === openedAt && { isAnchoredAtDayEnd: true as const }),
});

const ofInstrument = ({ procedure: { policies } }: Environment) => ({
  party: 'agency' as const,
  extensions: [],
  pauses: [],
  warns: false,
  ...rulesFor(policies, 'agency'),
});

/**
 * Whether the instrument's clock still runs to somewhere: served, unanswered, not closed, its subject neither done nor
 * lawfully paused. (S5)
 */
export function isArmed(state: CaseState, instrument: InstrumentState): boolean {
  if (
    instrument.servedAt === undefined ||
    instrument.answeredAt !== undefined ||
    instrument.overdueAt !== undefined ||
    instrument.closedAt !== undefined
  )
    return false;
  // The blue reminder asks for nothing: only a yellow one leads on when it is not answered.
  if (instrument.why === 'blue' || nextLevel[instrument.level] === undefined) return false;
  const clock = clockOf(state, instrument.clock);
  return clock === undefined || (isOf(instrument, clock) && !isPaused(clock) && !isDone(instrument, clock));
}

/** Whether an instrument was opened for a clock, and not for one of the same name that went before it. (C24) */
const isOf = ({ openedAt }: InstrumentState, { anchor }: ClockState): boolean => openedAt >= anchor;

/**
 * What a lower instrument demanded was done since, by whomever: nothing is missed. What silence stopped had stopped
 * when the instrument opened.
 */
const isDone = (instrument: InstrumentState, { stoppedAt }: ClockState): boolean =>
  ladder[instrument.level].endsWithCase && stoppedAt !== undefined && stoppedAt > instrument.openedAt;

/**
 * Whom an instrument on a clock addresses: of a milestone the unit whose step is due with it, else the unit that is
 * asked, since the lead that has assigned it holds nothing; of any other clock its own unit. (S2)
 */
export function addressedBy(
  { steps }: CaseState,
  { clock, kind, unit }: ClockState,
  { procedure }: Pick<Environment, 'procedure'>,
): string | undefined {
  if (kind !== 'milestone') return unit;
  const asked = steps.filter(({ step, endedAt }) => endedAt === undefined && !isTheirs(procedure.steps[step]!.kind));
  const due = asked.find(({ step }) => `milestone:${procedure.steps[step]!.until}` === clock);
  return (due ?? asked[0])?.by ?? unit;
}

type Opening = { readonly unit: string | undefined } & Pick<
  EventOf<'instrumentOpened'>['data'],
  'level' | 'why' | 'reason'
> & { readonly grave?: boolean };

/**
 * An instrument on a clock, or undefined when it was opened before: each instrument once for a clock, those withdrawn
 * not counted. (S1)
 */
export function openInstrument(
  state: CaseState,
  clock: ClockState,
  { unit, level, why, reason, grave }: Opening,
): EventOf<'instrumentOpened'>['data'] | undefined {
  if (unit === undefined) return undefined;
  const before = state.instruments.filter(
    each => each.level === level && each.clock === clock.clock && (each.why === 'blue') === (why === 'blue'),
  );
  // What was opened for a clock of the same name that was annulled since is of another one.
  if (before.some(each => each.withdrawn === undefined && isOf(each, clock))) return undefined;
  // All that tells instruments of one clock apart stands before its name: after it, it could be a part of the name of
  // another clock, such as of a branch that is called "blue", or of a step that is asked again. (C23)
  const again = before.length > 0 ? `#${before.length + 1}` : '';
  const instrument = `${level}${why === 'blue' ? '.blue' : ''}${again}:${clock.clock}`;
  const serious = grave ?? why === 'statutoryRed';
  return {
    instrument,
    level,
    clock: clock.clock,
    unit,
    from: ladder[level].from,
    why,
    posts: [...postsOf(level, serious)],
    ...defined({ reason }),
  };
}

/**
 * What a passed threshold opens: L0 for blue and yellow; for a breach L4 (statutory), L2 (promise, milestone) or L1
 * (all others). (S2)
 */
export function opensAt(
  clock: ClockState,
  passed: 'blue' | 'yellow' | 'due',
): Pick<Opening, 'level' | 'why'> | undefined {
  if (clock.party === 'applicant') return undefined;
  if (passed !== 'due') return { level: 'L0', why: passed };
  const level: Level =
    clock.kind === 'statutory' ? 'L4' : clock.kind === 'promise' || clock.kind === 'milestone' ? 'L2' : 'L1';
  return { level, why: level === 'L4' ? 'statutoryRed' : 'red' };
}

const whyUnanswered: Readonly<Record<Level, EventOf<'instrumentOpened'>['data']['why']>> = {
  L0: 'unanswered',
  L1: 'unanswered',
  L2: 'dateMissed',
  L3: 'ignored',
  L4: 'ignored',
};

/** What follows when an instrument's clock runs out unanswered. (S3) */
export const opensAfter = (instrument: InstrumentState): Pick<Opening, 'level' | 'why'> | undefined => {
  const level = nextLevel[instrument.level];
  return level === undefined ? undefined : { level, why: whyUnanswered[instrument.level] };
};

/** Instruments that end with the case. (S6) */
export const endsWithCase = (instrument: InstrumentState): boolean =>
  instrument.closedAt === undefined && ladder[instrument.level].endsWithCase;

/** Who claimed the step that an instrument is about; undefined for a clock of the case, and where nobody did. */
export const claimantOf = (state: CaseState, { clock }: InstrumentState): string | undefined =>
  stepOf(state, clockOf(state, clock)?.step ?? '')?.claimedBy;

/**
 * Instruments without an addressee yet: it is looked up in the directory as of the moment when the instrument fired.
 * Also those that were closed meanwhile: their number may be taken already, and the register has no gaps.
 */
export const unaddressed = (state: CaseState): readonly InstrumentState[] =>
  state.instruments.filter(instrument => instrument.number === undefined);
