import { none } from './throw-away.ts';
import {
  answer,
  flow,
  type AnyProcedure,
  type Answered,
  type Facts,
  type NotAnswered,
  type Outcome,
} from '../../../domain/procedure/procedure.ts';

export const yes = { answer: 'agree' } as const;
export const no = (text = '不符合') => ({ answer: 'disagree', reasons: [{ text }] }) as const;
export const gone = { lapsed: true } as const;
export const done = { lapsed: false } as const;

/** A case played by hand: every outcome goes through `answer`, is logged, and has to fold again. */
export class Play {
  readonly log: Outcome[] = [];
  readonly procedure: AnyProcedure;
  readonly facts: Facts;
  constructor(
    procedure: AnyProcedure,
    form: unknown = {},
    modes: Readonly<Record<string, boolean>> = {},
    deferred: readonly string[] = [],
  ) {
    this.procedure = procedure;
    this.facts = { ...none, form, modes, deferred };
  }
  get state() {
    return flow(this.procedure, this.facts, this.log);
  }
  get open(): readonly string[] {
    return this.state.open.map(each => each.id);
  }
  attempt(id: string, value: unknown): Answered | NotAnswered {
    return answer(this.procedure, this.facts, this.log, { id, value });
  }
  give(id: string, value: unknown): this {
    const result = this.attempt(id, value);
    if ('refused' in result) throw new Error(JSON.stringify(result));
    this.log.push(result.outcome);
    return this;
  }
}
