import { compileCalendar, type Calendar, type CalendarData } from '../../calendar/calendar.ts';
import type { Instant } from '../../calendar/day.ts';
import { demonstration } from '../../calendar/published.ts';
import { contextOf } from '../../case/act-context.ts';
import { decide, nextTick, type Environment } from '../../case/case.ts';
import type { Command } from '../../case/command.ts';
import { attributionOf } from '../../clock/attribution.ts';
import { canonicalJson } from '../../log/canonical.ts';
import { namedDigestOf, type Entry } from '../../log/chain.ts';
import type { AnyProcedure } from '../../procedure/procedure.ts';
import { Refused, type Refusal } from '../../refusal.ts';
import type { Actor } from '../../values.ts';
import { applyCommand, Rejected } from '../apply-command.ts';
import type { CaseSnapshot } from '../protocol.ts';
import { startSnapshot } from '../snapshot.ts';
import { applyDueTicks } from '../ticks.ts';
import { CaseReadings } from './case-readings.ts';
import { instantOf, type Moment } from './moment.ts';
import { VirtualClock } from './virtual-clock.ts';

const compiledDemonstration = compileCalendar(demonstration);

/** How a case on a virtual clock is set up; everything has a default. */
export interface CaseOptions {
  readonly id?: string;
  /** Its place among the applications of its day. */
  readonly nth?: number;
  /** The version of the calendar that it counts by. Default: the demonstration's, which reaches to 2034. */
  readonly calendar?: string;
  /** Of units that count by another calendar: its version. Default: of none. */
  readonly calendarsOfUnits?: Readonly<Record<string, string>>;
  /** Calendar versions that are known beside the demonstration's. */
  readonly calendars?: readonly CalendarData[];
  /** A clock that it shares with other cases. */
  readonly clock?: VirtualClock;
  /** Is told what was appended to the log, each time, and what was asked; time asks for nothing. */
  readonly onAppended?: (entries: readonly Entry[], asked?: Asked) => void;
}

/** Who asks for what; the key makes a repeated command the same command. */
export interface Asked {
  readonly by: Actor;
  readonly command: Command;
  readonly key: string;
  /** The event of another case that wrote the command: `sender/seq/n`. */
  readonly cause?: string;
}

/**
 * A case on a virtual clock: the same host protocol as a worker's, without one. Time moves only when it is told to, and
 * an act is decided at once or refused (`Refused` is thrown).
 */
export class VirtualCase extends CaseReadings {
  readonly id: string;
  readonly environment: Environment;
  protected readonly options: CaseOptions;
  readonly #clock: VirtualClock;
  readonly #calendars = new Map<string, Calendar>([[demonstration.version, compiledDemonstration]]);
  readonly #ticking = { nextDue: () => this.#nextDue(), tick: () => this.#tick() };
  #lateFrom: Instant | undefined;

  constructor(procedure: AnyProcedure, options: CaseOptions = {}) {
    super();
    this.id = options.id ?? 'case-1';
    this.environment = { procedure, calendar: version => this.#calendarOf(version) };
    this.options = options;
    this.#clock = options.clock ?? new VirtualClock();
    this.#clock.add(this.#ticking);
    for (const data of options.calendars ?? []) this.addCalendar(data);
  }

  /**
   * Moves the clock to a moment, such as `2027-03-24 10:00` or `+2 working days`. What is due before it happens; what
   * is due at that very instant is still in time. A moment before now is when the next acts were asked: they arrive
   * late.
   */
  at(moment: Moment): this {
    const at = this.instantOf(moment);
    this.#clock.passTo(at);
    this.#lateFrom = at < this.#clock.now ? at : undefined;
    return this;
  }

  /** Lets time do its work up to and including a moment. */
  until(moment: Moment): this {
    this.#clock.passThrough(this.instantOf(moment));
    this.#lateFrom = undefined;
    return this;
  }

  /**
   * Lets time pass to the next due of the clock, and do what is due then.
   * @throws Error when nothing is due any more.
   */
  lapse(): this {
    const { nextDue } = this.#clock;
    if (nextDue === undefined) throw new Error(`Nothing is due any more: the case is ${this.status}.`);
    return this.until(nextDue);
  }

  /**
   * Somebody acts where the clock stands. The same key again is the same command, and changes nothing.
   * @throws Refused where a rule says no; the case is then as it was.
   */
  act(by: Actor, command: Command, key = `${this.id}:act-${this.events.length + 1}`): this {
    this.apply({ by, command, key }, this.now);
    return this;
  }

  /** The refusal of an act; undefined, and the act is done, where none says no. */
  tryAct(by: Actor, command: Command): Refusal | undefined {
    try {
      this.act(by, command);
      return undefined;
    } catch (error) {
      if (error instanceof Refused) return error.refusal;
      throw error;
    }
  }

  /**
   * Applies a command that was asked at an instant.
   * @throws Refused where a rule says no; the case is then as it was.
   */
  apply({ by: actor, ...asked }: Asked, at: Instant): void {
    const { command, ...rest } = asked;
    const source = { ...rest, actor, payload: canonicalJson(command) };
    if (!this.kept) {
      const digest = namedDigestOf(source.payload);
      // As a run gets it: what was written, with the keys in the order of the canonical text.
      const written = JSON.parse(source.payload) as Command;
      const decision = decide(this.end, written, contextOf({ ...source, digest }, at, undefined), this.environment);
      this.#append(startSnapshot(this.id, decision), { by: actor, ...asked });
      return;
    }
    const { revision: since, head, state } = this.kept;
    const time = { now: Math.max(at, state.at), clearedUpTo: Number.POSITIVE_INFINITY };
    try {
      const next = applyCommand(this.kept, { ...source, asked: at, since, head }, time, this.environment);
      this.#append(next, { by: actor, ...asked });
    } catch (error) {
      if (!(error instanceof Rejected) || !error.refusal) throw error;
      throw Refused.from(error.refusal);
    }
  }

  /** Who held the time of the promise so far (责任时间归集): the days of each unit, those that others held too included. */
  get heldBy(): Readonly<Record<string, number>> {
    const { shared } = this.view;
    if (!shared) return {};
    const { calendar, facts, branches, lead, stoppedAt = this.now, isStoppedAtDayEnd } = shared;
    const { units } = attributionOf(this.#calendarOf(calendar), facts, branches, lead, stoppedAt, isStoppedAtDayEnd);
    return Object.fromEntries(units.map(({ unit, days }) => [unit, days]));
  }

  /** Makes a calendar version known, so that it can be named. */
  addCalendar(data: CalendarData): this {
    this.#calendars.set(data.version, compileCalendar(data));
    this.#clock.changed(this.#ticking);
    return this;
  }

  /** Where the clock stands, or when the next act was asked if that is late. */
  get now(): Instant {
    return this.#lateFrom ?? this.#clock.now;
  }

  #append(next: CaseSnapshot, asked?: Asked): void {
    const added = this.keep(next);
    this.#clock.changed(this.#ticking);
    this.options.onAppended?.(added, asked);
  }

  #nextDue(): Instant | undefined {
    return this.kept && nextTick(this.kept.state, this.environment)?.at;
  }

  /** A host that is never late: it notices what is due at its instant, when nobody is unanswered. */
  #tick(): void {
    const now = this.#nextDue()!;
    this.#append(applyDueTicks(this.kept!, { until: now + 1, now, clearedUpTo: now }, this.environment));
  }

  /** The instant of a moment, counted from where the clock stands by the calendar of the case. */
  protected instantOf(moment: Moment): Instant {
    const { calendar = demonstration.version } = this.options;
    return instantOf(moment, this.#clock.now, this.#calendarOf(this.state?.calendar ?? calendar));
  }

  #calendarOf(version: string): Calendar {
    const found = this.#calendars.get(version);
    if (found) return found;
    throw new Refused('calendar.unknown', { found: version, expected: [...this.#calendars.keys()] });
  }
}
