import { aboutWhom } from './about.ts';
import { orUndefinedIfUnpublished } from '../calendar/unpublished.ts';
import { instantAt, minutesPerDay, parseDay } from '../calendar/day.ts';
import type { ActContext } from './act-context.ts';
import { checkLimit, type Limit } from '../clock/limit.ts';
import { type Refusal, Refused } from '../refusal.ts';
import { rules, type PeoplesCommand } from './capabilities/index.ts';
import { instrumentDue } from './capabilities/instruments/escalation.ts';
import type { CommandRule, NamedKey } from './capability.ts';
import { refusalFor } from './basis.ts';
import { due, isRunning } from './clocks.ts';
import { command as commandSchema, type Command } from './command.ts';
import { DecisionBuilder } from './decision-builder.ts';
import type { Environment } from './environment.ts';
import type { CaseAtEnd, CaseEnd, Decision } from './record.ts';
import { refuseShape, refuseWhileSuspended, requireNotAbout, requireNotTheParty } from './refusals.ts';
import { clockOf, ended, type CaseState } from './state.ts';

/**
 * What a command makes of a case: its events, the first of them with the command's key. Pure and synchronous, so that
 * the validator of an update can run it on a copy. The only place that checks a command's shape.
 * @throws Refused where a rule says no; nothing has changed then
 */
export function decide(before: CaseEnd, command: Command, asked: ActContext, environment: Environment): Decision {
  try {
    return decideAs(before, command, asked, environment);
  } catch (error) {
    throw error instanceof Refused ? refusalFor(environment.procedure, error) : error;
  }
}

function decideAs(before: CaseEnd, command: Command, asked: ActContext, environment: Environment): Decision {
  const { state } = before;
  if (!state && command.type !== 'receive') throw new Refused('case.unknown', {});
  if (state && command.type === 'receive') throw new Refused('case.received', {});
  const applicant = state?.applicant ?? (command.type === 'receive' ? command.applicant : undefined);
  if (applicant !== undefined) requireNotTheParty(applicant, asked.actor, command.type);
  for (const form of [state?.form, 'form' in command ? command.form : undefined])
    requireNotAbout(aboutWhom(environment.procedure, form), asked.actor, command.type);
  const rule = ruleOf(command.type);
  if (state) requireTaken(state, command.type, rule);
  const { on, ...valid } = { on: undefined, ...requireShape(command) };
  const draft = new DecisionBuilder(before, onItsDay(asked, on), environment);
  // The rule is of the command's own type: the records are spreads that the compiler checks.
  if (rule?.by === 'people') rule.guard(draft, valid as never);
  rule?.decide(draft, valid as never);
  draft.concludeIfReady();
  requireDates(state, draft.state, environment);
  return draft.decision;
}

/** The rule of a command; none of a type that there is not. */
const ruleOf = (type: Command['type']): CommandRule<never> | undefined =>
  Object.hasOwn(rules, type) ? rules[type] : undefined;

/** Whether the case as it stands takes such a command at all. */
function requireTaken(state: CaseState, type: Command['type'], rule: CommandRule<never> | undefined): void {
  if (ended(state) && rule?.whenEnded !== 'allow')
    throw new Refused('case.ended', { found: state.status }, 'rule.end.new');
  if (rule?.whenSuspended === 'refuse') refuseWhileSuspended(state, type);
}

/**
 * Why an act of a person is not possible whatever it carries; undefined where it is. It asks what `decide` asks before
 * it looks at the input.
 */
export function refusalOfAct(
  before: CaseAtEnd,
  act: { readonly type: PeoplesCommand['type'] } & ActSubject,
  asked: ActContext,
  environment: Environment,
): Refusal | undefined {
  const { state } = before;
  const rule = ruleOf(act.type);
  if (rule?.by !== 'people') throw new Error(`${act.type} is no act of people.`);
  try {
    requireNotTheParty(state.applicant, asked.actor, act.type);
    requireNotAbout(aboutWhom(environment.procedure, state.form), asked.actor, act.type);
    requireTaken(state, act.type, rule);
    rule.guard(new DecisionBuilder(before, asked, environment), act as never);
    return undefined;
  } catch (error) {
    if (error instanceof Refused) return refusalFor(environment.procedure, error).refusal;
    throw error;
  }
}

/** The part of the case that an act is about. */
export type ActSubject = { readonly [K in NamedKey]?: K extends 'event' ? number : string };

/** What another case wrote at the 24:00 of a day belongs to that day here too. (T17) */
function onItsDay(asked: ActContext, on: string | undefined): ActContext {
  const isDayEnd = on !== undefined && asked.askedAt === instantAt(parseDay(on), minutesPerDay);
  return isDayEnd && asked.cause !== undefined ? { ...asked, on } : asked;
}

/** A command of another shape would make an event that the log cannot keep: that is a refusal, not a fault. */
function requireShape(found: Command): Command {
  const limit: unknown = 'takes' in found ? found.takes : 'by' in found ? found.by : undefined;
  // A limit that is none is refused by its own rule.
  if (isLimit(limit)) checkLimit(limit);
  const { data, error } = commandSchema.safeParse(found);
  return data ?? refuseShape('command', error!, found);
}

const isLimit = (value: unknown): value is Limit =>
  typeof value === 'object' &&
  value !== null &&
  'unit' in value &&
  (value.unit === 'DATE'
    ? 'date' in value && typeof value.date === 'string'
    : 'n' in value && typeof value.n === 'number');

/**
 * An act that makes a clock end where no calendar reaches is refused: nobody could say its date. What time did so
 * before stays.
 */
function requireDates(before: CaseState | undefined, after: CaseState, environment: Environment): void {
  for (const clock of after.clocks) {
    const known = before && clockOf(before, clock.clock);
    if (
      clock === known ||
      !isRunning(clock) ||
      (known && orUndefinedIfUnpublished(() => due(environment, known)) === undefined)
    )
      continue;
    due(environment, clock);
  }
  for (const instrument of after.instruments)
    if (!before?.instruments.some(each => each.instrument === instrument.instrument))
      instrumentDue(environment, after, instrument);
}
