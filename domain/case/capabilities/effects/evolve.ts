import { defined } from '../../../defined.ts';
import type { Environment } from '../../environment.ts';
import { when, type EventOf } from '../../event.ts';
import { withPapers, type CaseState } from '../../state.ts';
import { endStep } from '../steps/evolve.ts';
import { outcomeOfEffect } from './decide.ts';

export const completeEffect = (
  state: CaseState,
  event: EventOf<'effectCompleted'>,
  environment: Environment,
): CaseState => {
  const at = when(event);
  const { step, result, personal } = event.data;
  const ending = { end: 'done', endedAt: at, answeredAs: event.actor, ...defined({ personal }) } as const;
  return endStep(state, step, outcomeOfEffect(result), ending, at, environment);
};

export const fileShared = (state: CaseState, event: EventOf<'sharedFiled'>): CaseState =>
  withPapers(state, [event.data.paper]);
