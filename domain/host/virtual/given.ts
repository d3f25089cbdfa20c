import { contextOf } from '../../case/act-context.ts';
import { beforeReceipt, decide, recordEvents, type CaseEnd, type Environment } from '../../case/case.ts';
import type { Command } from '../../case/command.ts';
import { writeEvent, type CaseEvent, type EventOf } from '../../case/event.ts';
import type { AnyProcedure } from '../../procedure/procedure.ts';
import { canonicalJson } from '../../log/canonical.ts';
import { Refused, type Refusal } from '../../refusal.ts';
import { engine, type Actor } from '../../values.ts';
import { instantOf, type Moment } from './moment.ts';
import { caseOf } from './case-of.ts';
import type { VirtualCase } from './virtual-case.ts';

type EventType = CaseEvent['type'];
type Bare = { [T in EventType]: {} extends EventOf<T>['data'] ? T : never }[EventType];

/**
 * An event in short: its type where it carries nothing (`accepted`), else its type and data. It is one hour after the
 * event before it, and time's doing, unless said otherwise.
 */
export type ShortEvent =
  | Bare
  | {
      [T in EventType]: {
        readonly type: T;
        readonly data: EventOf<T>['data'];
        readonly at?: Moment;
        readonly actor?: Actor;
      };
    }[EventType];

/** An event that is expected: its type, or its type and data. */
export type ExpectedEvent = EventType | { readonly type: EventType; readonly data: unknown };

/** What was decided is not what was expected. Test runners print `expected` and `actual` beside each other. */
export class DecisionMismatch extends Error {
  override readonly name = 'DecisionMismatch';
  readonly expected: unknown;
  readonly actual: unknown;

  constructor(message: string, expected: unknown, actual: unknown) {
    super(message);
    this.expected = expected;
    this.actual = actual;
  }
}

/** One decision, to be compared: the events that an act came to, or its refusal. */
export class DecisionCheck {
  readonly events: readonly CaseEvent[];
  readonly refusal: Refusal | undefined;

  constructor(events: readonly CaseEvent[], refusal?: Refusal) {
    this.events = events;
    this.refusal = refusal;
  }

  /**
   * Compares the events, all of them and in their order: by type, and by data where it is stated.
   * @throws DecisionMismatch where they differ, or the act was refused.
   */
  // oxlint-disable-next-line unicorn/no-thenable -- the sentence goes on so; nobody awaits a decision
  then(...expected: readonly ExpectedEvent[]): void {
    if (this.refusal) throw new DecisionMismatch(Refused.from(this.refusal).message, expected, this.refusal);
    const actual = this.events.map(({ type, data }, index): ExpectedEvent =>
      typeof expected[index] === 'object' ? { type, data } : type,
    );
    if (canonicalJson(actual) !== canonicalJson(expected))
      throw new DecisionMismatch('Other events were decided than expected.', expected, actual);
  }

  /**
   * Expects a refusal with a code.
   * @throws DecisionMismatch where the act is allowed, or refused for another reason.
   */
  thenRefused(code: string): void {
    if (this.refusal?.code === code) return;
    const actual = this.refusal?.code ?? this.events.map(({ type }) => type);
    throw new DecisionMismatch(`The act was not refused with ${code}.`, code, actual);
  }
}

/** A case as its events tell it, waiting for one command. */
export class Given {
  readonly #end: CaseEnd;
  readonly #environment: Environment;

  constructor(end: CaseEnd, environment: Environment) {
    this.#end = end;
    this.#environment = environment;
  }

  /** Decides one command and nothing else: time does nothing before it. Default `at`: with the last event. */
  when(by: Actor, command: Command, at?: Moment): DecisionCheck {
    const { calendar, at: last } = this.#end.state!;
    const askedAt = instantOf(at ?? last, last, this.#environment.calendar(calendar));
    const context = contextOf({ actor: by, key: 'when' }, askedAt, this.#end.state);
    try {
      return new DecisionCheck(decide(this.#end, command, context, this.#environment).events);
    } catch (error) {
      if (error instanceof Refused) return new DecisionCheck([], error.refusal);
      throw error;
    }
  }
}

/**
 * Given a case that has come so far, or a procedure and what happened after an application was received with all its
 * papers: `given(streetStall, ['accepted']).when(officer('fire-rescue'), {…}).then('answered')`.
 */
export function given(subject: AnyProcedure | VirtualCase, events: readonly ShortEvent[] = []): Given {
  const one = 'environment' in subject ? subject : caseOf(subject).receive();
  const { environment } = one;
  const all = [...one.events];
  for (const event of events) all.push(wholeOf(event, all.at(-1)!, environment.calendar(one.view.calendar)));
  const { state, entries } = recordEvents(beforeReceipt(one.id), all, environment);
  const last = entries.at(-1)!;
  return new Given({ state, revision: last.seq, head: last.hash }, environment);
}

const hour = '+1 hour';

function wholeOf(event: ShortEvent, before: CaseEvent, calendar: ReturnType<Environment['calendar']>): CaseEvent {
  const { type, data, at = hour, actor = engine } = typeof event === 'string' ? { type: event, data: {} } : event;
  return writeEvent({ type, at: instantOf(at, before.at, calendar), actor, data }).event;
}
