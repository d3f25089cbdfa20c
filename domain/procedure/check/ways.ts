import type { Instant } from '../../calendar/day.ts';
import { dueOf, type Pause } from '../../clock/clock.ts';
import type { Limit } from '../../clock/limit.ts';
import type { AnyProcedure } from '../language/definition.ts';
import { rulesFor } from '../language/policy.ts';
import { anchorsFor, comparisonCalendar } from './compare.ts';
import { dueOfStep, isTheirs, limitOfStep, pauseFor, start, type Path } from './walk/path.ts';

/** A way through a procedure that takes longer than its promise; without an anchor it does so as numbers. */
export interface LateWay {
  readonly anchor?: Instant;
  readonly decided?: Instant;
  readonly due?: Instant;
}

/** A way as it is timed: what was asked after how many answers, and the answers in their order. */
interface Way {
  readonly procedure: AnyProcedure;
  readonly path: Path;
  /** The answers up to the decision. */
  readonly answers: readonly string[];
}

/**
 * Whether, and from when first, the steps of a way take longer than the promise. In their own unit where all are
 * working days and halves of them, or all are working hours; a mixed way is chained by dues from every anchor. What
 * is only the applicant's or the world's while it runs is no share, in whatever unit it is. (T20)
 */
export function lateWayOf(procedure: AnyProcedure, path: Path, promised: Limit): LateWay | undefined {
  if (path.decidedAfter === undefined) return undefined;
  const way: Way = { procedure, path, answers: path.log.slice(0, path.decidedAfter).map(({ id }) => id) };
  const limits = [promised, ...limitsOf(way, isUncounted(way))];
  if (limits.every(limit => halvesOf(limit) !== undefined))
    return sumOfHalves(way) > halvesOf(promised)! ? {} : undefined;
  if (limits.some(({ unit }) => unit === 'DATE') || limits.every(({ unit }) => unit === 'WH'))
    return lateFrom(way, promised, start) && {};
  for (const anchor of anchorsFor(limits)) {
    const late = lateFrom(way, promised, anchor);
    if (late) return late;
  }
  return undefined;
}

/** All of a path that its times depend on. */
export const timingOf = ({ asked, log, decidedAfter }: Path, promised: Limit): string =>
  JSON.stringify([
    promised,
    log.slice(0, decidedAfter).map(({ id }) => id),
    Array.from(asked, ([id, { open, after }]) => [id, after, open.within]),
  ]);

const halvesOf = (limit: Limit): number | undefined =>
  limit.unit === 'WD' ? limit.n * 2 : limit.unit === 'HALF_DAY' ? limit.n : undefined;

type IsUncounted = (id: string) => boolean;

/** The limits of what is answered before the decision; what a milestone ends counts from the beginning, by dues. */
function limitsOf({ procedure, path, answers }: Way, isUncounted: IsUncounted): readonly Limit[] {
  return answers.filter(id => !isUncounted(id)).flatMap(id => limitOfStep(procedure, path.asked.get(id)!.open) ?? []);
}

/** Whose time is never in the promise: theirs, with no office's step open beside it, and no milestone that runs on. */
function isUncounted({ procedure, path, answers }: Way): IsUncounted {
  const isOffice = (id: string): boolean => !isTheirs(procedure, path.asked.get(id)!.open);
  if (answers.some(id => procedure.steps[path.asked.get(id)!.open.step]!.until !== undefined)) return () => false;
  const beside = new Set<string>();
  const open = new Set<string>();
  answers.forEach((id, index) => {
    for (const [asked, { after }] of path.asked) if (after === index) open.add(asked);
    if ([...open].some(isOffice)) open.forEach(each => beside.add(each));
    open.delete(id);
  });
  return id => !isOffice(id) && !beside.has(id);
}

/** The counted halves from the beginning to the decision: what is only the applicant's or the world's adds nothing. */
function sumOfHalves(way: Way): number {
  const isFree = isUncounted(way);
  return run(way, 0, (id, opened) => {
    const { procedure, path } = way;
    const { open } = path.asked.get(id)!;
    const limit = limitOfStep(procedure, open);
    const from = procedure.steps[open.step]!.until === undefined ? opened : 0;
    return limit === undefined || isFree(id) ? opened : from + halvesOf(limit)!;
  }).counted;
}

function lateFrom(way: Way, promised: Limit, anchor: Instant): Required<LateWay> | undefined {
  const { procedure, path } = way;
  const calendar = comparisonCalendar();
  const { decided, pauses } = run(way, anchor, (id, opened) =>
    dueOfStep(procedure, calendar, path.asked.get(id)!.open, opened, anchor),
  );
  const due = dueOf(calendar, {
    anchor,
    limit: promised,
    party: 'agency',
    pauses,
    extensions: [],
    warns: false,
    ...rulesFor(procedure.policies, 'agency'),
  }).at;
  return decided > due ? { anchor, decided, due } : undefined;
}

/** Times a way, each step taking as long as it may; while every open step is theirs, the promise is paused. */
function run(
  { procedure, path, answers }: Way,
  anchor: number,
  dueBy: (id: string, opened: number) => number,
): { readonly decided: number; readonly counted: number; readonly pauses: readonly Pause[] } {
  const due = new Map<string, number>();
  const pauses: Pause[] = [];
  let [now, counted] = [anchor, 0];
  const open = new Set<string>();
  answers.forEach((id, index) => {
    for (const [asked, { after }] of path.asked) {
      if (after !== index || due.has(asked)) continue;
      due.set(asked, dueBy(asked, now));
      open.add(asked);
    }
    const until = Math.max(now, Number.isFinite(due.get(id)) ? due.get(id)! : now);
    const isPaused = [...open].every(each => isTheirs(procedure, path.asked.get(each)!.open));
    if (isPaused && until > now) pauses.push(pauseFor(now, until));
    if (!isPaused) counted += until - now;
    now = until;
    open.delete(id);
  });
  return { decided: now, counted, pauses };
}
