import { setTimeout as pause } from 'node:timers/promises';
import type { CommandContext } from '../../commands/context.ts';
import { environmentOf } from '../../commands/environment.ts';
import { readKept } from '../../commands/load-case.ts';
import { familyOf, lettersUnderWay, type Member } from '../../db/cases/family.ts';
import { nextPageAt } from '../../domain/case/case.ts';
import { moveCase } from './skip-time.ts';

/** Cases of which the time is moved at once. */
const abreast = 6;
/** Milliseconds until what is due in a family has been done and told, and between two looks. */
const patienceMs = 30_000;
const breathMs = 50;
/** So many milliseconds after what is due a family stands: a run's timer goes off one after it. */
const justAfter = 5;

/**
 * Moves a case, and all that it is linked to, to one offset: from the nearest due of any of them to the next, so that
 * what one of them writes to another arrives before the other's time has gone on. Asked again, it goes on from wherever
 * they stand. `hold` is told at each stop which cases they are.
 */
export async function moveFamily(
  context: CommandContext,
  caseId: string,
  targetOffset: number,
  hold: (cases: readonly string[]) => Promise<void>,
): Promise<void> {
  for (;;) {
    const { members, nextDue } = await atRest(context, caseId);
    await hold(members.map(({ id }) => id));
    const open = members.filter(({ closed }) => !closed);
    if (open.length === 0) return;
    const isAlone = open.length === 1 && !mayOpen(context, open[0]!);
    const stop = isAlone ? targetOffset : Math.min(targetOffset, nextDue + justAfter - Date.now());
    await eachAbreast(open, ({ id }) => moveCase(context, id, stop));
    if (isAlone) return;
    if (stop === targetOffset && (await hasArrived(context, caseId, targetOffset))) return;
  }
}

/** What has begun on the way is behind the others by no more than the way itself took. */
async function hasArrived(context: CommandContext, caseId: string, targetOffset: number): Promise<boolean> {
  const { members } = await atRest(context, caseId);
  return members.every(({ closed, timeOffset }) => closed || targetOffset - timeOffset < patienceMs);
}

/** Whether steps of a case open others: what happens on its way is then not its own business alone. */
const mayOpen = (context: CommandContext, { procedure }: Member): boolean =>
  Object.values(environmentOf(context, procedure).procedure.steps).some(({ kind }) => kind === 'child');

/**
 * The family once everything that is due by now is done, written, and told to whom it concerns, with what is due next.
 * @throws Error where it does not come to rest
 */
async function atRest(
  context: CommandContext,
  caseId: string,
): Promise<{ readonly members: readonly Member[]; readonly nextDue: number }> {
  for (const until = Date.now() + patienceMs; Date.now() < until; await pause(breathMs)) {
    const members = await familyOf(context.db, caseId);
    if (
      await lettersUnderWay(
        context.db,
        members.map(({ id }) => id),
      )
    )
      continue;
    const open = members.filter(({ closed }) => !closed);
    const dues = await Promise.all(open.map(each => dueOf(context, each)));
    if (open.every(({ timeOffset }, index) => dues[index]! > Date.now() + timeOffset))
      return { members, nextDue: Math.min(Infinity, ...dues) };
  }
  throw new Error(`The cases that are linked to ${caseId} have not come to rest.`);
}

/** What may make a case write to another: a clock that ends, or the next page of children. */
async function dueOf(context: CommandContext, member: Member): Promise<number> {
  const nextDue = member.nextDue ?? Infinity;
  if (!mayOpen(context, member)) return nextDue;
  const environment = environmentOf(context, member.procedure);
  const { state } = await readKept(context, context.db, member.id, environment);
  return Math.min(nextDue, nextPageAt(state, environment) ?? Infinity);
}

async function eachAbreast<T>(list: readonly T[], work: (each: T) => Promise<void>): Promise<void> {
  const rest = [...list];
  const one = async (): Promise<void> => {
    for (let next = rest.shift(); next; next = rest.shift()) await work(next);
  };
  await Promise.all(Array.from({ length: abreast }, one));
}
