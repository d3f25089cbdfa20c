import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatInstant } from '../../../domain/calendar/day.ts';
import { fold, nextTick, viewOf } from '../../../domain/case/case.ts';
import { explainClock } from '../../../domain/case/explain/explain.ts';
import { historyOf } from '../../../domain/case/explain/history.ts';
import { check } from '../../../domain/procedure/check/check.ts';
import { undecided } from '../../../domain/case/state.ts';
import type { VirtualCase, VirtualCity } from '../../../domain/testing.ts';
import { redo } from '../../deadline/explain/redo.ts';
import { times } from '../../support/examples.ts';
import { address, course, live } from './life.ts';
import { plan } from './plan.ts';
import { procedureOf } from './procedure-of.ts';
import { long } from '../../support/tags.ts';

const dayMs = 86_400_000;

/** The last event's state is what a fold of the log gives, and the view is made of nothing else. */
function isFolded(one: VirtualCase): void {
  expect(fold(one.events, one.environment)).toEqual(one.state);
  expect(viewOf(JSON.parse(JSON.stringify(one.state)), one.environment)).toEqual(one.view);
}

/** Each clock's explanation leads to its due. */
function isExplained(one: VirtualCase): void {
  const history = historyOf(one.events, one.environment);
  for (const { clock, due } of one.view.clocks)
    expect(redo(explainClock(history, clock, one.environment, { now: one.state!.at })), clock).toBe(due);
}

/**
 * An open case has something that time will do, or somebody who is late, has an instrument to sign or to close, or has
 * suspended it and will resume it.
 */
function isNotForgotten(one: VirtualCase): void {
  const { closed, clocks, instruments, status, suspensions = [] } = one.view;
  if (closed || nextTick(one.state!, one.environment) !== undefined) return;
  const late = clocks.filter(({ state, breachedAt }) => state === 'running' && breachedAt !== undefined);
  const open = instruments.filter(({ closedAt }) => closedAt === undefined);
  const suspended = suspensions.filter(({ to }) => to === undefined);
  // A case that waits for its child alone goes on with it; the child is looked at by itself.
  const awaited = (one.state!.children ?? []).filter(
    ({ endedAt, stoppedAt, isDraft }) => !isDraft && endedAt === undefined && stoppedAt === undefined,
  );
  expect(
    late.length + open.length + suspended.length + awaited.length,
    `${status}: nothing is due, and nobody is asked`,
  ).toBeGreaterThan(0);
}

const casesOf = (city: VirtualCity): readonly VirtualCase[] => city.cases.filter(({ state }) => state !== undefined);

/** What a case says of those that it opened is what they say; no letter was refused but for being late. */
function agree(city: VirtualCity): void {
  const late = new Set(['case.ended', 'case.decided', 'step.answered', 'step.cancelled']);
  expect(city.refusedLetters.filter(({ refusal }) => !late.has(refusal.code))).toEqual([]);
  const links = casesOf(city).flatMap(parent =>
    (parent.state!.children ?? []).map(link => ({ parent: parent.id, ...link })),
  );
  for (const { parent, step, case: id, isDraft, endedAt, stoppedAt } of links) {
    const child = city.cases.find(each => each.id === id)?.state;
    expect(child === undefined, `${step} of ${parent}`).toBe(isDraft === true);
    expect(child?.parent ?? { case: parent, step }).toMatchObject({ case: parent, step });
    // Whoever waits for a child waits for one that can still come to something.
    const isAwaited = endedAt === undefined && stoppedAt === undefined;
    expect(isAwaited && child ? undecided(child) : true, `${step} of ${parent}: ${child?.status}`).toBe(true);
  }
}

// (C23)
test(
  'made-up procedures, played at random, never throw, forget no case, and explain every due',
  { ...long, timeout: 3_600_000 },
  () => {
    let loaded = 0;
    let received = 0;
    fc.assert(
      fc.property(plan, fc.array(course, { minLength: 3, maxLength: 5 }), (written, courses) => {
        const procedure = procedureOf(written);
        if (check(procedure).length > 0) return;
        loaded += 1;
        for (const each of courses) {
          const city = live(procedure, each, isNotForgotten);
          if (!city) continue;
          for (const one of casesOf(city)) {
            received += 1;
            isFolded(one);
            isExplained(one);
          }
          city.until(formatInstant(city.now + 800 * dayMs));
          for (const one of casesOf(city)) {
            address(one);
            isNotForgotten(one);
            isFolded(one);
          }
          agree(city);
        }
      }),
      { ...times(16), endOnFailure: true },
    );
    expect(loaded, 'most of what is made up loads').toBeGreaterThan(times(16).numRuns / 2);
    expect(received).toBeGreaterThan(loaded);
  },
);
