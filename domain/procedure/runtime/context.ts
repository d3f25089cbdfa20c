import { agreed, reasonsAgainst, type Answers, type Deciding, type Reasons } from '../language/answers.ts';
import type { AnyProcedure } from '../language/definition.ts';
import type { Ask, Closing, Denied, Ending, Flow, Granted, Want } from '../language/flow.ts';
import { handedOnFault, handedOnOf } from '../language/handed-on.ts';
import type { PersonalName } from '../language/personal.ts';
import type { Call } from '../language/step.ts';
import { Defect } from './errors.ts';
import type { Run } from './run.ts';
import { defined } from '../../defined.ts';

/** One asking of a step. Waited for twice, it asks twice. */
export class Wait implements Flow<unknown> {
  readonly ask: Ask;
  waited = false;
  constructor(ask: Ask) {
    this.ask = ask;
  }
  [Symbol.iterator](): Iterator<Want, unknown, unknown> {
    this.waited = true;
    return new Asking(this.ask);
  }
}

/** By hand, not a generator: a batch asks thousands. */
class Asking implements Iterator<Want, unknown, unknown> {
  private ask: Ask | undefined;
  constructor(ask: Ask) {
    this.ask = ask;
  }
  next(sent?: unknown): IteratorResult<Want, unknown> {
    const { ask } = this;
    this.ask = undefined;
    return ask ? { done: false, value: ask } : { done: true, value: sent };
  }
}

/** What a run hands to the flow. */
export function contextOf(run: Run): Record<string, unknown> {
  const { procedure, facts } = run;
  const steps = Object.create(noOther(procedure)) as Record<string, (call?: Call) => Flow<unknown>>;
  for (const name of Object.keys(procedure.steps)) steps[name] = (call = {}) => run.wait(name, call);
  const modes = {};
  for (const mode of Object.keys(procedure.modes))
    Object.defineProperty(modes, mode, { enumerable: true, get: () => facts.modes[mode] === true });
  const reached = (milestone: string): void => void run.reached.add(milestone);
  const grantEarly = (permit: string, answer?: Deciding): boolean => {
    if (run.ending) throw new Defect(`grantEarly(${JSON.stringify(permit)}) comes after the decision.`);
    if (!Object.hasOwn(procedure.permits, permit))
      throw new Defect(`grantEarly(${JSON.stringify(permit)}) names no permit of ${procedure.id}.`);
    if (answer && !agreed(answer)) return false;
    run.early.set(permit, answer?.answer === 'agreeWithConditions' ? answer.conditions : undefined);
    return true;
  };
  return {
    form: formOf(run),
    applicant: facts.applicant,
    modes,
    steps,
    reached,
    grantEarly,
    grant,
    grantEach,
    deny,
    forwardUp,
    settle,
  };
}

const others = new WeakMap<AnyProcedure, object>();
/** What is asked of a flow's steps that is none of them: a misspelt name is told as such. */
function noOther(procedure: AnyProcedure): object {
  const known = others.get(procedure);
  if (known) return known;
  const made = new Proxy(Object.create(null) as object, {
    get(_, name) {
      if (typeof name === 'symbol') return undefined;
      const expected = Object.keys(procedure.steps).join(', ');
      throw new Defect(`The flow asks steps.${name}, which is no step of ${procedure.id}; expected ${expected}.`);
    },
  });
  others.set(procedure, made);
  return made;
}

/** The form as the flow sees it: in place of each personal field a reference that says nothing. */
function formOf({ procedure, facts }: Run): unknown {
  if (procedure.personal.length === 0) return facts.form;
  const references = procedure.personal.map(field => [field, Object.freeze<PersonalName>({ personal: field })]);
  return Object.freeze({ ...(facts.form as object), ...Object.fromEntries(references) });
}

/** What `afterwards` gets besides. */
export function afterContextOf(run: Run, ending: Ending): Record<string, unknown> {
  const reopen = (form: Readonly<Record<string, unknown>>): Closing => {
    const wrong = handedOnFault(run.procedure, form);
    if (wrong !== undefined) throw new Defect(`The form that reopen gives is none of ${run.procedure.id}: ${wrong}.`);
    const { form: kept, personal = {} } = handedOnOf(run.procedure, form);
    const isOwn = Object.entries(personal).every(([name, from]) => from.personal === name && from.step === undefined);
    return { closing: 'reopened', form: kept, ...(!isOwn && { personal }) };
  };
  return { ...contextOf(run), ending, closed, revoke, reopen };
}

const grant = (...permits: readonly string[]): Granted => ({ end: 'granted', permits });
const deny = (reasons: Reasons): Denied => ({ end: 'denied', reasons });
const forwardUp = (to?: string): Ending => ({ end: 'forwardedUp', ...defined({ to }) });
const settle = (result: string, reasons?: Reasons): Ending => ({ end: 'settled', result, ...defined({ reasons }) });
export const closed = (): Closing => ({ closing: 'closed' });
export const revoke = (permits: readonly string[], reasons: Reasons): Closing => ({
  closing: 'revoked',
  permits,
  reasons,
});

/** Each permit by its own answer; denied when nobody agrees. */
function grantEach(answers: Answers): Granted | Denied {
  const all: readonly (readonly [string, Deciding])[] = Object.entries(answers);
  const permits = all.filter(([, answer]) => agreed(answer)).map(([permit]) => permit);
  const against = reasonsAgainst(answers);
  if (permits.length === 0) {
    if (!against)
      throw new Defect(
        `grantEach was given nothing to grant: no permit of ${Object.keys(answers).join(', ') || 'none'} applies.`,
      );
    return { end: 'denied', reasons: against };
  }
  const refusedPermits = Object.fromEntries(
    all.flatMap(([permit, answer]) => (answer.answer === 'disagree' ? [[permit, answer.reasons]] : [])),
  );
  const conditions = Object.fromEntries(
    all.flatMap(([permit, answer]) => (answer.answer === 'agreeWithConditions' ? [[permit, answer.conditions]] : [])),
  );
  return {
    end: 'granted',
    permits,
    ...(against && { refusedPermits }),
    ...(Object.keys(conditions).length > 0 && { conditions }),
  };
}
