import {
  ApplicationFailure,
  condition,
  defineUpdate,
  makeContinueAsNewFunc,
  proxyActivities,
  setHandler,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';
import { decide, isOver, nextTick, unaddressed, versionsInUse, viewOf } from '../domain/case/case.ts';
import { stateVersion } from '../domain/case/state.ts';
import { engine } from '../domain/values.ts';
import type { CaseView } from '../domain/case/view.ts';
import type { AnyProcedure } from '../domain/procedure/procedure.ts';
import { applyCommand, Rejected } from '../domain/host/apply-command.ts';
import { startCaseTimer } from './case-timer.ts';
import { environmentOf } from './environment.ts';
import { acknowledge, entriesAfter, appendEvents, trimTail } from '../domain/host/snapshot.ts';
import type {
  ActUpdate,
  ActRequest,
  CaseInput,
  CaseSnapshot,
  RejectionDetails,
  Reply,
  RollingOver,
  RollOverUpdate,
} from '../domain/host/protocol.ts';
import { beforeWhatIsDue, applyDueTicks, TickBlocked } from '../domain/host/ticks.ts';

const act = defineUpdate<Reply, [ActRequest], ActUpdate>('act');
const rollOver = defineUpdate<RollingOver, [], RollOverUpdate>('rollOver');
const activities = proxyActivities<Activities>({
  startToCloseTimeout: '20s',
  retry: { initialInterval: '250ms', maximumInterval: '5s', nonRetryableErrorTypes: ['Fork'] },
});

/** A run rolls over at so much history: replaying it costs 0.6 ms an event. */
const events = 1_000;
const bytes = 2_000_000;

const onTheCurrentBuild = makeContinueAsNewFunc<(next: CaseInput) => Promise<void>>({
  initialVersioningBehavior: 'AUTO_UPGRADE',
});

/**
 * The workflow of every procedure version: keeps a case, decides its commands and does what time does. Replay-safe: all
 * it reads is its input, updates and activities.
 */
export const hostCase =
  (procedures: ReadonlyMap<string, AnyProcedure>) =>
  async (input: CaseInput): Promise<void> => {
    const { workflowType } = workflowInfo();
    const procedure = procedures.get(workflowType);
    if (!procedure)
      throw new Error(
        `This build has no procedure ${workflowType}; it has ${[...procedures.keys()].join(', ')}. Deploy one that has it.`,
      );
    // The log is the truth: whoever needs the case next starts it again from there, folded by this build.
    if (input.kept.state.v !== stateVersion)
      throw ApplicationFailure.nonRetryable(
        `Found a state of version ${input.kept.state.v}, expected ${stateVersion}.`,
        'StateVersion',
      );
    let { calendars } = input;
    let environment = environmentOf(procedure, calendars);
    const now = (): number => Math.max(Date.now() + input.offset, kept.state.at);

    let kept: CaseSnapshot = input.kept;
    let cleared = -Infinity;
    /** The revision up to which the run itself must see to the writing. */
    let owed = kept.acked;
    let handledAt = 0;
    let known = { state: kept.state, next: nextTick(kept.state, environment) };
    const bell = startCaseTimer();

    /**
     * What the last attempt was made of, and what came of it: the handler asks the very thing that the validator asked
     * just before.
     */
    let last: { readonly of: readonly unknown[]; readonly came: Attempt } | undefined;
    const attempt = (asking: ActRequest): Attempt => {
      const time = { now: now(), clearedUpTo: cleared };
      const of = [kept, time.now, cleared, JSON.stringify(asking)];
      // `acted` is pure: a replay, where no validator runs, comes to the same without this.
      if (last?.of.every((each, index) => each === of[index])) return last.came;
      try {
        const by = asking.calendars ? environmentOf(procedure, { ...calendars, ...asking.calendars }) : environment;
        const next = applyCommand(kept, asking, time, by);
        // All that may throw is done before anything is accepted: a fault of ours is then that act's alone.
        const came = { next, view: viewOf(next.state, by), tick: nextTick(next.state, by) };
        last = { of, came };
        return came;
      } catch (error) {
        throw failureOf(error);
      }
    };
    /**
     * A version that came with a command stays with the run, and goes on to the next; those that nothing counts by are
     * left behind.
     */
    const learn = (more: CaseInput['calendars']): void => {
      const all = { ...calendars, ...more };
      calendars = Object.fromEntries(
        [...versionsInUse(kept.state)].flatMap(version => (all[version] ? [[version, all[version]]] : [])),
      );
      environment = environmentOf(procedure, calendars);
    };
    setHandler(
      act,
      asking => {
        const { next, view, tick } = attempt(asking);
        last = undefined;
        kept = trimTail(next);
        known = { state: kept.state, next: tick };
        if (asking.calendars) learn(asking.calendars);
        handledAt = workflowInfo().historyLength;
        return {
          entries: entriesAfter(next, asking.since),
          revision: next.revision,
          view,
          runId: workflowInfo().runId,
        };
      },
      {
        validator: asking => {
          attempt(asking);
        },
      },
    );
    // Asking is enough: the task that answers brings what the run cannot know by itself, that another build became the
    // current one.
    setHandler(rollOver, () => {
      handledAt = workflowInfo().historyLength;
      return { isDue: isRollDue() };
    });

    const nearest = () => {
      if (known.state !== kept.state) known = { state: kept.state, next: nextTick(kept.state, environment) };
      return known.next;
    };
    const isRollDue = (): boolean => {
      const { historyLength, historySize, continueAsNewSuggested, targetWorkerDeploymentVersionChanged } =
        workflowInfo();
      return (
        historyLength >= events ||
        historySize >= bytes ||
        continueAsNewSuggested ||
        targetWorkerDeploymentVersionChanged
      );
    };
    const isUnfinished = (): boolean => kept.acked < owed || (isOver(kept.state) && kept.acked < kept.revision);

    /** Applies what is due, having asked first where an act that was asked in time may still wait outside. */
    const letTimePass = async (): Promise<void> => {
      for (;;) {
        const before = kept.revision;
        try {
          kept = applyDueTicks(kept, { until: now(), now: now(), clearedUpTo: cleared }, environment);
          if (kept.revision > before) owed = kept.revision;
          return;
        } catch (error) {
          if (!(error instanceof TickBlocked)) throw error;
          cleared = await activities.unansweredBefore({ caseId: kept.caseId, due: error.due, now: now() });
        }
      }
    };
    const findAddressees = async (): Promise<void> => {
      // Only for instruments that are written down: a run that is lost before would have taken a number for an instrument that may
      // never open.
      owed = kept.revision;
      const instruments = unaddressed(kept.state);
      await write();
      for (const instrument of instruments) {
        const addressed = await activities.addressInstrument({ caseId: kept.caseId, ...instrument });
        const at = beforeWhatIsDue(kept, now(), environment);
        const asked = { actor: engine, key: `engine:addressInstrument:${instrument.instrument}`, at, askedAt: at };
        kept = appendEvents(
          kept,
          decide(
            kept.state,
            { type: 'addressInstrument', instrument: instrument.instrument, ...addressed },
            asked,
            environment,
          ),
          environment,
        );
        owed = kept.revision;
      }
    };
    /** Writes what no caller's reply is sure to carry. The rest is its caller's, or the recovery loop's. */
    const write = async (): Promise<void> => {
      while (isUnfinished()) {
        const { revision, acked, state } = kept;
        await activities.project({
          caseId: kept.caseId,
          entries: entriesAfter(kept, acked),
          view: viewOf(state, environment),
        });
        kept = trimTail(acknowledge(kept, revision));
      }
    };
    /**
     * Rolls over to a next run, which is on the current build and has the virtual time of this one, in a task without
     * an update: an update answered in that task can be lost to its caller.
     */
    const roll = async (): Promise<never> => {
      for (let tries = 0; tries < 20; tries += 1) {
        await sleep(1);
        if (handledAt !== workflowInfo().historyLength) break;
      }
      return await onTheCurrentBuild({ ...input, calendars, kept });
    };

    const isDue = (): boolean => (nearest()?.at ?? Infinity) < now();

    for (;;) {
      // Asked first: each promise costs, and mostly there is nothing to do.
      if (isDue()) await letTimePass();
      if (isUnfinished()) await write();
      if (unaddressed(kept.state).length > 0) await findAddressees();
      if (isUnfinished()) continue;
      if (isOver(kept.state) && !isUnfinished()) return;
      if (isRollDue()) await roll();
      bell.set(nearest()?.at, now());
      await condition(
        () =>
          bell.rang ||
          nearest()?.at !== bell.at ||
          unaddressed(kept.state).length > 0 ||
          isUnfinished() ||
          isOver(kept.state) ||
          isRollDue(),
      );
    }
  };

/** What an act comes to: the case after it, and what is due next. */
interface Attempt {
  readonly next: CaseSnapshot;
  readonly view: CaseView;
  readonly tick: ReturnType<typeof nextTick>;
}

/** Rejections keep their type; whatever else is thrown is a fault of ours and says nothing about the act. */
function failureOf(error: unknown): ApplicationFailure {
  const details: RejectionDetails = { runId: workflowInfo().runId };
  if (!(error instanceof Rejected)) {
    return ApplicationFailure.nonRetryable(
      error instanceof Error ? `${error.name}: ${error.message}` : String(error),
      'Fault',
      details,
    );
  }
  const { refusal } = error;
  return ApplicationFailure.nonRetryable(error.message, error.type, { ...details, ...(refusal && { refusal }) });
}
