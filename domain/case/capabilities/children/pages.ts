import { type Instant, yearOfMoment } from '../../../calendar/day.ts';
import { digestOf } from '../../../log/chain.ts';
import type { ActContext } from '../../act-context.ts';
import type { Environment } from '../../environment.ts';
import type { CaseState } from '../../state.ts';

/** A step of kind `child`, and the case that it opened or is to open. */
export interface LinkedStep {
  readonly step: string;
  readonly case: string;
}

/** So many children begin, or are told that nobody waits for them, by one event: replies stay small. (P35) */
const pageSize = 20;
/** Milliseconds between two pages of one case: a batch never floods the rest. */
const pageIntervalMs = 1_000;

/** The id of the case that a step opens: the same however often it is asked. */
const childIdOf = (state: CaseState, step: string, year: number): string =>
  `${year}-${digestOf(`child ${state.case} ${step}`).slice(0, 24)}`;

function stepsToOpen(state: CaseState, { procedure }: Environment): readonly string[] {
  const asked = state.steps.filter(({ step }) => procedure.steps[step]?.kind === 'child');
  // Most of the time all are opened: whoever has two thousand of them is not gone through again.
  if (asked.length === (state.children?.length ?? 0)) return [];
  const opened = new Set(state.children?.map(({ step }) => step));
  return asked.filter(({ id, end }) => end === undefined && !opened.has(id)).map(({ id }) => id);
}

function childrenToStop(state: CaseState): readonly LinkedStep[] {
  if (!state.children) return [];
  const cancelled = new Set(state.steps.filter(({ end }) => end === 'cancelled').map(({ id }) => id));
  return state.children.filter(({ step, stoppedAt }) => stoppedAt === undefined && cancelled.has(step));
}

/** Somebody is still to be told of what became of the case: it is not over before. */
export const hasChildrenToStop = (state: CaseState): boolean => childrenToStop(state).length > 0;

const hasChildSteps = ({ procedure }: Environment): boolean =>
  Object.values(procedure.steps).some(({ kind }) => kind === 'child');

/** When the next page of children is due; undefined while none is to be opened or stopped. */
export function nextPageAt(state: CaseState, environment: Environment): Instant | undefined {
  if (!hasChildSteps(environment)) return undefined;
  if (stepsToOpen(state, environment).length === 0 && !hasChildrenToStop(state)) return undefined;
  const turns = (state.children ?? []).map(({ openedAt, stoppedAt }) => Math.max(openedAt, stoppedAt ?? openedAt));
  const last = turns.reduce((a, b) => Math.max(a, b), state.receivedAt);
  return turns.filter(turn => turn === last).length < pageSize ? last : last + pageIntervalMs;
}

/** The children that one event opens, and those that it stops; the rest has its turn later. */
export function nextPage(
  state: CaseState,
  environment: Environment,
  { at, on }: Pick<ActContext, 'at' | 'on'>,
): { readonly opens: readonly LinkedStep[]; readonly stops: readonly LinkedStep[] } {
  const due = nextPageAt(state, environment);
  if (due === undefined || due > at) return { opens: [], stops: [] };
  const opens = stepsToOpen(state, environment)
    .slice(0, pageSize)
    .map(step => ({ step, case: childIdOf(state, step, yearOfMoment(at, on)) }));
  const stops = childrenToStop(state)
    .slice(0, pageSize - opens.length)
    .map(({ step, case: id }) => ({ step, case: id }));
  return { opens, stops };
}
