import { clockName } from '../../domain/case/clocks.ts';
import { clockTitle } from '../../domain/words/zh-CN/titles.ts';
import { affectedCases, type Affected, byDue } from '../../db/calendars/cases-touched.ts';
import { checkedVersions } from '../../db/calendars/publication-checks.ts';
import { compileCalendar } from '../../domain/calendar/calendar.ts';
import type { Instant } from '../../domain/calendar/day.ts';
import type { CalendarFile } from '../../domain/calendar/file.ts';
import { dueChanges, recomputeClocks, type CaseState, type Environment } from '../../domain/case/case.ts';
import { Refused } from '../../domain/refusal.ts';
import { readKept } from '../../commands/load-case.ts';
import type { CommandContext } from '../../commands/context.ts';
import { environmentOf } from '../../commands/environment.ts';

/** A clock that a publication would move. */
export interface ForeseenChange {
  readonly caseId: string;
  readonly number: string;
  readonly clock: string;
  readonly title: string;
  /** Absent where no calendar reached it. */
  readonly dueBefore?: Instant | undefined;
  readonly due?: Instant | undefined;
}

/** What publishing a file would do, computed as the cases themselves would. */
export interface PublicationImpact {
  /** The versions that it puts in force, the file's own first. */
  readonly versions: readonly string[];
  /** Open cases that would count by them from then on. */
  readonly cases: number;
  /** Of these, the ones with a running clock that touches a day of difference; the others keep their dates. */
  readonly touched: number;
  /**
   * Of the touched ones, how many were computed: all, unless there are more than was allowed, or it went on after some.
   */
  readonly examined: number;
  /** Of the touched ones, how many come after those. */
  readonly remaining: number;
  /** The last one computed, where some remain. */
  readonly last?: Pick<Affected, 'due' | 'id'>;
  /**
   * Examined cases with a clock that moves, and how many of their clocks would then be due later, earlier, or at once
   * overdue.
   */
  readonly moved: number;
  readonly later: number;
  readonly earlier: number;
  readonly overdue: number;
  /** Examined cases that the version would not reach to the end: they would refuse it. */
  readonly refused: number;
  readonly examples: readonly ForeseenChange[];
}

export interface Foreseeing {
  /** Cases to compute at most. */
  readonly most?: number;
  /** Go on after this one, in the order of their dues. */
  readonly after?: Pick<Affected, 'due' | 'id'> | undefined;
  /** Changed clocks to tell one by one. */
  readonly examples?: number;
  /** Told after each page of cases. */
  readonly progress?: (examined: number, touched: number) => void;
}

/**
 * The dry run of a publication. Changes nothing.
 * @throws Refused what `publishVersion` would refuse
 */
export async function publicationImpact(
  context: Pick<CommandContext, 'db' | 'procedures' | 'calendars'>,
  file: CalendarFile,
  { most = Infinity, after, examples = 20, progress = () => {} }: Foreseeing = {},
): Promise<PublicationImpact> {
  const list = await checkedVersions(context.db, file);
  const fresh = new Map(list.map(({ data }) => [data.version, compileCalendar(data)]));
  const { cases, touched } = await affectedCases(
    context.db,
    list.map(({ data }) => data),
  );
  const open = after ? touched.filter(each => byDue(each, after) > 0) : touched;
  const chosen = open.slice(0, most === Infinity ? undefined : most);
  const remaining = open.length - chosen.length;
  const count = { moved: 0, later: 0, earlier: 0, overdue: 0, refused: 0 };
  const told: ForeseenChange[] = [];
  for (let start = 0; start < chosen.length; start += page) {
    const computed = await Promise.all(chosen.slice(start, start + page).map(each => changesOf(context, each, fresh)));
    for (const changes of computed) {
      if (changes === undefined) count.refused += 1;
      else if (changes.length > 0) count.moved += 1;
      for (const { isOverdue, ...change } of changes ?? []) {
        count[
          (change.due ?? Infinity) > (change.dueBefore ?? Infinity) || change.dueBefore === undefined
            ? 'later'
            : 'earlier'
        ] += 1;
        if (isOverdue) count.overdue += 1;
        if (told.length < examples) told.push(change);
      }
    }
    progress(Math.min(start + page, chosen.length), touched.length);
  }
  return {
    versions: list.map(({ data }) => data.version),
    cases,
    touched: touched.length,
    examined: chosen.length,
    remaining,
    ...(remaining > 0 && { last: chosen.at(-1)! }),
    ...count,
    examples: told,
  };
}

const page = 25;

async function changesOf(
  context: Pick<CommandContext, 'db' | 'procedures' | 'calendars'>,
  { id, procedure, calendars, timeOffset }: Affected,
  fresh: ReadonlyMap<string, ReturnType<typeof compileCalendar>>,
): Promise<readonly (ForeseenChange & { readonly isOverdue: boolean })[] | undefined> {
  const own = environmentOf(context, procedure);
  const environment: Environment = { ...own, calendar: each => fresh.get(each) ?? own.calendar(each) };
  const { state } = await readKept(context, context.db, id, environment);
  const now = Date.now() + timeOffset;
  try {
    const after = recomputeClocks(state, calendars, now, environment);
    return dueChanges(state, after, environment)
      .filter(each => each.due !== each.dueBefore)
      .map(({ clock, ...dues }) => ({
        caseId: id,
        number: state.number,
        clock,
        title: titleOf(state, clock, environment),
        ...dues,
        isOverdue:
          dues.due !== undefined &&
          dues.due < now &&
          state.clocks.find(each => each.clock === clock)?.breachedAt === undefined,
      }));
  } catch (error) {
    if (error instanceof Refused) return undefined;
    throw error;
  }
}

const titleOf = (state: CaseState, name: string, { procedure }: Environment): string => {
  const clock = state.clocks.find(each => each.clock === name);
  return clock ? clockTitle(clockName(clock, state, procedure)) : name;
};
