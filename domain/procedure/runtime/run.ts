import { defined } from '../../defined.ts';
import { id as unitId } from '../../values.ts';
import { handedOnFault } from '../language/handed-on.ts';
import { agreedOnCommitment, consentedByApplying, notApplicable } from '../language/answers.ts';
import type { Reasons } from '../language/answers.ts';
import { holds, resolveLimit } from '../language/condition.ts';
import type { AnyProcedure } from '../language/definition.ts';
import { Ask, Join, type Closing, type Ending, type Flow, type Want } from '../language/flow.ts';
import type { Call } from '../language/step.ts';
import { takenBy } from '../language/steps/outside.ts';
import { afterwardsOf, combined, revokedBy, type Revoked } from './after-decision.ts';
import { contextOf, Wait } from './context.ts';
import { Defect } from './errors.ts';
import { Fiber } from './fiber.ts';
import { deepFreeze } from './freeze.ts';
import { checkCall, checkClosing, checkEnding } from './leaving.ts';
import { checkKeys, nameOf } from './names.ts';
import type { Facts, FlowState, Open } from './state.ts';

/** A case that asks more often than this runs in a circle. */
const mostWaits = 10_000;
/** Clocks and instruments are named after steps, and all of them are ids. */
const longestName = 200;
const pending = Symbol('pending');

/** A flow under way: what it waits for, and how it goes on when an answer comes. Thrown away after use. */
export class Run {
  readonly procedure: AnyProcedure;
  readonly facts: Facts;
  readonly open = new Map<string, { readonly open: Open; readonly fiber: Fiber }>();
  readonly answered = new Set<string>();
  readonly cancelled = new Set<string>();
  readonly reached = new Set<string>();
  readonly early = new Map<string, Reasons | undefined>();
  /** Every step that the flow came to, asked or answered by itself: the walk reads it. */
  readonly cameTo: { readonly step: string; readonly key: string; readonly id?: string }[] = [];
  ending: Ending | undefined;
  closing: Closing | undefined;
  revoked: Revoked | undefined;
  /** A covered step was answered by the applicant's commitment: the grant has to be verified. */
  committed = false;
  private readonly made: Wait[] = [];
  private readonly counts = new Map<string, number>();
  private readonly openNames = new Set<string>();
  private after: readonly Fiber[] = [];
  private readonly review: Fiber;
  /** Silence has granted. */
  isGrantedBySilence = false;

  constructor(procedure: AnyProcedure, facts: Facts) {
    this.procedure = procedure;
    this.facts = facts;
    deepFreeze(facts.form);
    this.review = this.guarded(() => {
      const review = new Fiber(procedure.run(contextOf(this)), value => this.decide(value as Ending));
      this.resume(review, undefined);
      return review;
    });
  }

  /** Silence has granted: what the review still asks is asked no more, and what follows a grant is. */
  grantBySilence(permits: readonly string[]): void {
    this.isGrantedBySilence = true;
    this.cancel(this.review);
    this.closing = undefined;
    this.guarded(() => this.decide({ end: 'granted', permits }));
  }

  /** The waits that a flow makes: one that is never waited for is a defect. */
  wait(step: string, call: Call): Flow<unknown> {
    const wait = new Wait(new Ask(step, call));
    this.made.push(wait);
    return wait;
  }

  /** Gives an open step its outcome and runs on until the flow waits again. */
  deliver(id: string, value: unknown): void {
    const { fiber, open } = this.open.get(id)!;
    this.open.delete(id);
    this.openNames.delete(nameOf(open.step, fiber.path));
    this.answered.add(id);
    fiber.waiting = undefined;
    this.guarded(() => this.resume(fiber, deepFreeze(value)));
  }

  state(): FlowState {
    const { ending, closing, revoked } = this;
    return {
      open: Array.from(this.open.values(), each => each.open),
      reached: [...this.reached],
      early: Array.from(this.early, ([permit, conditions]) => ({ permit, ...defined({ conditions }) })),
      cancelled: [...this.cancelled],
      ...defined({ ending, closing, revoked }),
    };
  }

  private guarded<T>(go: () => T): T {
    try {
      const made = go();
      this.requireWaiting();
      return made;
    } catch (error) {
      if (error instanceof Defect) throw error;
      throw new Defect(
        `The flow of ${this.procedure.id} threw: ${error instanceof Error ? error.message : String(error)}`,
        { cause: error },
      );
    }
  }

  private requireWaiting(): void {
    for (const wait of this.made)
      if (!wait.waited)
        throw new Defect(`steps.${wait.ask.step}() was called but not waited for: write yield* before it.`);
    this.made.length = 0;
    if (this.open.size === 0 && !this.closing)
      throw new Defect(`The flow of ${this.procedure.id} waits for nothing and has not ended.`);
  }

  private resume(fiber: Fiber, sent: unknown): void {
    let value = sent;
    while (!fiber.cancelled) {
      const next = fiber.iterator.next(value);
      if (next.done) return fiber.finished(next.value);
      value = this.begin(next.value, fiber);
      if (value === pending) return;
    }
  }

  private begin(want: Want, fiber: Fiber): unknown {
    if (want instanceof Ask) return this.ask(want, fiber);
    if (want instanceof Join) return this.join(want, fiber);
    throw new Defect('The flow yielded something that is no wait: only steps, all, race and each can be waited for.');
  }

  private ask({ step, call }: Ask, fiber: Fiber): unknown {
    const definition = this.procedure.steps[step];
    if (!definition) throw new Defect(`The flow asks ${step}, which is no step of ${this.procedure.id}.`);
    const { modes } = this.procedure;
    if (this.cameTo.length >= mostWaits)
      throw new Defect(`The flow of ${this.procedure.id} asks more than ${mostWaits} times: it runs in a circle.`);
    const already = !holds(definition.when, this.facts.form)
      ? notApplicable
      : this.facts.modes['commitment'] === true && modes.commitment?.covers.includes(step)
        ? agreedOnCommitment
        : modes.applyAndEnjoy?.consent === step && this.facts.modes['applyAndEnjoy'] === true
          ? consentedByApplying
          : undefined;
    if (already) {
      if (already === agreedOnCommitment) this.committed = true;
      this.cameTo.push({ step, key: fiber.path });
      return already;
    }
    const name = nameOf(step, fiber.path);
    if (this.openNames.has(name))
      throw new Defect(`${name} is asked while it is still open: use each, with a key for every branch.`);
    const time = (this.counts.get(name) ?? 0) + 1;
    this.counts.set(name, time);
    const id = time === 1 ? name : `${name}#${time}`;
    if (id.length > longestName)
      throw new Defect(
        `The name ${id.slice(0, 40)}… has ${id.length} characters, at most ${longestName} can be kept: use ` +
          'shorter keys.',
      );
    const role = call.to ?? definition.by;
    if (role === 'assigned')
      throw new Defect(`${step} is assigned by the flow, but it named no unit: steps.${step}({ to: unit }).`);
    if (call.to !== undefined && !unitId.safeParse(call.to).success)
      throw new Defect(
        `${step} is assigned to ${JSON.stringify(call.to)}, which cannot be a unit's id: 1 to 240 letters, digits or ` +
          '. : @ # _ / - are expected.',
      );
    checkCall(step, definition, call);
    const wrong = definition.child && handedOnFault(definition.child, call.form, definition.opens === 'draft');
    if (wrong !== undefined)
      throw new Defect(`The form that ${step} gives to ${definition.child!.id} is none of its forms: ${wrong}.`);
    const taken = takenBy(definition);
    const wrongInput = taken && handedOnFault(taken, call.input);
    if (wrongInput !== undefined) throw new Defect(`${step} does not take what the flow calls it with: ${wrongInput}.`);
    const within = definition.within ?? resolveLimit(definition.withinBy, this.facts.form);
    const open: Open = {
      id,
      step,
      ...(fiber.path && { key: fiber.path }),
      ...(role !== undefined && { by: role === 'lead' ? this.procedure.lead : role }),
      ...defined({ about: call.about, within, input: call.input, form: call.form }),
    };
    this.openNames.add(name);
    this.open.set(id, { open, fiber });
    this.cameTo.push({ step, key: fiber.path, id });
    fiber.waiting = id;
    return pending;
  }

  private join(join: Join, owner: Fiber): unknown {
    const { how, names } = join;
    if (how === 'each') checkKeys(names);
    const results: Record<string, unknown> = {};
    let left = how === 'race' ? 1 : names.length;
    let starting = true;
    let value: unknown = results;
    const ended = (name: string, result: unknown): void => {
      if (left === 0) return;
      left -= 1;
      if (how === 'race') value = { first: name, value: result };
      else results[name] = result;
      if (left > 0 || starting) return;
      this.endJoin(owner);
      this.resume(owner, value);
    };
    const racing = owner.racing || how === 'race';
    for (const name of names) results[name] = undefined; // fixes the order: as written, not as answered
    const branches = names.map((name, index) => {
      const path = how === 'each' ? (owner.path ? `${owner.path}/${name}` : name) : owner.path;
      return new Fiber(join.begin(index), result => ended(name, result), path, racing);
    });
    owner.branches = branches;
    for (const branch of branches) this.resume(branch, undefined);
    starting = false;
    if (left > 0) return pending;
    this.endJoin(owner);
    return value;
  }

  private endJoin(owner: Fiber): void {
    for (const branch of owner.branches) this.cancel(branch);
    owner.branches = [];
  }

  private cancel(fiber: Fiber): void {
    fiber.cancelled = true;
    if (fiber.waiting !== undefined) {
      this.openNames.delete(nameOf(this.open.get(fiber.waiting)!.open.step, fiber.path));
      this.open.delete(fiber.waiting);
      this.cancelled.add(fiber.waiting);
      fiber.waiting = undefined;
    }
    for (const branch of fiber.branches) this.cancel(branch);
  }

  private decide(ending: Ending): void {
    checkEnding(this.procedure, ending);
    this.ending = deepFreeze(ending);
    const closings: Closing[] = [];
    const flows = afterwardsOf(this, ending);
    let left = flows.length;
    const close = (): void => void (this.closing = deepFreeze(combined(closings)));
    if (left === 0) return close();
    this.after = flows.map(
      flow =>
        new Fiber(flow, value => {
          checkClosing(value as Closing);
          closings.push(value as Closing);
          left -= 1;
          this.revoked = revokedBy(closings);
          const nothingLeft =
            ending.end === 'granted' &&
            this.revoked !== undefined &&
            ending.permits.every(permit => this.revoked!.permits.includes(permit));
          if (nothingLeft) for (const fiber of this.after) this.cancel(fiber);
          if (nothingLeft || left === 0) close();
        }),
    );
    for (const fiber of this.after) this.resume(fiber, undefined);
  }
}
