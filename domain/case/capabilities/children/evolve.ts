import type { Environment } from '../../environment.ts';
import { when, type EventOf } from '../../event.ts';
import { pauseClocks } from '../../open-steps.ts';
import type { CaseState } from '../../state.ts';
import { endStep } from '../steps/evolve.ts';
import type { ChildState } from './state.ts';

export const openChildren = (state: CaseState, event: EventOf<'childrenOpened'>): CaseState => ({
  ...state,
  children: [
    ...(state.children ?? []),
    ...event.data.children.map(child => ({ ...child, openedAt: when(event), pauses: [] })),
  ],
});

const changeChild = (state: CaseState, id: string, change: (child: ChildState) => ChildState): CaseState => ({
  ...state,
  ...(state.children && { children: state.children.map(child => (child.step === id ? change(child) : child)) }),
});

/** While no office holds a child its time is not the office's of the parent either. */
export const moveChild = (state: CaseState, event: EventOf<'childMoved'>, environment: Environment): CaseState => {
  const at = when(event);
  const { step, waits } = event.data;
  const moved = changeChild(state, step, child => {
    const open = child.pauses.some(({ to }) => to === undefined);
    if (waits) return open ? child : { ...child, pauses: [...child.pauses, { from: at }] };
    return { ...child, pauses: child.pauses.map(each => (each.to === undefined ? { ...each, to: at } : each)) };
  });
  return pauseClocks(moved, at, environment);
};

export const endChild = (state: CaseState, event: EventOf<'childEnded'>, environment: Environment): CaseState => {
  const at = when(event);
  const { step, ending } = event.data;
  const ended = changeChild(state, step, child => ({ ...child, endedAt: at }));
  return endStep(ended, step, ending, { end: 'done', endedAt: at }, at, environment);
};

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
