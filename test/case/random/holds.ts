import { expect } from 'vitest';
import { formatInstant } from '../../../domain/calendar/day.ts';
import { fold, nextTick, viewOf } from '../../../domain/case/case.ts';
import { readEvent } from '../../../domain/case/event.ts';
import { explainClock } from '../../../domain/case/explain/explain.ts';
import { historyOf } from '../../../domain/case/explain/history.ts';
import { undecided } from '../../../domain/case/state.ts';
import type { AnyProcedure } from '../../../domain/procedure/procedure.ts';
import type { VirtualCase, VirtualCity } from '../../../domain/testing.ts';
import { partsOf } from '../../../db/cases/read-model.ts';
import { redo } from '../../deadline/explain/redo.ts';
import { address, live, type Course } from './life.ts';

const dayMs = 86_400_000;

/** The last event's state is what a fold of the log gives; log and read model take all of it. */
function isFolded(one: VirtualCase): void {
  expect(one.entries.map(({ text }) => readEvent(text))).toEqual(one.events);
  expect(() => JSON.stringify(partsOf(one.id, { view: one.view }))).not.toThrow();
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
  // A case that waits for its child, or for the one above, alone goes on with it, which is looked at by itself.
  const awaited = (one.state!.children ?? []).filter(
    ({ endedAt, stoppedAt, isDraft }) => !isDraft && endedAt === undefined && stoppedAt === undefined,
  );
  expect(
    late.length + open.length + suspended.length + awaited.length + (status === 'atUpper' ? 1 : 0),
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
  for (const { id, state } of casesOf(city).filter(one => one.status === 'atUpper')) {
    const above = state!.followUps?.findLast(({ why }) => why === 'forwardedUp')?.case;
    const decides = city.cases.find(each => each.id === above)?.state;
    expect(decides && undecided(decides), `${id}: ${decides?.status ?? 'nothing'} above`).toBe(true);
  }
}

/** Plays one course to its end, and two years on. Returns how many cases were received in it. */
export function play(procedure: AnyProcedure, course: Course): number {
  const city = live(procedure, course, isNotForgotten);
  if (!city) return 0;
  for (const one of casesOf(city)) {
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
  return casesOf(city).length;
}
