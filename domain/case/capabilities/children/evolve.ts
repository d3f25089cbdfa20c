import type { Instant } from '../../../calendar/day.ts';
import { stopClocks } from '../../clocks.ts';
import type { Environment } from '../../environment.ts';
import { when, type EventOf } from '../../event.ts';
import { pauseClocks } from '../../open-steps.ts';
import { stepOf, type CaseState } from '../../state.ts';
import { endStep } from '../steps/evolve.ts';
import type { LinkedStep } from './pages.ts';
import { endDraft, type ChildState } from './state.ts';

/** What opens as a draft is held by no office until its applicant files it. */
export function openChildren(state: CaseState, event: EventOf<'childrenOpened'>, environment: Environment): CaseState {
  const at = when(event);
  const isDraft = ({ step }: LinkedStep): boolean =>
    environment.procedure.steps[stepOf(state, step)?.step ?? '']?.opens === 'draft';
  const opened = event.data.children.map((child): ChildState =>
    isDraft(child)
      ? { ...child, openedAt: at, isDraft: true, pauses: [{ from: at }] }
      : { ...child, openedAt: at, pauses: [] },
  );
  const next = { ...state, children: [...(state.children ?? []), ...opened] };
  return opened.some(child => child.isDraft) ? pauseClocks(next, at, environment) : next;
}

const changeChild = (state: CaseState, id: string, change: (child: ChildState) => ChildState): CaseState => ({
  ...state,
  ...(state.children && { children: state.children.map(child => (child.step === id ? change(child) : child)) }),
});

const endPause = (child: ChildState, at: Instant): ChildState => ({
  ...child,
  pauses: child.pauses.map(each => (each.to === undefined ? { ...each, to: at } : each)),
});

/** While no office holds a child its time is not the office's of the parent either. */
export const moveChild = (state: CaseState, event: EventOf<'childMoved'>, environment: Environment): CaseState => {
  const at = when(event);
  const { step, waits } = event.data;
  const moved = changeChild(state, step, child => {
    const open = child.pauses.some(({ to }) => to === undefined);
    if (waits) return open ? child : { ...child, pauses: [...child.pauses, { from: at }] };
    return endPause(child, at);
  });
  return pauseClocks(moved, at, environment);
};

export const endChild = (state: CaseState, event: EventOf<'childEnded'>, environment: Environment): CaseState => {
  const at = when(event);
  const { step, ending } = event.data;
  const ended = changeChild(state, step, child => ({ ...child, endedAt: at }));
  return endStep(ended, step, ending, { end: 'done', endedAt: at }, at, environment);
};

/** The applicant's time is over, and the offices' begins. */
export function fileChild(state: CaseState, event: EventOf<'childFiled'>, environment: Environment): CaseState {
  const at = when(event);
  const { step: id } = event.data;
  const filed = changeChild(state, id, ({ isDraft: _, ...child }) => endPause(child, at));
  return pauseClocks(
    stopClocks(filed, clock => clock.step === id, at),
    at,
    environment,
  );
}

export function dropChild(state: CaseState, event: EventOf<'childDropped'>, environment: Environment): CaseState {
  const at = when(event);
  const { step: id } = event.data;
  const ending = { end: 'done', endedAt: at, answeredAs: event.actor } as const;
  return endStep(endDraft(state, id, at), id, { end: 'withdrawn' }, ending, at, environment);
}

export function stopChildren(state: CaseState, event: EventOf<'childrenStopped'>): CaseState {
  const stopped = new Set(event.data.children.map(({ step }) => step));
  const at = when(event);
  return {
    ...state,
    ...(state.children && {
      children: state.children.map(child => (stopped.has(child.step) ? { ...child, stoppedAt: at } : child)),
    }),
  };
}
