import { aboutWhom } from './about.ts';
import { defined } from '../defined.ts';
import type { Provisional } from '../calendar/calendar.ts';
import { formatDay, type Instant } from '../calendar/day.ts';
import { orUndefinedIfUnpublished } from '../calendar/unpublished.ts';
import { factsKnownAt, spentOf } from '../clock/clock.ts';
import { unifiedWindow } from '../directory/directory.ts';
import type { ChildState } from './capabilities/children/state.ts';
import { hasChildrenToStop } from './capabilities/children/pages.ts';
import { checksOf } from './capabilities/completeness/view.ts';
import { isAhead, modeUseOf } from './capabilities/modes/view.ts';
import { proposalView } from './capabilities/proposal/view.ts';
import { stageAfter } from './capabilities/proposal/stage.ts';
import { instrumentOf } from './capabilities/instruments/instrument.ts';
import { unaddressed } from './capabilities/instruments/escalation.ts';
import { ladder } from './capabilities/instruments/ladder.ts';
import { type AnyProcedure, approversOf } from '../procedure/procedure.ts';
import { clockName, colourOf, due, factsOf, isDayEndOf, isPaused, isRunning, standsStill } from './clocks.ts';
import type { Environment } from './environment.ts';
import { leadOf, unitOf, windowOf } from './pinned-units.ts';
import type { Kind } from '../procedure/language/step.ts';
import { nationalCodeOf } from './national-code.ts';
import { sharedClockOf } from './shared-clock.ts';
import { clockOf, ended, partOutcome, type CaseState, type ClockState, type StepState } from './state.ts';
import type { Json } from '../values.ts';
import type { SpecialUse } from './capabilities/special/state.ts';
import type { SpecialView } from './capabilities/special/view.ts';
import type { CaseView, ClockView, DocumentView, StepView } from './view.ts';
import { colours, type ClockKind, type Colour, type RemedyCode } from './vocabulary.ts';

/**
 * Nothing is to happen any more: the case has ended, and no instrument of L3 or above is open or waits for its
 * addressee.
 */
export const isOver = (state: CaseState): boolean =>
  ended(state) &&
  !hasChildrenToStop(state) &&
  unaddressed(state).length === 0 &&
  state.instruments.every(instrument => instrument.closedAt !== undefined || ladder[instrument.level].endsWithCase);

/** The read model of a case as of its last event. */
export function viewOf(state: CaseState, environment: Environment): CaseView {
  const { procedure } = environment;
  const {
    case: id,
    number,
    applicant,
    channel,
    status,
    receivedAt,
    at,
    form,
    modes,
    papers,
    defects,
    missing,
    reasons,
  } = state;
  const clocks = state.clocks.map(clock => clockView(state, clock, environment));
  const about = aboutWhom(procedure, form);
  const statutory = clockOf(state, 'statutory');
  const shared = sharedClockOf(state, environment);
  const checks = checksOf(state, environment);
  const approvers = approversOf(procedure).map(name => unitOf(state, name));
  return {
    case: id,
    number,
    procedure: state.procedure,
    title: procedure.title,
    lead: leadOf(state, environment),
    ...(approvers.length > 0 && { approvers }),
    ...defined({ place: state.place }),
    ...(state.units?.[unifiedWindow] !== undefined && { window: windowOf(state) }),
    applicant,
    channel,
    rules: state.rules,
    calendar: state.calendar,
    ...defined({ calendars: state.calendars }),
    status,
    colour: worst(clocks.filter(clock => coloursTheCase.has(clock.kind)).map(clock => clock.colour)),
    extended: state.clocks.some(clock => clock.extensions.length > 0),
    unlawful: statutory?.breachedAt !== undefined,
    receivedAt,
    ...defined({ typedIn: state.typedIn, from: state.from, filedBy: state.filedBy }),
    closed: isOver(state),
    ...defined({ directory: state.directory }),
    asOf: at,
    form,
    modes,
    modeUse: modeUseOf(state, procedure),
    ...defined({ receivedFor: state.receivedFor }),
    papers,
    ...(checks.length > 0 && { checks }),
    defects,
    missing,
    reasons,
    permits: state.permits.map(permit => ({
      ...permit,
      title: procedure.permits[permit.permit]?.title ?? permit.permit,
    })),
    clocks,
    steps: stepViews(state, procedure, clocks),
    instruments: state.instruments.map(instrument => instrumentOf(state, instrument, environment)),
    documents: state.documents.map((document, index): DocumentView => ({
      document: `${id}/${index + 1}`,
      ...document,
    })),
    ...defined({ suspensions: state.suspensions, shared }),
    ...(state.bySilence && { automatic: true }),
    ...defined({ acceptance: state.acceptance }),
    ...defined({
      acceptedAt: state.acceptedAt,
      decidedAt: state.decidedAt,
      effectiveAt: state.effectiveAt,
      endedAt: state.endedAt,
      receivedOn: state.receivedOn,
      decidedOn: state.decidedOn,
      endedOn: state.endedOn,
    }),
    ...defined({
      personal: state.personal,
      rating: state.rating,
      urgings: state.urgings,
      appeals: state.appeals,
      nationalCode: nationalCodeOf(state),
    }),
    ...(about.length > 0 && { about }),
    ...defined({ parent: state.parent, follows: state.follows, followUps: state.followUps, sentUp: state.sentUp }),
    ...(state.children && { children: batchOf(state, state.children, environment) }),
    ...remediesOf(state),
  };
}

const isWaiting = ({ isDraft, endedAt, stoppedAt }: ChildState): boolean =>
  isDraft === true && endedAt === undefined && stoppedAt === undefined;

/** How far a case has come with those that it opened. */
const batchOf = (
  { steps }: CaseState,
  children: NonNullable<CaseState['children']>,
  { procedure }: Environment,
): NonNullable<CaseView['children']> => ({
  of: steps.filter(({ step }) => procedure.steps[step]?.kind === 'child').length,
  opened: children.length,
  drafts: children.filter(isWaiting).length,
  ended: children.filter(({ endedAt, stoppedAt }) => endedAt !== undefined || stoppedAt !== undefined).length,
});

/** Against a denial, and against a permit that was refused beside others, or revoked. */
function remediesOf({ remedies: told, permits }: CaseState): { readonly remedies?: RemedyCode } {
  if (told !== undefined) return { remedies: told };
  return permits.some(permit => permit.state !== 'granted') ? { remedies: 'reviewOrSuit' } : {};
}

/**
 * A step may be red while its case is green. A milestone missed makes the case late, and so does a result that is not
 * handed over in time (行政许可法 44).
 */
const coloursTheCase: ReadonlySet<ClockKind> = new Set(['promise', 'statutory', 'milestone', 'delivery']);

const worst = (found: readonly Colour[]): Colour =>
  found.reduce<Colour>((a, b) => (colours.indexOf(a) >= colours.indexOf(b) ? a : b), 'green');

function clockView(state: CaseState, clock: ClockState, environment: Environment): ClockView {
  const { anchor, limit, pauses, extensions } = clock;
  const calendar = environment.calendar(clock.calendar);
  const at = orUndefinedIfUnpublished(() => due(environment, clock));
  const asOf: Instant = clock.stoppedAt ?? state.at;
  const stopped = !isRunning(clock);
  const isStill = standsStill(environment, clock);
  const late = clock.breachedAt !== undefined;
  const spent = orUndefinedIfUnpublished(() => spentOf(calendar, factsOf(clock), asOf, isDayEndOf(state, clock, asOf)));
  // A clock that was stopped keeps its date and its verdict.
  const provisional: Provisional | undefined = at
    ? stopped
      ? undefined
      : at.provisional
    : { code: 'beyondCalendar', calendar: calendar.data.version };
  return {
    ...clockName(clock, state, environment.procedure),
    limit,
    anchor,
    projected: at?.projected ?? isPaused(clock),
    calendar: clock.calendar,
    state: stopped ? 'stopped' : isStill ? 'paused' : 'running',
    colour: colourOf(clock),
    asOf,
    pauses,
    extensions,
    ...defined({ unit: clock.unit, step: clock.step }),
    ...(limit.unit === 'EARLIER_OF' && { counting: factsKnownAt(calendar, factsOf(clock), asOf).limit }),
    ...(at && at.openSince === undefined && { due: at.at, dueOn: formatDay(at.day) }),
    ...(spent && { elapsed: spent.elapsed, remaining: spent.remaining }),
    ...defined({ provisional, stoppedAt: clock.stoppedAt, verdict: verdictOf(clock) }),
    ...(late && { breachedAt: clock.breachedAt! }),
    ...defined({ noticedAt: clock.noticedAt }),
  };
}

/**
 * Whether what was due was done in time. A clock that ended without it is dropped, or missed where its time was over by
 * then, which of a milestone is said as soon as it is. (A14)
 */
function verdictOf({ kind, stoppedAt, breachedAt, isDropped, isAnnulled }: ClockState): ClockView['verdict'] {
  if (isAnnulled) return 'annulled';
  const isLate = breachedAt !== undefined;
  if (stoppedAt === undefined) return kind === 'milestone' && isLate ? 'missed' : undefined;
  if (isDropped) return isLate ? 'missed' : 'dropped';
  return isLate ? 'late' : 'met';
}

/**
 * Kinds of steps that a unit has part in, and sees: also whoever tells of an event, or takes the objections to a
 * notice.
 */
const ofUnits: ReadonlySet<Kind> = new Set([
  'approval',
  'task',
  'decision',
  'conference',
  'event',
  'publicNotice',
  'effect',
]);

function specialView(state: CaseState, step: StepState, use: SpecialUse, { special }: AnyProcedure): SpecialView {
  const clock = clockOf(state, use.clock);
  const isRunning = step.special !== undefined && step.notice === use.notice;
  return {
    special: use.special,
    title: special[use.special]?.title ?? use.special,
    notice: use.notice,
    clock: use.clock,
    state: use.isAnnulled ? 'annulled' : isRunning ? 'running' : clock?.breachedAt === undefined ? 'ended' : 'expired',
    awaitsResult: use.awaitsResult === true,
  };
}

/** Due and colour of a step's own clock, while that is not over. */
function ownClock(step: StepState, clocks: readonly ClockView[]): Pick<StepView, 'due' | 'colour'> {
  const own = clocks.find(clock => clock.step === step.id && clock.kind !== 'special' && clock.state !== 'stopped');
  return own ? { ...defined({ due: own.due }), colour: own.colour } : {};
}

/** Outcomes are looked up once for all: of a batch there are thousands. */
function stepViews(state: CaseState, procedure: AnyProcedure, clocks: readonly ClockView[]): readonly StepView[] {
  const outcomes = new Map(state.log.map(({ id, value }) => [id, value]));
  return state.steps.map(step =>
    stepView(state, step, { procedure, clocks, outcome: outcomes.get(step.id) ?? partOutcome(step) }),
  );
}

interface Seen {
  readonly procedure: AnyProcedure;
  readonly clocks: readonly ClockView[];
  readonly outcome: Json | undefined;
}

function stepView(state: CaseState, step: StepState, { procedure, clocks, outcome }: Seen): StepView {
  const definition = procedure.steps[step.step]!;
  const stepState =
    step.end ??
    (step.special !== undefined
      ? 'paused'
      : step.proposal
        ? 'proposed'
        : step.claimedBy !== undefined
          ? 'claimed'
          : 'ready');
  const next = step.end === undefined && step.proposal && stageAfter(definition, step.proposal.people.length);
  return {
    step: step.id,
    title: definition.title,
    kind: definition.kind,
    state: stepState,
    openedAt: step.openedAt,
    ...ownClock(step, clocks),
    ...(isAhead(state, procedure) && { priority: true as const }),
    ...(ofUnits.has(definition.kind) && { unit: step.by }),
    ...defined({ post: definition.post, about: step.about }),
    ...(step.specials && { specials: step.specials.map(use => specialView(state, step, use, procedure)) }),
    ...defined({ endedAt: step.endedAt, claimedBy: step.claimedBy }),
    ...(next && step.proposal && { proposal: proposalView(step.proposal, next) }),
    ...(step.end === undefined && step.refusal && { refusal: step.refusal }),
    ...defined({ meeting: step.meeting, objection: step.objection, isPeriodOver: step.isPeriodOver }),
    ...(step.seat && { seat: { conference: step.seat.conference, party: step.seat.party } }),
    ...defined({ answeredBy: step.answeredBy, outcome, personal: step.personal }),
  };
}
