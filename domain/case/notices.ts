import { defined } from '../defined.ts';
import type { Instant } from '../calendar/day.ts';
import { instrumentContent } from './capabilities/instruments/instrument.ts';
import { clockName, communicableDue } from './clocks.ts';
import type { Environment } from './environment.ts';
import { when, type CaseEvent, type EventOf } from './event.ts';
import { folds } from './capabilities/index.ts';
import { viewOf } from './case-view.ts';
import { clockOf, type CaseState } from './state.ts';
import type { Reason } from '../values.ts';
import type { CaseView, ClockView } from './view.ts';
import type { CaseNotice, NoticeCode, NoticeParams } from './notice-params.ts';

/** A notice for the applicant. */
type Tell = <C extends NoticeCode>(code: C, params: NoticeParams[C], to?: string) => readonly CaseNotice[];

/**
 * Whom an event is told to, as part of the same transition: the applicant, and the addressees of an instrument. `state`
 * is the case just after the event: what is told does not depend on what happened by the time it is written down.
 */
export function noticesOf(event: CaseEvent, state: CaseState, environment: Environment): readonly CaseNotice[] {
  const tell: Tell = (code, params, to = state.applicant) => [
    { to, kind: event.type, code, params: { number: state.number, ...params } } as CaseNotice,
  ];
  return [...noticesOfItself(event, state, environment, tell), ...noticesOfSteps(event, state, environment, tell)];
}

/** What the applicant has to do from now on, until when, and why: their time runs. */
function noticesOfSteps(
  event: CaseEvent,
  state: CaseState,
  environment: Environment,
  tell: Tell,
): readonly CaseNotice[] {
  if (event.type !== 'received' && !folds[event.type].opensSteps) return [];
  const { steps } = environment.procedure;
  const asked = state.steps.filter(
    step => step.end === undefined && step.openedAt === when(event) && steps[step.step]?.kind === 'applicant',
  );
  return asked.flatMap(step =>
    tell('stepAsked', {
      step: steps[step.step]!.title,
      due: dueOf(state, environment, `step:${step.id}`),
      reasons: textsOf(step.about ?? []),
    }),
  );
}

const textsOf = (reasons: readonly Reason[]): readonly string[] => reasons.map(({ text }) => text);

function dueOf(state: CaseState, environment: Environment, name: string): Instant | undefined {
  const clock = clockOf(state, name);
  return clock && communicableDue(environment.calendar(clock.calendar), clock);
}

/** While the case was suspended nobody could say when its limits end; now the applicant is told. */
function duesAgain(state: CaseState, environment: Environment): NoticeParams['resumed']['clocks'] {
  const mainKinds: ReadonlySet<string> = new Set(['acceptance', 'promise', 'statutory']);
  const { clocks } = viewOf(state, environment);
  return state.clocks.flatMap(clock => {
    if (!mainKinds.has(clock.kind) || clock.stoppedAt !== undefined) return [];
    const view = clocks.find(each => each.clock === clock.clock);
    const name = clockName(clock, state, environment.procedure);
    return view?.due === undefined ? [] : [{ clock: name, due: view.due, projected: view.projected }];
  });
}

/**
 * The conditions of a grant, and each permit that was refused beside those granted: with its reasons, as a denial is
 * told.
 */
function restOfGrant({ data }: EventOf<'granted'>, state: CaseState, { procedure }: Environment) {
  const conditions = state.steps.flatMap(({ step, outcome }) => {
    const answer = outcome as { readonly answer?: string; readonly conditions?: readonly Reason[] } | undefined;
    return answer?.answer === 'agreeWithConditions' && answer.conditions
      ? [{ step: procedure.steps[step]?.title ?? step, reasons: textsOf(answer.conditions) }]
      : [];
  });
  const refused = Object.entries(data.refused).map(([permit, reasons]) => ({
    permit: procedure.permits[permit] ?? permit,
    reasons: textsOf(reasons),
  }));
  return { conditions, refused };
}

function noticesOfItself(
  event: CaseEvent,
  state: CaseState,
  environment: Environment,
  tell: Tell,
): readonly CaseNotice[] {
  const titleOf = (item: string): string => environment.procedure.materials[item]?.title ?? item;
  switch (event.type) {
    case 'received':
      return tell('received', { due: dueOf(state, environment, 'acceptance') });
    case 'foundNotRequired':
      return tell('foundNotRequired', { reason: event.data.reason.text });
    case 'acceptanceRefused':
      return tell('acceptanceRefused', { reason: event.data.reason.text, rightOrgan: event.data.rightOrgan });
    case 'noticeGiven':
      return tell('noticeGiven', {
        due: dueOf(state, environment, 'correction'),
        defects: event.data.defects.map(({ item, defect }) => ({ item: titleOf(item), defect })),
      });
    case 'accepted':
      return tell('accepted', { due: dueOf(state, environment, 'promise') });
    case 'tolerantlyAccepted':
      return tell('tolerantlyAccepted', { missing: event.data.missing.map(titleOf) });
    case 'specialStarted':
      return tell('specialStarted', { takes: event.data.takes, notice: event.data.notice.number });
    case 'specialEnded':
    case 'specialExpired':
      return tell('specialOver', {});
    case 'extended':
      return tell('extended', { by: event.data.by, reason: event.data.reason.text });
    case 'toleranceLapsed': {
      // Before the decision the case ends with it, and that is told.
      if (state.decidedAt === undefined) return [];
      const material = titleOf(event.data.material);
      return [
        ...tell('toleranceLapsed', { material }),
        ...tell('toleranceLapsedAfterGrant', { material }, environment.procedure.lead),
      ];
    }
    case 'recomputed':
      return recomputedNotices(event, viewOf(state, environment), tell);
    case 'suspended': {
      const { ground, reason, notice } = event.data;
      return tell('suspended', { ground, reason: reason.text, notice: notice.number });
    }
    case 'resumed':
      return tell('resumed', { reason: event.data.reason.text, clocks: duesAgain(state, environment) });
    case 'granted':
      return tell('granted', restOfGrant(event, state, environment));
    case 'denied':
    case 'revoked':
    case 'terminated':
      return tell(event.type, { reasons: textsOf(event.data.reasons) });
    case 'deemedAccepted':
    case 'delivered':
    case 'withdrawn':
    case 'deemedWithdrawn':
    case 'held':
      return tell(event.type, {});
    case 'instrumentAddressed': {
      const instrument = state.instruments.find(each => each.instrument === event.data.instrument);
      if (!instrument || instrument.closedAt !== undefined) return [];
      const content = instrumentContent(state, instrument, environment);
      return event.data.addressees.flatMap(({ person, unit }) =>
        tell('instrumentAddressed', { record: event.data.number, content }, person ?? unit),
      );
    }
    default:
      return [];
  }
}

/**
 * What an amended calendar moved: the applicant is told of the case's clocks and of their own, each unit of those that
 * it holds.
 */
function recomputedNotices({ data }: EventOf<'recomputed'>, view: CaseView, tell: Tell): readonly CaseNotice[] {
  const changes = data.clocks.flatMap(({ clock: name, dueBefore, due }) => {
    const clock = view.clocks.find(each => each.clock === name);
    return clock && due !== undefined && due !== dueBefore ? [{ clock, dueBefore, due }] : [];
  });
  const clocksOf = (isTheirs: (clock: ClockView) => boolean): NoticeParams['recomputed']['clocks'] =>
    changes
      .filter(({ clock }) => isTheirs(clock))
      .map(({ clock: { clock, kind, of }, ...dues }) => ({
        clock: { clock, kind, ...defined({ of }) },
        ...dues,
      }));
  const { calendar } = data;
  const theirs = clocksOf(clock => clock.unit === undefined || clock.step === undefined);
  const units = [...new Set(changes.flatMap(({ clock }) => clock.unit ?? []))];
  return [
    ...(theirs.length === 0 ? [] : tell('recomputed', { calendar, clocks: theirs })),
    ...units.flatMap(unit => tell('recomputed', { calendar, clocks: clocksOf(clock => clock.unit === unit) }, unit)),
  ];
}
