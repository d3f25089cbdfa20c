import { folds } from './capabilities/index.ts';
import type { EventConsequences } from './capability.ts';
import type { Environment } from './environment.ts';
import { when, type CaseEvent } from './event.ts';
import type { CaseNotice } from './notice-params.ts';
import type { CaseState } from './state.ts';
import { dueToTell, tell, textsOf, type Told } from './tell.ts';

/**
 * Whom an event is told to, as part of the same transition: the applicant, and the addressees of an instrument. `state`
 * is the case just after the event: what is told does not depend on what happened by the time it is written down.
 */
export function noticesOf(event: CaseEvent, state: CaseState, environment: Environment): readonly CaseNotice[] {
  // The record is of the event's own type: the records are spreads that the compiler checks.
  const fold: EventConsequences<never> = folds[event.type];
  const told: readonly Told[] = [
    ...fold.notices(event as never, state, environment),
    ...(fold.opensSteps ? noticesOfSteps(event, state, environment) : []),
  ];
  return told.map(
    ({ code, params, to = state.applicant }) =>
      ({ to, kind: event.type, code, params: { number: state.number, ...params } }) as CaseNotice,
  );
}

/** What the applicant has to do from now on, until when, and why: their time runs. */
function noticesOfSteps(event: CaseEvent, state: CaseState, environment: Environment): readonly Told[] {
  const { steps } = environment.procedure;
  const asked = state.steps.filter(
    step => step.end === undefined && step.openedAt === when(event) && steps[step.step]?.kind === 'applicant',
  );
  return asked.flatMap(step =>
    tell('stepAsked', {
      step: steps[step.step]!.title,
      ...dueToTell(state, environment, `step:${step.id}`),
      reasons: textsOf(step.about ?? []),
    }),
  );
}
