import { defined } from '../defined.ts';
import type { Instant } from '../calendar/day.ts';
import type { Reason } from '../values.ts';
import { communicableDue } from './clocks.ts';
import type { Environment } from './environment.ts';
import type { NoticeCode, NoticeParams } from './notice-params.ts';
import { clockOf, type CaseState } from './state.ts';

/** What an event has told, to the applicant where nobody else is named. */
export type Told = {
  readonly [C in NoticeCode]: { readonly code: C; readonly params: NoticeParams[C]; readonly to?: string };
}[NoticeCode];

/** One notice. */
export const tell = <C extends NoticeCode>(code: C, params: NoticeParams[C], to?: string): readonly Told[] => [
  { code, params, ...defined({ to }) } as Told,
];

/** When a clock of the case ends, as far as it can be told. */
export function dueToTell(state: CaseState, environment: Environment, name: string): Instant | undefined {
  const clock = clockOf(state, name);
  return clock && communicableDue(environment.calendar(clock.calendar), clock);
}

/** Reasons as they were written. */
export const textsOf = (reasons: readonly Reason[]): readonly string[] => reasons.map(({ text }) => text);

/** What the procedure calls a material, or a field of the form by its own name. */
export const materialTitle = ({ procedure }: Environment, item: string): string =>
  procedure.materials[item]?.title ?? item;
