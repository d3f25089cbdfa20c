import { evolve, viewOf, type CaseState, type Environment } from '../../domain/case/case.ts';
import { readEvent, when, type CaseEvent } from '../../domain/case/event.ts';
import { noticesOf } from '../../domain/case/notices.ts';
import { defined } from '../../domain/defined.ts';
import type { CaseSnapshot } from '../../domain/host/protocol.ts';
import type { Asked } from '../../domain/host/virtual/virtual-case.ts';
import { canonicalJson } from '../../domain/log/canonical.ts';
import type { VirtualCase, VirtualCity } from '../../domain/testing.ts';
import type { RecordedCase } from './recorded-case.ts';

/** Keeps of the cases that were played those that show something that none before them shows. */
export class Recorder {
  readonly cases: RecordedCase[] = [];
  readonly kinds = new Set<string>();
  readonly procedures = new Set<string>();
  readonly #asked = new Map<string, Asked[]>();

  readonly onAsked = (asked: Asked, { id }: VirtualCase): void => {
    this.#asked.set(id, [...(this.#asked.get(id) ?? []), asked]);
  };

  /** What was asked in one city says nothing of the next one. */
  forget(): void {
    this.#asked.clear();
  }

  keep(city: VirtualCity): void {
    for (const one of city.cases) {
      if (one.state === undefined) continue;
      const { id: procedure } = one.environment.procedure;
      const isFresh = one.events.some(({ type }) => !this.kinds.has(type));
      if (isFresh || !this.procedures.has(procedure)) this.keepLog(one);
    }
  }

  /** Keeps a case, with what its log came to. */
  keepLog(one: VirtualCase, { tail, state }: Pick<CaseSnapshot, 'tail' | 'state'> = one.snapshot): void {
    const { id, environment } = one;
    const events = tail.map(({ text }) => readEvent(text));
    for (const { type } of events) this.kinds.add(type);
    this.procedures.add(environment.procedure.id);
    const askedAt = new Map(events.map(event => [event.key, when(event)]));
    this.cases.push({
      id,
      number: state.number,
      head: tail.at(-1)!.hash,
      texts: tail.map(({ text }) => text),
      commands: (this.#asked.get(id) ?? []).map(({ by, command, key, cause }) => ({
        key,
        ...defined({ cause }),
        begins: command.type === 'receive',
        actor: by,
        payload: canonicalJson(command),
        asked: askedAt.get(key)!,
      })),
      messages: messagesOf(events, environment),
      view: viewOf(state, environment),
    });
  }
}

function messagesOf(events: readonly CaseEvent[], environment: Environment): RecordedCase['messages'] {
  let state: CaseState | undefined;
  return events.flatMap((event, index) => {
    const before = state;
    state = evolve(before, event, environment);
    return noticesOf(before, event, state, environment).map((notice, position) => ({
      seq: index + 1,
      position,
      ...notice,
    }));
  });
}
