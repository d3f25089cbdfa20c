import {
  ApplicationFailure,
  condition,
  defineQuery,
  defineUpdate,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type {
  ActRequest,
  ActUpdate,
  CaseInput,
  Reply,
  RollingOver,
  RollOverUpdate,
  UnwrittenQuery,
} from '../domain/host/protocol.ts';
import { stateVersion } from '../domain/case/state.ts';
import type { AnyProcedure } from '../domain/procedure/procedure.ts';
import { CaseRun } from './case-run.ts';

const act = defineUpdate<Reply, [ActRequest], ActUpdate>('act');
const rollOver = defineUpdate<RollingOver, [], RollOverUpdate>('rollOver');
const unwritten = defineQuery<Reply | undefined, [number], UnwrittenQuery>('unwritten');

/**
 * The workflow of every procedure version: keeps a case, decides its commands and does what time does. Replay-safe: all
 * it reads is its input, updates and activities.
 */
export const hostCase =
  (procedures: ReadonlyMap<string, AnyProcedure>) =>
  async (input: CaseInput): Promise<void> => {
    requireStateVersion(input);
    const run = new CaseRun(procedureOf(procedures), input);
    setHandler(act, request => run.handleAct(request), { validator: request => run.validateAct(request) });
    setHandler(rollOver, () => run.handleRollOver());
    setHandler(unwritten, since => run.unwrittenAfter(since));
    for (;;) {
      // Asked first: each promise costs, and mostly there is nothing to do.
      if (run.isTickDue) await run.applyDueTicks();
      if (run.isUnwritten) await run.project();
      if (run.hasUnaddressed) await run.addressInstruments();
      if (run.isUnwritten) continue;
      if (run.isOver) return;
      if (run.isRollOverDue) await run.continueAsNew();
      run.setTimer();
      await condition(() => run.hasWork);
    }
  };

function procedureOf(procedures: ReadonlyMap<string, AnyProcedure>): AnyProcedure {
  const { workflowType } = workflowInfo();
  const procedure = procedures.get(workflowType);
  if (procedure) return procedure;
  const known = [...procedures.keys()].join(', ');
  throw new Error(`This build has no procedure ${workflowType}; it has ${known}. Deploy one that has it.`);
}

/** The log is the truth: whoever needs the case next starts it again from there, folded by this build. (P29) */
function requireStateVersion({ kept: { state } }: CaseInput): void {
  if (state.v === stateVersion) return;
  throw ApplicationFailure.nonRetryable(
    `Found a state of version ${state.v}, expected ${stateVersion}.`,
    'StateVersion',
  );
}
