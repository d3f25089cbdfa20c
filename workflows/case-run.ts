import { ApplicationFailure, makeContinueAsNewFunc, proxyActivities, sleep, workflowInfo } from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';
import {
  changeOver,
  claimantOf,
  decide,
  isOver,
  nextTick,
  unaddressed,
  versionsInUse,
  viewOf,
  type Environment,
  type ViewUpdate,
} from '../domain/case/case.ts';
import { defined } from '../domain/defined.ts';
import { contextOf } from '../domain/case/act-context.ts';
import type { Command } from '../domain/case/command.ts';
import { engine } from '../domain/values.ts';
import type { CaseView } from '../domain/case/view.ts';
import type { AnyProcedure } from '../domain/procedure/procedure.ts';
import { applyCommand, Rejected } from '../domain/host/apply-command.ts';
import { acknowledge, appendEvents, entriesAfter, trimTail } from '../domain/host/snapshot.ts';
import type { ActRequest, CaseInput, CaseSnapshot, RejectionDetails, Reply } from '../domain/host/protocol.ts';
import { applyDueTicks, beforeWhatIsDue, TickBlocked } from '../domain/host/ticks.ts';
import { startCaseTimer } from './case-timer.ts';
import { environmentOf } from './environment.ts';

/** A run rolls over at so much history: replaying it costs 0.6 ms an event. */
const maxHistoryEvents = 1_000;
const maxHistoryBytes = 2_000_000;

const continueOnCurrentBuild = makeContinueAsNewFunc<(next: CaseInput) => Promise<void>>({
  initialVersioningBehavior: 'AUTO_UPGRADE',
});

type NextTick = ReturnType<typeof nextTick>;

/** How many revisions are remembered with their views: callers that read further back get the whole view. */
const maxWrittenViews = 4;

interface WrittenView {
  readonly revision: number;
  readonly view: CaseView;
}

/** What an act comes to: the case after it, and what is due next. */
interface Attempt {
  readonly snapshot: CaseSnapshot;
  readonly written: readonly WrittenView[];
  readonly tick: NextTick;
}

/** What an attempt was made of: the same again comes to the same. */
interface AttemptBasis {
  readonly snapshot: CaseSnapshot;
  readonly now: number;
  readonly clearedUpTo: number;
  readonly key: string;
  readonly payload: string;
}

/** One run of a case: what it keeps, what it does with a command, and what time does. Replay-safe. */
export class CaseRun {
  readonly timer = startCaseTimer();
  readonly activities = proxyActivities<Activities>({
    startToCloseTimeout: '20s',
    retry: { initialInterval: '250ms', maximumInterval: '5s', nonRetryableErrorTypes: ['Fork'] },
  });
  readonly #procedure: AnyProcedure;
  readonly #input: CaseInput;
  #snapshot: CaseSnapshot;
  #calendars: CaseInput['calendars'];
  #environment: Environment;
  /** No unanswered act was asked up to this instant. */
  #clearedUpTo = -Infinity;
  /** The revision up to which the run itself must see to the writing. */
  #projectUpTo: number;
  /** The length of the history when an update was last handled. */
  #handledAt = 0;
  #tick: { readonly state: CaseSnapshot['state']; readonly next: NextTick };
  /** The last revisions that the database may hold, oldest first, each with its view. The last is the current one. */
  #written: readonly WrittenView[] = [];
  #lastAttempt: { readonly basis: AttemptBasis; readonly attempt: Attempt } | undefined;

  constructor(procedure: AnyProcedure, input: CaseInput) {
    this.#procedure = procedure;
    this.#input = input;
    this.#snapshot = input.kept;
    this.#calendars = input.calendars;
    this.#environment = environmentOf(procedure, input.calendars);
    this.#projectUpTo = input.kept.acked;
    this.#tick = { state: input.kept.state, next: nextTick(input.kept.state, this.#environment) };
  }

  get isOver(): boolean {
    return isOver(this.#snapshot.state);
  }

  get isTickDue(): boolean {
    return (this.nextTickAt ?? Infinity) < this.#now();
  }

  get nextTickAt(): number | undefined {
    const { state } = this.#snapshot;
    if (this.#tick.state !== state) this.#tick = { state, next: nextTick(state, this.#environment) };
    return this.#tick.next?.at;
  }

  get hasUnaddressed(): boolean {
    return unaddressed(this.#snapshot.state).length > 0;
  }

  /** Events are not written yet, and no caller is guaranteed to write them. */
  get isUnwritten(): boolean {
    const { acked, revision } = this.#snapshot;
    return acked < this.#projectUpTo || (this.isOver && acked < revision);
  }

  get isRollOverDue(): boolean {
    const { historyLength, historySize, continueAsNewSuggested, targetWorkerDeploymentVersionChanged } = workflowInfo();
    return (
      historyLength >= maxHistoryEvents ||
      historySize >= maxHistoryBytes ||
      continueAsNewSuggested ||
      targetWorkerDeploymentVersionChanged
    );
  }

  /** Something is to be done before the run may wait on. */
  get hasWork(): boolean {
    return (
      this.timer.rang ||
      this.nextTickAt !== this.timer.at ||
      this.hasUnaddressed ||
      this.isUnwritten ||
      this.isOver ||
      this.isRollOverDue
    );
  }

  /** Sets the one timer to the nearest threshold. */
  setTimer(): void {
    this.timer.set(this.nextTickAt, this.#now());
  }

  /** Tries an act on the side. @throws ApplicationFailure when it is not carried out */
  validateAct(request: ActRequest): void {
    this.#attempt(request);
  }

  /** Carries an act out and replies with all that the caller's database does not have yet. */
  handleAct(request: ActRequest): Reply {
    const { acked } = this.#snapshot;
    const { snapshot, written, tick } = this.#attempt(request);
    this.#lastAttempt = undefined;
    this.#written = written;
    this.#snapshot = trimTail(snapshot);
    this.#tick = { state: this.#snapshot.state, next: tick };
    if (request.calendars) this.#adoptCalendars(request.calendars);
    const { historyLength, runId } = workflowInfo();
    this.#handledAt = historyLength;
    const entries = entriesAfter(snapshot, request.since);
    return { entries, revision: snapshot.revision, acked, runId, ...updateSince(request.since, written) };
  }

  /**
   * Says whether the run rolls over now. Asking is enough: the task that answers brings what the run cannot know by
   * itself, that another build became the current one.
   */
  handleRollOver(): { readonly isDue: boolean } {
    this.#handledAt = workflowInfo().historyLength;
    return { isDue: this.isRollOverDue };
  }

  /** What a database at a revision does not have yet; undefined where the run stands there too. */
  unwrittenAfter(since: number): Reply | undefined {
    const { revision, acked } = this.#snapshot;
    if (revision === since) return undefined;
    const entries = entriesAfter(this.#snapshot, since);
    const { runId } = workflowInfo();
    return { entries, revision, acked, runId, ...updateSince(since, this.#viewOfCurrent()) };
  }

  /** Applies due ticks. Before a tick that ends somebody's right, waits until no earlier command is unanswered. */
  async applyDueTicks(): Promise<void> {
    for (;;) {
      const before = this.#snapshot.revision;
      const now = this.#now();
      try {
        if (this.isTickDue) this.#written = this.#viewOfCurrent();
        const horizon = { until: now, now, clearedUpTo: this.#clearedUpTo };
        this.#snapshot = applyDueTicks(this.#snapshot, horizon, this.#environment);
        if (this.#snapshot.revision > before) this.#projectUpTo = this.#snapshot.revision;
        return;
      } catch (error) {
        if (!(error instanceof TickBlocked)) throw error;
        const { caseId } = this.#snapshot;
        if (error.reached.revision === before) {
          this.#clearedUpTo = await this.activities.unansweredBefore({ caseId, due: error.due, now });
          continue;
        }
        // What came before it is written first: the linked case that this one waits for may wait for that. (P32)
        this.#snapshot = error.reached;
        this.#projectUpTo = this.#snapshot.revision;
        await this.project();
      }
    }
  }

  /**
   * Projects events that no caller is guaranteed to project: those of time and the engine, and a closed case's last.
   * (P24)
   */
  async project(): Promise<void> {
    while (this.isUnwritten) {
      const { caseId, revision, acked, state } = this.#snapshot;
      const entries = entriesAfter(this.#snapshot, acked);
      this.#written = writtenAfter(this.#written, revision, viewOf(state, this.#environment));
      await this.activities.project({ caseId, entries, ...updateSince(acked, this.#written) });
      this.#snapshot = trimTail(acknowledge(this.#snapshot, revision));
    }
  }

  /** Looks up the addressees of opened instruments, and numbers them. */
  async addressInstruments(): Promise<void> {
    // Only for instruments that are written down: a run that is lost before would have taken a number for an instrument
    // that may never open.
    this.#projectUpTo = this.#snapshot.revision;
    const instruments = unaddressed(this.#snapshot.state);
    await this.project();
    for (const instrument of instruments) {
      const addressed = await this.activities.addressInstrument({
        caseId: this.#snapshot.caseId,
        ...instrument,
        ...defined({ claimedBy: claimantOf(this.#snapshot.state, instrument) }),
      });
      const at = beforeWhatIsDue(this.#snapshot, this.#now(), this.#environment);
      const source = { actor: engine, key: `engine:addressInstrument:${instrument.instrument}` };
      const decision = decide(
        this.#snapshot,
        { type: 'addressInstrument', instrument: instrument.instrument, ...addressed },
        contextOf(source, at, this.#snapshot.state),
        this.#environment,
      );
      this.#written = this.#viewOfCurrent();
      this.#snapshot = appendEvents(this.#snapshot, decision);
      this.#projectUpTo = this.#snapshot.revision;
    }
  }

  /**
   * Rolls over to a next run, which is on the current build and has the virtual time of this one, in a task without an
   * update: an update answered in that task can be lost to its caller. (P17)
   */
  async continueAsNew(): Promise<never> {
    for (let tries = 0; tries < 20; tries += 1) {
      await sleep(1);
      if (this.#handledAt !== workflowInfo().historyLength) break;
    }
    return await continueOnCurrentBuild({ ...this.#input, calendars: this.#calendars, kept: this.#snapshot });
  }

  #now(): number {
    return Math.max(Date.now() + this.#input.offset, this.#snapshot.state.at);
  }

  /**
   * What an act comes to. The handler asks the very thing that the validator asked just before, in the same task: that
   * is remembered. Pure otherwise: a replay, where no validator runs, comes to the same without it.
   */
  #attempt(request: ActRequest): Attempt {
    const basis: AttemptBasis = {
      snapshot: this.#snapshot,
      now: this.#now(),
      clearedUpTo: this.#clearedUpTo,
      key: request.key,
      payload: request.payload,
    };
    if (this.#lastAttempt && isSameBasis(this.#lastAttempt.basis, basis)) return this.#lastAttempt.attempt;
    try {
      // The run does this by itself: no command's row says it, so nobody may ask for it.
      if ((JSON.parse(request.payload) as Command).type === 'addressInstrument')
        throw new Rejected('Fault', 'Instruments are addressed by the run alone.');
      const environment = request.calendars
        ? environmentOf(this.#procedure, { ...request.calendars, ...this.#calendars })
        : this.#environment;
      const snapshot = applyCommand(this.#snapshot, request, basis, environment);
      // All that may throw is done before anything is accepted: a fault of ours is then that act's alone. (P8)
      const current = this.#viewOfCurrent();
      const attempt = {
        snapshot,
        written: writtenAfter(current, snapshot.revision, viewOf(snapshot.state, environment)),
        tick: nextTick(snapshot.state, environment),
      };
      this.#lastAttempt = { basis, attempt };
      return attempt;
    } catch (error) {
      throw failureOf(
        error,
        error instanceof Rejected && error.refusal ? this.unwrittenAfter(request.since) : undefined,
      );
    }
  }

  #viewOfCurrent(): readonly WrittenView[] {
    const { revision, state } = this.#snapshot;
    const isKnown = this.#written.at(-1)?.revision === revision;
    return isKnown ? this.#written : writtenAfter(this.#written, revision, viewOf(state, this.#environment));
  }

  /**
   * Keeps the calendar versions that came with a command and are in use: they go on to the next run, and those that
   * nothing counts by are left behind. What a run has of a version stays: nobody gives it other days.
   */
  #adoptCalendars(more: CaseInput['calendars']): void {
    const all = { ...more, ...this.#calendars };
    const used = [...versionsInUse(this.#snapshot.state)].filter(version => all[version]);
    this.#calendars = Object.fromEntries(used.map(version => [version, all[version]!]));
    this.#environment = environmentOf(this.#procedure, this.#calendars);
  }
}

const writtenAfter = (written: readonly WrittenView[], revision: number, view: CaseView): readonly WrittenView[] =>
  [...written.filter(each => each.revision < revision), { revision, view }].slice(-maxWrittenViews);

/** The last view for a database that holds a revision: what changed since, or all where that is not remembered. */
function updateSince(since: number, written: readonly WrittenView[]): ViewUpdate {
  const from = written.findIndex(({ revision }) => revision === since);
  const views = written.slice(Math.max(from, 0)).map(({ view }) => view);
  return from < 0 ? { view: views.at(-1)! } : { change: changeOver(views) };
}

const isSameBasis = (a: AttemptBasis, b: AttemptBasis): boolean =>
  a.snapshot === b.snapshot &&
  a.now === b.now &&
  a.clearedUpTo === b.clearedUpTo &&
  a.key === b.key &&
  a.payload === b.payload;

/** Rejections keep their type; whatever else is thrown is a fault of ours and says nothing about the act. */
function failureOf(error: unknown, unwritten: Reply | undefined): ApplicationFailure {
  const details: RejectionDetails = { runId: workflowInfo().runId };
  if (!(error instanceof Rejected)) {
    return ApplicationFailure.nonRetryable(
      error instanceof Error ? `${error.name}: ${error.message}` : String(error),
      'Fault',
      details,
    );
  }
  const { refusal } = error;
  return ApplicationFailure.nonRetryable(error.message, error.type, {
    ...details,
    ...defined({ refusal, unwritten }),
  });
}
