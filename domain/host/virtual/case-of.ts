import { defined } from '../../defined.ts';
import { demonstration } from '../../calendar/published.ts';
import type { CaseState } from '../../case/case.ts';
import { type AnyProcedure, takeApart } from '../../procedure/procedure.ts';
import { engine, type Actor, type Json } from '../../values.ts';
import { receiveCommand, starterOf, type Application } from './application.ts';
import type { Moment } from './moment.ts';
import { applicant, clerk, head, officer, othersFor } from './people.ts';
import type { AnswerTo, StepId } from './types-of-procedure.ts';
import { VirtualCase, type CaseOptions } from './virtual-case.ts';

/** Where a conference meets, and who invites to it; by default an officer of its chair. */
interface Meeting {
  readonly place?: string;
  readonly by?: Actor;
}

/** A case of one procedure, whose form, steps and answers are those that the procedure declares. */
export class CaseOf<P extends AnyProcedure> extends VirtualCase {
  readonly procedure: P;

  constructor(procedure: P, options: CaseOptions = {}) {
    super(procedure, options);
    this.procedure = procedure;
  }

  /** Receives an application, an issue or an order: the procedure's example with all its papers, save what is said. */
  receive(application: Application<P> = {}): this {
    if (application.at !== undefined) this.at(application.at);
    const { nth = 1, calendar = demonstration.version, calendarsOfUnits: calendars } = this.options;
    const placed = { id: this.id, nth, calendar, at: this.now, ...defined({ calendars }) };
    const command = receiveCommand(this.procedure, application, placed);
    return this.act(application.by ?? starterOf(this.procedure, application.from), command);
  }

  /** The clerk accepts (受理). */
  accept(by: Actor = clerk): this {
    return this.act(by, { type: 'accept' });
  }

  /**
   * Answers an open step, by default as whoever it is asked of: an officer of the unit, the principal where the step
   * names that post, or the applicant. Where several people have to answer, the others confirm at once. Personal values
   * are taken out, as everywhere.
   */
  answer<const Id extends StepId<P>>(step: Id, value: AnswerTo<P, Id>, by?: Actor): this {
    const actor = by ?? this.#ownerOf(step);
    const definition = this.procedure.steps[this.#stepOf(step)?.step ?? step];
    const told = definition?.asked && definition.result ? takeApart(definition.result, value, step).value : value;
    this.act(actor, { type: 'answer', step, answer: told as Json });
    return definition ? this.confirm(step, othersFor(definition, actor)) : this;
  }

  /**
   * The chair of a conference invites to it (召集): to a moment such as `2027-04-29 10:00` or `+2 working days`. Each
   * party answers by its own name once it has met: `answer('visit:planning', agree)`.
   */
  convene<const Id extends StepId<P>>(step: Id, meets: Moment, { place = 'on the site', by }: Meeting = {}): this {
    const chair = by ?? this.#ownerOf(step);
    return this.act(chair, { type: 'convene', step, meets: this.instantOf(meets), place });
  }

  /** The registered implementation of an effect answers (系统办理). */
  complete<const Id extends StepId<P>>(step: Id, result: Json): this {
    return this.act(engine, { type: 'completeEffect', step, result });
  }

  /** Each of these people confirms the answer that is proposed for a step. */
  confirm(step: string, people: readonly Actor[]): this {
    for (const each of people)
      this.act(each, { type: 'confirm', step, proposal: this.#stepOf(step)?.proposal?.seq ?? 0 });
    return this;
  }

  #stepOf(id: string): CaseState['steps'][number] | undefined {
    return this.state?.steps.find(step => step.id === id);
  }

  #ownerOf(id: string): Actor {
    const step = this.#stepOf(id);
    const definition = this.procedure.steps[step?.step ?? id];
    if (definition?.kind === 'applicant') return applicant;
    const unit = step?.by ?? this.procedure.lead;
    const post = definition?.post;
    return post === 'principal' ? head(unit) : { ...officer(unit), ...defined({ post }) };
  }
}

/**
 * A case of a procedure on a virtual clock of its own. It reads as a sentence:
 * `caseOf(streetStall).receive().accept().at('+2 working days').answer('review', agree)`.
 */
export const caseOf = <P extends AnyProcedure>(procedure: P, options: CaseOptions = {}): CaseOf<P> =>
  new CaseOf(procedure, options);
