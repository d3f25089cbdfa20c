import type { Instant } from '../../../calendar/day.ts';
import type { Level } from '../../command.ts';
import { isPaused } from '../../clocks.ts';
import type { Environment } from '../../environment.ts';
import type { EventOf } from '../../event.ts';
import { clockOf, type CaseState, type ClockState, type RungState } from '../../state.ts';
import { dueOf } from '../../../clock/clock.ts';
import { rulesFor } from '../../../procedure/language/policy.ts';
import { ladder, nextLevel, postsOf, within } from './ladder.ts';

/**
 * When the rung's own clock ends; undefined before it is served, and while it waits without an end in sight. It waits
 * with the clock
 * that it stands for, until it is over itself.
 */
export function rungDue(environment: Environment, state: CaseState, rung: RungState): Instant | undefined {
  if (rung.servedAt === undefined) return undefined;
  const over = rung.answeredAt ?? rung.overdueAt ?? rung.closedAt ?? Infinity;
  const pauses = (clockOf(state, rung.clock)?.pauses ?? []).filter(
    pause => (pause.to ?? Infinity) > rung.servedAt! && pause.from < over,
  );
  const { at, openSince } = dueOf(environment.calendar(rung.calendar), {
    ...ofRung(environment),
    anchor: rung.servedAt,
    limit: within(rung.level, environment.procedure.policies),
    pauses,
  });
  return openSince === undefined ? at : undefined;
}

/** The date of the talk: the notice ahead of it, from service, or from the draft while it waits for its signature. */
export const talkDate = (environment: Environment, rung: RungState): Instant =>
  dueOf(environment.calendar(rung.calendar), {
    ...ofRung(environment),
    anchor: rung.servedAt ?? rung.openedAt,
    limit: environment.procedure.policies.ladder.talkNotice,
  }).at;

const ofRung = ({ procedure: { policies } }: Environment) => ({
  party: 'agency' as const,
  extensions: [],
  pauses: [],
  warns: false,
  ...rulesFor(policies, 'agency'),
});

/**
 * Whether the rung's clock still runs to somewhere: served, unanswered, not closed, its subject neither done nor
 * lawfully paused.
 */
export function isArmed(state: CaseState, rung: RungState): boolean {
  if (
    rung.servedAt === undefined ||
    rung.answeredAt !== undefined ||
    rung.overdueAt !== undefined ||
    rung.closedAt !== undefined
  )
    return false;
  // The blue reminder asks for nothing: only a yellow one leads on when it is not answered.
  if (rung.why === 'blue' || nextLevel[rung.level] === undefined) return false;
  const clock = clockOf(state, rung.clock);
  return clock === undefined || (!isPaused(clock) && !isDone(rung, clock));
}

/**
 * What a lower rung demanded was done since, by whomever: nothing is missed. What silence stopped had stopped when the
 * rung opened.
 */
const isDone = (rung: RungState, { stoppedAt }: ClockState): boolean =>
  ladder[rung.level].endsWithCase && stoppedAt !== undefined && stoppedAt > rung.openedAt;

type Opening = Pick<EventOf<'rungOpened'>['data'], 'level' | 'why' | 'reason'> & { readonly grave?: boolean };

/**
 * A rung on a clock, or undefined when it was opened before: each rung once for a clock, those withdrawn not counted.
 */
export function openRung(
  state: CaseState,
  clock: ClockState,
  { level, why, reason, grave }: Opening,
): EventOf<'rungOpened'>['data'] | undefined {
  if (clock.unit === undefined) return undefined;
  const before = state.rungs.filter(
    each => each.level === level && each.clock === clock.clock && (each.why === 'blue') === (why === 'blue'),
  );
  if (before.some(each => each.withdrawn === undefined)) return undefined;
  const rung = `${level}:${clock.clock}${why === 'blue' ? ':blue' : ''}${before.length > 0 ? `#${before.length + 1}` : ''}`;
  const serious = grave ?? why === 'statutoryRed';
  return {
    rung,
    level,
    clock: clock.clock,
    unit: clock.unit,
    from: ladder[level].from,
    why,
    posts: [...postsOf(level, serious)],
    ...(reason && { reason }),
  };
}

/**
 * What a passed threshold opens: L0 for blue and yellow; for a breach L4 (statutory), L2 (promise, milestone) or L1
 * (all others).
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

const whyUnanswered: Readonly<Record<Level, EventOf<'rungOpened'>['data']['why']>> = {
  L0: 'unanswered',
  L1: 'unanswered',
  L2: 'dateMissed',
  L3: 'ignored',
  L4: 'ignored',
};

/** What follows when a rung's clock runs out unanswered. */
export const opensAfter = (rung: RungState): Pick<Opening, 'level' | 'why'> | undefined => {
  const level = nextLevel[rung.level];
  return level === undefined ? undefined : { level, why: whyUnanswered[rung.level] };
};

/** Rungs that end with the case. */
export const endsWithCase = (rung: RungState): boolean =>
  rung.closedAt === undefined && ladder[rung.level].endsWithCase;

/**
 * Rungs without an addressee yet: it is looked up in the directory as of the moment when the rung fired. Also those
 * that were
 * closed meanwhile: their number may be taken already, and the register has no gaps.
 */
export const unaddressed = (state: CaseState): readonly RungState[] =>
  state.rungs.filter(rung => rung.number === undefined);
