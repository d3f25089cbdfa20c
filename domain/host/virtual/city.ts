import type { Instant } from '../../calendar/day.ts';
import type { Command } from '../../case/command.ts';
import type { CaseEvent } from '../../case/event.ts';
import { letterKey, type Letter } from '../../log/letter.ts';
import type { AnyProcedure } from '../../procedure/procedure.ts';
import { Refused, type Refusal } from '../../refusal.ts';
import { engine } from '../../values.ts';
import { type Application, receiveCommand } from './application.ts';
import type { Moment } from './moment.ts';
import { CaseOf } from './case-of.ts';
import { applicant } from './people.ts';
import type { Asked, CaseOptions, VirtualCase } from './virtual-case.ts';
import { VirtualClock } from './virtual-clock.ts';

/** A letter that was said no to. */
export interface RefusedLetter {
  readonly cause: string;
  readonly refusal: Refusal;
}

export interface CityOptions extends Pick<CaseOptions, 'calendar' | 'calendars'> {
  /** Is told of every event, in the order in which they happen. */
  readonly onEvent?: (event: CaseEvent, of: VirtualCase) => void;
  /** Is told of every command that was accepted. */
  readonly onAsked?: (asked: Asked, of: VirtualCase) => void;
}

/** Many cases on one virtual clock: whatever falls due first, in whichever of them, happens first. */
export class VirtualCity {
  readonly #cases = new Map<string, VirtualCase>();
  readonly #refusedLetters: RefusedLetter[] = [];
  readonly #clock = new VirtualClock();
  readonly #options: CityOptions;
  readonly #procedures: readonly AnyProcedure[];
  readonly #queue: { readonly letter: Letter; readonly cause: string; readonly at: Instant }[] = [];
  #isDelivering = false;

  constructor(procedures: readonly AnyProcedure[], options: CityOptions = {}) {
    this.#procedures = procedures;
    this.#options = options;
  }

  /** Receives an application for one of the city's procedures; the case lives on the city's clock. */
  receive<P extends AnyProcedure>(procedure: P, application: Application<P> = {}): CaseOf<P> {
    if (!this.#procedures.includes(procedure))
      throw new Error(
        `Found ${procedure.id}; the city has ${this.#procedures.map(({ id }) => id).join(', ') || 'no procedure'}.`,
      );
    return this.#add(procedure).receive(application);
  }

  /**
   * The case that a step of another one opened.
   * @throws Error when the step opened none, or one of another procedure.
   */
  childOf<P extends AnyProcedure>(parent: VirtualCase, step: string, procedure: P): CaseOf<P> {
    const id = parent.state?.children?.find(child => child.step === step)?.case;
    const found = this.#cases.get(id ?? '');
    if (found instanceof CaseOf && found.procedure === procedure) return found as CaseOf<P>;
    throw new Error(`The step ${step} of ${parent.id} opened no case of ${procedure.id}.`);
  }

  /**
   * The draft that a step of a case opened is completed and filed: the procedure's example with all its papers, save
   * what is said. Returns the case that begins by it.
   */
  fileChild<P extends AnyProcedure>(
    parent: VirtualCase,
    step: string,
    procedure: P,
    application: Pick<Application<P>, 'form' | 'papers' | 'modes' | 'by'> = {},
  ): CaseOf<P> {
    const place = { id: parent.id, nth: 1, calendar: parent.view.calendar, at: this.now };
    const { form, papers, modes } = receiveCommand(procedure, application, place);
    parent.act(application.by ?? applicant, { type: 'fileChild', step, form, papers, modes });
    return this.childOf(parent, step, procedure);
  }

  #add<P extends AnyProcedure>(procedure: P, id?: string): CaseOf<P> {
    const { onEvent, onAsked, ...calendars } = this.#options;
    const nth = this.#cases.size + 1;
    const one: CaseOf<P> = new CaseOf(procedure, {
      ...calendars,
      id: id ?? `case-${nth}`,
      nth,
      clock: this.#clock,
      onAppended: (entries, asked) => {
        if (asked) onAsked?.(asked, one);
        const added = one.lastEvents;
        entries.forEach(({ seq, letters = [] }, index) => {
          onEvent?.(added[index]!, one);
          letters.forEach((letter, n) => {
            // A draft is no case: it begins with the letter that files it.
            if (!letter.draft) this.#queue.push({ letter, cause: letterKey(one.id, seq, n), at: added[index]!.at });
          });
        });
        this.#deliver();
      },
    });
    this.#cases.set(one.id, one);
    return one;
  }

  get cases(): readonly VirtualCase[] {
    return [...this.#cases.values()];
  }

  get refusedLetters(): readonly RefusedLetter[] {
    return this.#refusedLetters;
  }

  get now(): Instant {
    return this.#clock.now;
  }

  /** Moves the clock; what is due before the moment happens, in all cases in the order of time. */
  at(moment: Moment): this {
    this.#any().at(moment);
    return this;
  }

  /** Lets time do its work in all cases up to and including a moment. */
  until(moment: Moment): this {
    this.#any().until(moment);
    return this;
  }

  /** Lets time pass to the nearest due of any case. */
  lapse(): this {
    this.#any().lapse();
    return this;
  }

  #any(): VirtualCase {
    const [first] = this.#cases.values();
    if (!first) throw new Error('No case lives in the city yet.');
    return first;
  }

  /** One letter after the other, in the order in which they were written; what they cause is delivered after them. */
  #deliver(): void {
    if (this.#isDelivering) return;
    this.#isDelivering = true;
    try {
      for (let next = this.#queue.shift(); next; next = this.#queue.shift())
        this.#handOver(next.letter, next.cause, next.at);
    } finally {
      this.#isDelivering = false;
    }
  }

  #handOver({ to, procedure, begins, payload }: Letter, cause: string, at: Instant): void {
    const receiver = begins ? this.#begun(to, procedure) : this.#cases.get(to);
    if (!receiver) throw new Error(`The letter ${cause} goes to ${to}, which is no case of this city.`);
    try {
      receiver.apply({ by: engine, command: commandOf(receiver, begins, payload), key: cause, cause }, at);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.#refusedLetters.push({ cause, refusal: error.refusal });
    }
  }

  #begun(id: string, procedureId: string): VirtualCase {
    const procedure = this.#procedures.find(each => each.id === procedureId);
    if (!procedure) throw new Error(`The city has no procedure ${procedureId}, of which the case ${id} is to be one.`);
    return this.#add(procedure, id);
  }
}

const commandOf = (receiver: VirtualCase, begins: boolean, payload: object): Command =>
  (begins ? { ...payload, type: 'receive', case: receiver.id, number: receiver.id } : payload) as Command;

/** A city of cases on one virtual clock. */
export const cityOf = (procedures: readonly AnyProcedure[], options: CityOptions = {}): VirtualCity =>
  new VirtualCity(procedures, options);
