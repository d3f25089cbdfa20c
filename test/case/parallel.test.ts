import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { formatDay, formatInstant, parseInstant, type Instant } from '../../domain/calendar/day.ts';
import { demonstration } from '../../domain/calendar/published.ts';
import { when, type CaseEvent } from '../../domain/case/event.ts';
import { attributionOf, type Branch } from '../../domain/clock/attribution.ts';
import type { ClockFacts, Pause } from '../../domain/clock/clock.ts';
import { all, approval, procedure, special, workingDays } from '../../domain/procedure.ts';
import { Refused } from '../../domain/refusal.ts';
import { slowDueOf } from '../deadline/oracle/oracle.ts';
import { slowAttribution } from '../deadline/slow-attribution.ts';
import { head, officer, reference, caseOf, type VirtualCase } from '../../domain/testing.ts';
import { times } from '../support/examples.ts';

const units = { one: 'fire-rescue', two: 'tobacco', three: 'urban-management' } as const;
type Name = keyof typeof units;
const names = Object.keys(units) as Name[];
const branch = (by: string) => approval('会签', { by, within: workingDays(5), mayPauseFor: ['hearing', 'expert'] });
const joint = procedure({
  name: 'joint',
  version: 1,
  title: '联合审批',
  lead: 'market-regulation',
  form: z.object({}),
  example: {},
  limits: { promised: workingDays(8) },
  special: {
    hearing: special('听证', { atMost: workingDays(9), basis: '行政许可法 46', times: 3 }),
    expert: special('专家评审', { atMost: workingDays(9), basis: '行政许可法 45', times: 3 }),
  },
  steps: { one: branch(units.one), two: branch(units.two), three: branch(units.three) },
  permits: { licence: '许可证' },
  *run({ steps, grant }) {
    yield* all({ one: steps.one(), two: steps.two(), three: steps.three() });
    return grant('licence');
  },
});

const accepted = (): VirtualCase => {
  return caseOf(joint).receive({ at: '2027-03-24T10:00' }).at('2027-03-24T11:00').accept();
};

interface Stretch {
  readonly from: Instant;
  readonly to: Instant;
}
/** What the log says of a branch, by its own words only. */
interface Told {
  readonly unit: string;
  readonly until: Instant;
  readonly special: readonly Stretch[];
}

/** Reads branches and suspensions from the events, up to `now`. */
function told(
  events: readonly CaseEvent[],
  now: Instant,
): { readonly branches: readonly Told[]; readonly suspended: readonly Stretch[] } {
  // What was annulled never was: its days count.
  const annulled = new Set(events.flatMap(event => (event.type === 'annulled' ? [event.data.event] : [])));
  const isGone = (index: number): boolean => annulled.has(index + 1);
  const branches = names.map((step): Told => {
    let until = now;
    let from: Instant | undefined;
    const special: Stretch[] = [];
    for (const [index, event] of events.entries()) {
      if (event.type === 'granted') until = Math.min(until, when(event));
      if (!('step' in event.data) || event.data.step !== step) continue;
      if (event.type === 'answered') until = when(event);
      if (event.type === 'specialStarted' && !isGone(index)) from = when(event);
      if ((event.type === 'specialEnded' || event.type === 'specialExpired') && from !== undefined) {
        special.push({ from, to: when(event) });
        from = undefined;
      }
    }
    if (from !== undefined) special.push({ from, to: until });
    return { unit: units[step], until, special };
  });
  const suspended: Stretch[] = [];
  let from: Instant | undefined;
  for (const [index, event] of events.entries()) {
    if (event.type === 'suspended' && !isGone(index)) from = when(event);
    if (event.type === 'resumed' && from !== undefined) suspended.push({ from, to: when(event) });
    if (event.type === 'resumed') from = undefined;
  }
  if (from !== undefined) suspended.push({ from, to: now });
  return { branches, suspended };
}

/**
 * When the shared clock stood still: every unfinished branch paused, or all suspended; asked anew in each stretch in
 * which nothing changed.
 */
function stoodStill(events: readonly CaseEvent[], now: Instant): readonly Pause[] {
  const { branches, suspended } = told(events, now);
  const inside = (at: Instant, stretches: readonly Stretch[]): boolean =>
    stretches.some(({ from, to }) => at >= from && at < to);
  const moments = [...new Set([...events.map(when), ...suspended.flatMap(({ from, to }) => [from, to]), now])]
    .filter(at => at <= now)
    .sort((a, b) => a - b);
  return moments.slice(0, -1).flatMap((from, index) => {
    const unfinished = branches.filter(({ until }) => until > from);
    const idle = unfinished.length > 0 && unfinished.every(({ special }) => inside(from, special));
    return idle || inside(from, suspended) ? [{ from, to: moments[index + 1]! }] : [];
  });
}

const minutes = fc.oneof(fc.integer({ min: 1, max: 600 }), fc.integer({ min: 600, max: 6_000 }));
const move = fc.record({
  after: minutes,
  name: fc.constantFrom(...names),
  days: fc.integer({ min: 1, max: 9 }),
  what: fc.constantFrom(
    'special',
    'special',
    'special',
    'end',
    'end',
    'answer',
    'answer',
    'suspend',
    'resume',
    'annul',
  ),
  which: fc.nat({ max: 5 }),
});

/** Plays the moves that are not refused; ends with everything that time did up to the last. */
function play(
  moves: readonly {
    readonly after: number;
    readonly name: Name;
    readonly days: number;
    readonly what: string;
    readonly which: number;
  }[],
): { readonly one: VirtualCase; readonly now: Instant } {
  const one = accepted();
  let now = parseInstant('2027-03-24T11:00');
  moves.forEach(({ after, name, days, what, which }, index) => {
    now += after * 60_000;
    const official = officer(units[name]);
    try {
      const at = formatInstant(now);
      one.until(at);
      if (what === 'special')
        one.at(at).act(official, {
          type: 'startSpecial',
          step: name,
          special: which % 2 === 0 ? 'hearing' : 'expert',
          takes: { unit: 'WD', n: days },
          notice: reference(`特-${index}`),
        });
      if (what === 'end') one.at(at).act(official, { type: 'endSpecial', step: name, result: '听证结束' });
      if (what === 'answer') one.at(at).act(official, { type: 'answer', step: name, answer: { answer: 'agree' } });
      if (what === 'suspend')
        one.at(at).act(head('market-regulation'), {
          type: 'suspend',
          ground: 'forceMajeure',
          reason: { text: '台风' },
          notice: reference(`中-${index}`),
        });
      const pauses = (one.state!.annullable ?? []).filter(({ of }) => of !== 'accepted');
      const wrong = pauses[which % pauses.length];
      if (what === 'annul' && wrong)
        one.at(at).act(wrong.by, { type: 'annul', event: wrong.seq, reason: { text: '有误' } });
      if (what === 'resume')
        one.at(at).act(head('market-regulation'), { type: 'resume', reason: { text: '台风已过' } });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
    }
  });
  return { one, now };
}

const promise: Omit<ClockFacts, 'pauses'> = {
  anchor: parseInstant('2027-03-24T11:00'),
  limit: workingDays(8),
  party: 'agency',
  extensions: [],
  warns: true,
};

// (C16)
test('the shared clock runs while any branch holds time, and stands while every open branch is paused', () => {
  fc.assert(
    fc.property(fc.array(move, { maxLength: 14 }), moves => {
      const { one, now } = play(moves);
      const still = one.clock('promise');
      expect(still.state === 'paused').toBe(
        still.stoppedAt === undefined && still.breachedAt === undefined && isStill(one.events, now),
      );
      goOn(one, now);
      const clock = one.clock('promise');
      const pauses = stoodStill(one.events, clock.stoppedAt ?? now);
      expect(formatInstant(clock.due!)).toBe(formatInstant(slowDueOf(demonstration, { ...promise, pauses }).at));
      // A breach is at the due, or where an annulment moved that into the past at the annulment; one before it stays.
      const moved = one.events.findLast(({ type }) => type === 'annulled')?.at ?? -Infinity;
      expect([
        undefined,
        clock.due!,
        ...(moved >= clock.due! ? [Math.min(clock.breachedAt ?? moved, moved)] : []),
      ]).toContain(clock.breachedAt);
      expect(clock.breachedAt === undefined, 'late is what stopped after due, or runs through it').toBe(
        clock.stoppedAt === undefined ? now < clock.due! : clock.stoppedAt <= clock.due!,
      );
    }),
    times(300),
  );
});

/** Ends what still pauses, so that the due is no projection. */
function goOn(one: VirtualCase, now: Instant): void {
  const at = formatInstant(now);
  if (one.view.suspensions?.some(({ to }) => to === undefined))
    one.at(at).act(head('market-regulation'), { type: 'resume', reason: { text: '台风已过' } });
  for (const { step, state } of one.view.steps)
    if (state === 'paused')
      one.at(at).act(officer(units[step as Name]), { type: 'endSpecial', step, result: '听证结束' });
  one.until(at);
}

/** Whether it stands still from `now` on. */
function isStill(events: readonly CaseEvent[], now: Instant): boolean {
  const later = now + 1;
  return stoodStill(events, later).some(({ from, to }) => from <= now && to === later);
}

// (C17)
test('each counted day of it is charged as counting by hand charges it', () => {
  fc.assert(
    fc.property(fc.array(move, { maxLength: 14 }), moves => {
      const { one, now } = play(moves);
      const { shared } = one.view;
      const end = Math.min(shared!.stoppedAt ?? now, now);
      const { branches: own, suspended } = told(one.events, end);
      const branches = own.map(({ unit, until, special: paused }): Branch => ({
        unit,
        from: promise.anchor,
        to: until,
        pauses: [...paused, ...suspended],
      }));
      const mine = attributionOf(
        one.environment.calendar('demonstration-2032'),
        shared!.facts,
        shared!.branches,
        shared!.lead,
        end,
      );
      const byHand = slowAttribution(
        demonstration,
        { ...promise, pauses: stoodStill(one.events, end) },
        branches,
        'market-regulation',
        end,
      );
      expect(
        mine.days.map(({ day, units: held, afterDue }) => `${formatDay(day)} ${held.join('+')} ${afterDue}`),
      ).toEqual(byHand);
      expect(mine.units.reduce((sum, { days, shared: together }) => sum + days - together, mine.shared)).toBe(
        mine.counted,
      );
    }),
    times(300),
  );
});

test('the clock runs while a branch goes on, stops with the last, and charges a day that two hold to both', () => {
  const one = accepted();
  const hearing = (name: Name, n: number) =>
    ({
      type: 'startSpecial',
      step: name,
      special: 'hearing',
      takes: { unit: 'WD', n },
      notice: reference(`听-${name}`),
    }) as const;
  one.at('2027-03-25T09:00').act(officer(units.one), hearing('one', 9));
  one.at('2027-03-26T09:00').act(officer(units.two), { type: 'answer', step: 'two', answer: { answer: 'agree' } });
  expect(one.clock('promise').state).toBe('running');
  one.at('2027-03-29T09:00').act(officer(units.three), hearing('three', 2));
  expect(one.clock('promise')).toMatchObject({ state: 'paused', projected: true });
  one.until('2027-04-01T12:00');
  expect(one.clock('promise'), 'from Mar 31 17:30 the third counts again').toMatchObject({ state: 'running' });
  const { shared } = one.view;
  const now = parseInstant('2027-04-02T12:00');
  const { days, units: shares } = attributionOf(
    one.environment.calendar('demonstration-2032'),
    shared!.facts,
    shared!.branches,
    shared!.lead,
    now,
  );
  expect(days.map(({ day, units: held }) => `${formatDay(day).slice(5)} ${held.join('+')}`)).toEqual([
    '03-25 fire-rescue+tobacco+urban-management',
    '03-26 tobacco+urban-management',
    '03-29 urban-management',
    '04-01 urban-management',
    '04-02 urban-management',
  ]);
  expect(shares.find(({ unit }) => unit === 'tobacco')).toEqual({ unit: 'tobacco', days: 2, shared: 2, afterDue: 0 });
});
