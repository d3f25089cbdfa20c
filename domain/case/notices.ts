import { folds } from './capabilities/index.ts';
import type { EventConsequences } from './capability.ts';
import type { Environment } from './environment.ts';
import { when, type CaseEvent } from './event.ts';
import { movedDates } from './main-dates.ts';
import type { CaseNotice, Dated } from './notice-params.ts';
import type { CaseState } from './state.ts';
import { dueToTell, tell, textsOf, type Told } from './tell.ts';

/**
 * Whom an event is told to, as part of the same transition: the applicant, and the addressees of an instrument. `state`
 * is the case just after the event, `before` just before it: what is told does not depend on what happened by the time
 * it is written down.
 */
export function noticesOf(
  before: CaseState | undefined,
  event: CaseEvent,
  state: CaseState,
  environment: Environment,
): readonly CaseNotice[] {
  // The record is of the event's own type: the records are spreads that the compiler checks.
  const fold: EventConsequences<never> = folds[event.type];
  const own = fold.notices(event as never, state, environment);
  const told: readonly Told[] = [
    ...own,
    ...(before ? noticesOfDates(before, state, own, environment) : []),
    ...(fold.opensSteps ? noticesOfSteps(event, state, environment) : []),
  ];
  return told.map(
    ({ code, params, to = state.applicant }) =>
      ({ to, kind: event.type, code, params: { number: state.number, ...params } }) as CaseNotice,
  );
}

/** Every date that an event moves is told to the applicant once, whatever the event tells of itself. (A18) */
function noticesOfDates(
  before: CaseState,
  after: CaseState,
  own: readonly Told[],
  environment: Environment,
): readonly Told[] {
  const known = new Set(own.filter(({ to }) => to === undefined).flatMap(datesIn));
  const clocks = movedDates(before, after, environment).filter(({ clock }) => !known.has(clock.clock));
  return clocks.length === 0 ? [] : tell('datesMoved', { clocks });
}

/** The limits of which a notice tells the date. */
function datesIn({ params }: Told): readonly string[] {
  const { clock, clocks = [] } = params as { readonly clock?: Dated['clock']; readonly clocks?: readonly Dated[] };
  return [...clocks.map(each => each.clock.clock), ...(clock === undefined ? [] : [clock.clock])];
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
