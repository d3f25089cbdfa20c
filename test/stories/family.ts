import { setTimeout as pause } from 'node:timers/promises';
import type { AnyProcedure } from '../../domain/procedure/procedure.ts';
import { Course } from './course.ts';
import type { FrontDesk } from './front-desk.ts';
import { goodWayOf } from './good-ways.ts';

/** What cases write to each other, and what effects answer, is waited for so often before time is skipped. */
const mostPolls = 12;
const pauseMs = 250;
const mostDaysMore = 15;

/**
 * Is told of each act before it is tried, such as `childFiled land`: so many working days pass before it is done.
 * Undefined where it is not to be tried yet.
 */
export type BeforeAct = (procedure: string, act: string, caseId: string) => Promise<number | undefined>;

/** A case with those that it opens: each goes its recorded way, in the order of their days, and time is skipped. */
export class Family {
  readonly #desk: FrontDesk;
  readonly #procedures: ReadonlyMap<string, AnyProcedure>;
  readonly #courses = new Map<string, Course>();
  readonly #beforeAct: BeforeAct;
  readonly #prepared = new Set<string>();
  #day = 0;

  constructor(
    desk: FrontDesk,
    procedures: ReadonlyMap<string, AnyProcedure>,
    beforeAct: BeforeAct = () => Promise.resolve(0),
  ) {
    this.#desk = desk;
    this.#procedures = procedures;
    this.#beforeAct = beforeAct;
  }

  /**
   * Plays a procedure's good way from its beginning to its last day. Returns the id of its case.
   * @throws Error with what was said where an act is never taken
   */
  async play(procedure: AnyProcedure): Promise<string> {
    const way = await goodWayOf(procedure);
    const caseId = await this.#desk.begin(procedure, way);
    this.#courses.set(caseId, new Course(this.#desk, procedure, way, caseId, 0));
    while (await this.#isLeft()) await this.#goOn();
    await this.#goTo(this.#lastDay());
    return caseId;
  }

  /** Does all that can be done today; where nothing can, the next day on which there is something comes. */
  async #goOn(): Promise<void> {
    for (let polls = 0; polls <= mostPolls; polls += 1) {
      await this.#discover();
      let isDone = false;
      for (const course of this.#left())
        if (course.nextDay! <= this.#day && (await this.#prepare(course)) && (await course.next())) isDone = true;
      if (isDone) return;
      if (!(await this.#isWaiting())) break;
      await pause(pauseMs);
    }
    const later = this.#left().flatMap(({ nextDay }) => (nextDay! > this.#day ? [nextDay!] : []));
    // The days of a date that a schedule began lie otherwise than those of the recorded one.
    if (later.length === 0 && this.#day >= this.#lastDay() + mostDaysMore) throw new Error(await this.#stand());
    await this.#goTo(later.length === 0 ? this.#day + 1 : Math.min(...later));
  }

  /** Whatever the test has to do before an act is done, once, and the days that it waits. False: not yet. */
  async #prepare({ caseId, procedure: { id }, nextAct }: Course): Promise<boolean> {
    const key = `${caseId} ${nextAct}`;
    if (this.#prepared.has(key)) return true;
    const days = await this.#beforeAct(id, nextAct!, caseId);
    if (days === undefined) return false;
    this.#prepared.add(key);
    await this.#goTo(this.#day + days);
    return true;
  }

  /** Whether something is left to do, or a case is about to be opened. */
  async #isLeft(): Promise<boolean> {
    for (let polls = 0; polls <= mostPolls; polls += 1) {
      await this.#discover();
      if (this.#left().length > 0) return true;
      if (!(await this.#isWaiting())) return false;
      await pause(pauseMs);
    }
    return false;
  }

  #lastDay = (): number => Math.max(...this.#all().map(({ lastDay }) => lastDay));

  /** Whether a case waits for another one, for what it has to be told, or for an effect. */
  async #isWaiting(): Promise<boolean> {
    if (this.#left().some(({ nextDay }) => nextDay! <= this.#day)) return true;
    for (const { caseId } of this.#all()) {
      const { steps } = await this.#desk.read(caseId);
      if (steps.some(({ kind, endedAt }) => endedAt === null && (kind === 'EFFECT' || kind === 'CHILD'))) return true;
    }
    return false;
  }

  async #discover(): Promise<void> {
    for (const { caseId } of this.#all())
      for (const { id, procedure: type } of await this.#desk.childrenOf(caseId)) {
        if (this.#courses.has(id)) continue;
        const procedure = this.#procedures.get(type)!;
        this.#courses.set(id, new Course(this.#desk, procedure, await goodWayOf(procedure), id, this.#day));
      }
  }

  async #goTo(day: number): Promise<void> {
    if (day <= this.#day) return;
    for (const { caseId } of this.#all()) {
      // The time of a closed case is over; those that are open go on.
      if ((await this.#desk.read(caseId)).closed) continue;
      await this.#desk.skip(caseId, day - this.#day);
      break;
    }
    this.#day = day;
  }

  #all = (): readonly Course[] => [...this.#courses.values()];
  #left = (): readonly Course[] => this.#all().filter(({ nextDay }) => nextDay !== undefined);

  #stand = async (): Promise<string> => (await Promise.all(this.#all().map(course => course.stand()))).join('\n');
}
