import { defined } from '../../../defined.ts';
import type { Calendar } from '../../../calendar/calendar.ts';
import { instantAt, millisecondOfDay, parseDay } from '../../../calendar/day.ts';
import { dueOf, type Pause } from '../../../clock/clock.ts';
import type { AnyProcedure } from '../../language/definition.ts';
import { limitsFor } from '../../language/limits-for.ts';
import { Run } from '../../runtime/run.ts';
import { rulesFor } from '../../language/policy.ts';
import type { Facts, Open, Outcome } from '../../runtime/state.ts';

/** An answer off the good way: at that place in the log this step answers, and so. */
export interface Deviation {
  readonly at: number;
  readonly id: string;
  readonly sample: number;
}

/** One whole case in virtual time: every step takes as long as it may, the first due answers first. */
export interface Path {
  readonly facts: Facts;
  readonly deviations: readonly Deviation[];
  readonly log: readonly Outcome[];
  readonly run?: Run;
  /** Where else it could have gone, after the last deviation. */
  readonly alternatives: readonly Deviation[];
  /** Per asked id: what was answered before, what was open beside it, and whether the decision had gone before. */
  readonly asked: ReadonlyMap<
    string,
    {
      readonly open: Open;
      readonly before: ReadonlySet<string>;
      readonly decided: boolean;
      /** How many answers were in the log when it was asked. */
      readonly after: number;
    }
  >;
  readonly beside: ReadonlySet<string>;
  readonly decidedAt?: number;
  /** How many answers were in the log when it was decided. */
  readonly decidedAfter?: number;
  readonly pauses: readonly Pause[];
  /** Steps that stood open with nothing ticking. */
  readonly clockless?: string;
  readonly fault?: string;
}

/** A Monday morning; the years after it are published. */
export const start = instantAt(parseDay('2018-03-05'), 600);
const longest = 400;
/** Whom a case is for that is walked. */
export const anyone = 'a-party';
/** The same answers did not come to the same questions. */
export const changes = 'does not ask what it asked before';
const theirs = new Set(['applicant', 'event']);

/** The answer that each step gives, by its place among the samples, where it is not the first. */
export type Chosen = ReadonlyMap<string, number>;

export function walkPath(
  procedure: AnyProcedure,
  calendar: Calendar,
  samples: ReadonlyMap<string, readonly unknown[]>,
  facts: Facts,
  deviations: readonly Deviation[],
  chosen: Chosen = new Map(),
): Path {
  const log: Outcome[] = [];
  const alternatives: Deviation[] = [];
  const asked = new Map<string, { open: Open; before: ReadonlySet<string>; decided: boolean; after: number }>();
  const beside = new Set<string>();
  const dueAt = new Map<string, number>();
  const pauses: Pause[] = [];
  const free = deviations.length === 0 ? 0 : deviations.at(-1)!.at + 1;
  let now = start;
  let decidedAt: number | undefined;
  let decidedAfter: number | undefined;
  let clockless: string | undefined;
  let run: Run | undefined;
  const done = (fault?: string): Path => ({
    facts,
    deviations,
    log,
    asked,
    beside,
    pauses,
    alternatives: fault ? [] : alternatives,
    ...defined({ run, decidedAt, decidedAfter, clockless, fault }),
  });
  try {
    run = new Run(procedure, facts);
    while (!run.closing) {
      if (run.ending && decidedAt === undefined) [decidedAt, decidedAfter] = [now, log.length];
      const open = Array.from(run.open.values());
      for (const { open: each } of open) {
        if (asked.has(each.id)) continue;
        asked.set(each.id, {
          open: each,
          before: new Set(log.map(one => stepOf(one.id))),
          decided: run.ending !== undefined,
          after: log.length,
        });
        dueAt.set(each.id, dueOfStep(procedure, calendar, each, now));
        for (const { open: other } of open)
          if (other.step !== each.step) beside.add(`${each.step} ${other.step}`).add(`${other.step} ${each.step}`);
      }
      if (log.length >= longest) return done(`does not end within ${longest} answers`);
      const at = log.length;
      const deviation = deviations.find(each => each.at === at);
      const first = open.reduce((a, b) => (dueAt.get(b.open.id)! < dueAt.get(a.open.id)! ? b : a));
      if (dueAt.get(first.open.id) === Number.POSITIVE_INFINITY) clockless ??= first.open.step;
      if (at >= free) {
        for (const { open: each, fiber } of open) {
          if (each.id !== first.open.id && !fiber.racing) continue;
          samples.get(each.step)!.forEach((_, sample) => {
            if (each.id !== first.open.id || sample !== usual(each.id, samples.get(each.step)!.length, chosen))
              alternatives.push({ at, id: each.id, sample });
          });
        }
      }
      const id = deviation?.id ?? first.open.id;
      const asking = run.open.get(id)?.open;
      if (!asking) return done(changes);
      const choices = samples.get(asking.step)!;
      const value = choices[deviation?.sample ?? usual(id, choices.length, chosen)];
      const due = dueAt.get(id)!;
      const until = deviation && id !== first.open.id ? now : Number.isFinite(due) ? Math.max(now, due) : now;
      if (open.every(({ open: each }) => isTheirs(procedure, each)) && until > now) pauses.push(pauseFor(now, until));
      now = until;
      log.push({ id, value });
      run.deliver(id, value);
    }
    if (run.ending && decidedAt === undefined) [decidedAt, decidedAfter] = [now, log.length];
    return done();
  } catch (error) {
    return done(error instanceof Error ? `${error.message}${placeOf(error)}` : String(error));
  }
}

/** Where the author's file threw: the first line of the stack that is not of the language itself. */
function placeOf({ cause }: Error): string {
  const frames = (cause instanceof Error ? cause.stack : undefined)?.split('\n') ?? [];
  const own = frames
    .map(frame => frameOf.exec(frame)?.groups)
    .find(frame => frame && !isOfLanguage.test(frame['path']!));
  return own ? `, at ${own['path']!.split('/').at(-1)}:${own['line']}` : '';
}
const frameOf = /^\s+at .*?(?<path>\/[^\s():]+\.ts)(?:\?[^:]*)?:(?<line>\d+):\d+/u;
const isOfLanguage = /\/(domain|node_modules)\//u;

/** What ends at the 24:00 of a day ends on that day: nothing else of a way is timed by midnight. (T17) */
const isDayEnd = (instant: number): boolean => millisecondOfDay(instant) === 0;

/** The time of a step that is not in the promise. */
export const pauseFor = (from: number, to: number): Pause => ({
  from,
  to,
  ...(isDayEnd(to) && { isToDayEnd: true }),
});

export const stepOf = (id: string): string => id.split(/[@#]/, 1)[0]!;
/** The good way; asked again and again, a step tries its other answers, so that a loop ends. */
const usual = (id: string, choices: number, chosen: Chosen): number => {
  const time = Number(id.split('#')[1] ?? 1);
  const first = chosen.get(stepOf(id)) ?? 0;
  return time <= 3 ? first : (first + time - 3) % choices;
};

/** The applicant's or the world's own time, or that of a special procedure: it is not in the promise. */
export function isTheirs(procedure: AnyProcedure, { step }: Pick<Open, 'step'>): boolean {
  const { kind, special, opens } = procedure.steps[step]!;
  return theirs.has(kind) || special !== undefined || opens === 'draft';
}

/**
 * How long a step may take; undefined where nothing ticks. A case that is opened takes as long as it promises; what its
 * applicant has to file first is theirs.
 */
export function limitOfStep(procedure: AnyProcedure, { step, within, form }: Pick<Open, 'step' | 'within' | 'form'>) {
  const { kind, until, special, child, opens } = procedure.steps[step]!;
  if (kind === 'child') return child && opens === 'received' ? limitsFor(child, form).promised : undefined;
  if (within !== undefined) return within;
  if (until !== undefined) return procedure.milestones[until];
  return special === undefined ? undefined : procedure.special[special]?.atMost;
}

/** When a step opened now falls due; at once where a case that promises nothing does it, never where nothing ticks. */
export function dueOfStep(
  procedure: AnyProcedure,
  calendar: Calendar,
  open: Pick<Open, 'step' | 'within' | 'form'>,
  now: number,
  begin: number = start,
): number {
  const { kind, until } = procedure.steps[open.step]!;
  const limit = limitOfStep(procedure, open);
  if (!limit) return kind === 'child' ? now : Number.POSITIVE_INFINITY;
  const party = theirs.has(kind) ? 'applicant' : 'agency';
  const { at } = dueOf(calendar, {
    anchor: until === undefined ? now : begin,
    ...(until === undefined && now !== begin && isDayEnd(now) && { isAnchoredAtDayEnd: true }),
    limit,
    party,
    pauses: [],
    extensions: [],
    warns: false,
    ...rulesFor(procedure.policies, party),
  });
  return Math.max(now, at);
}
