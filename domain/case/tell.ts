import { defined } from '../defined.ts';
import { orUndefinedIfUnpublished } from '../calendar/unpublished.ts';
import type { Reason } from '../values.ts';
import { due } from './clocks.ts';
import type { Environment } from './environment.ts';
import type { NoticeCode, NoticeParams, ToldDue } from './notice-params.ts';
import { clockOf, type CaseState } from './state.ts';

/** What an event has told, to the applicant where nobody else is named. */
export type Told = {
  readonly [C in NoticeCode]: { readonly code: C; readonly params: NoticeParams[C]; readonly to?: string };
}[NoticeCode];

/** One notice. */
export const tell = <C extends NoticeCode>(code: C, params: NoticeParams[C], to?: string): readonly Told[] => [
  { code, params, ...defined({ to }) } as Told,
];

/** When a clock of the case ends, as far as it can be told, and why that may still move. */
export function dueToTell(
  state: CaseState,
  environment: Environment,
  name: string,
): ToldDue & { readonly projected?: boolean } {
  const clock = clockOf(state, name);
  const found = clock && orUndefinedIfUnpublished(() => due(environment, clock));
  return found && found.openSince === undefined
    ? { due: found.at, ...(found.projected && { projected: true }), ...defined({ provisional: found.provisional }) }
    : {};
}

/** By when a case is decided, as far as it can be told: by its promise, or where there is none by the law. */
export function decisionToTell(state: CaseState, environment: Environment): ToldDue & { readonly isByLaw: boolean } {
  const isByLaw = clockOf(state, 'promise') === undefined;
  return { isByLaw, ...dueToTell(state, environment, isByLaw ? 'statutory' : 'promise') };
}

/** Reasons as they were written. */
export const textsOf = (reasons: readonly Reason[]): readonly string[] => reasons.map(({ text }) => text);

/** What the procedure calls a material, or a field of the form by its own name. */
export const materialTitle = ({ procedure }: Environment, item: string): string =>
  procedure.materials[item]?.title ?? item;
