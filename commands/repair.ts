import { WorkflowNotFoundError } from '@temporalio/client';
import { lockCase, openCases } from '../db/cases.ts';
import { Fork, project } from '../db/project.ts';
import { recordRepair, restoreCommands, type Repairer } from '../db/repairs.ts';
import { viewOf } from '../domain/case/case.ts';
import { brokenAt, type Entry, genesis } from '../domain/case/chain.ts';
import type { CaseEvent } from '../domain/case/event.ts';
import { Refused } from '../domain/refused.ts';
import { after, appended } from '../domain/run/kept.ts';
import { versionsIn } from './calendars.ts';
import { canonical } from './canonical.ts';
import { readKept } from './case-log.ts';
import type { CommandContext } from './context.ts';
import { ensureRunning, terminate } from './ensure-running.ts';
import { environmentOf } from './environment.ts';
import { readHistory } from './history.ts';

/**
 * A case of which Temporal knows more, or other things, than the database: the database was restored from a copy. `follows`: the
 * events continue the log without a gap and can be taken. A case that the database does not have at all stands at revision 0.
 */
export interface Difference {
  readonly caseId: string;
  readonly revision: number;
  readonly follows: boolean;
  readonly missing: readonly { readonly seq: number; readonly type: string; readonly at: number; readonly key?: string }[];
}

/** Open cases that Temporal does not run, by the runs themselves: its list lags. */
export async function lostRuns({ client, db }: CommandContext): Promise<readonly string[]> {
  const lost: string[] = [];
  for (let page = await openCases(db); page.length > 0; page = await openCases(db, { after: page.at(-1)! })) {
    const running = await Promise.all(page.map(id => isRunning(client, id)));
    lost.push(...page.filter((_, index) => !running[index]));
  }
  return lost;
}

async function isRunning(client: CommandContext['client'], caseId: string): Promise<boolean> {
  return await runningRun(client, caseId) !== undefined;
}

async function runningRun(client: CommandContext['client'], caseId: string): Promise<string | undefined> {
  try {
    const { status, runId } = await client.workflow.getHandle(caseId).describe();
    return status.name === 'RUNNING' ? runId : undefined;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw error;
  }
}

/** Holds every case that Temporal still keeps against the database, and tells those of which it knows events that are missing here. */
export async function compare(context: CommandContext, { onDifference, onProgress }: { readonly onDifference: (difference: Difference) => void; readonly onProgress?: (done: number) => void }): Promise<number> {
  const seen = new Set<string>();
  for await (const { workflowId } of context.client.workflow.list({ query: `TaskQueue = "${context.taskQueue}"`, pageSize: 500 })) {
    if (seen.has(workflowId)) continue;
    seen.add(workflowId);
    const difference = await differenceOf(context, workflowId);
    if (difference) onDifference(difference);
    onProgress?.(seen.size);
  }
  return seen.size;
}

async function differenceOf(context: CommandContext, caseId: string): Promise<Difference | undefined> {
  const { revision, head } = await standing(context, caseId);
  const { entries } = await readHistory(context, caseId, revision);
  if (entries.length === 0) return undefined;
  return {
    caseId, revision, follows: revision > 0 && brokenAt(head, revision, entries) === undefined,
    missing: entries.map(({ seq, text }) => {
      const { type, at, key } = JSON.parse(text) as CaseEvent;
      return { seq, type, at, ...(key !== undefined && { key }) };
    }),
  };
}

async function standing({ db }: CommandContext, caseId: string): Promise<{ readonly revision: number; readonly head: string }> {
  const row = await db.selectFrom('case').select(['revision', 'head']).where('id', '=', caseId).executeTakeFirst();
  return row ?? { revision: 0, head: genesis(caseId) };
}

/**
 * Writes the events of a case that Temporal still keeps and the database does not: as they were hashed, with the acts that they
 * come of, the read model, messages and answers. Returns how many.
 * @throws Refused `case.unknown`, `repair.nothingMissing`, `repair.doesNotFollow`
 */
export async function takeFromHistory(context: CommandContext, caseId: string, repairer: Repairer): Promise<number> {
  const stored = await existing(context, caseId);
  const { entries, asked } = await readHistory(context, caseId, stored.revision);
  if (entries.length === 0) throw new Refused('repair.nothingMissing', `Found no event of the case ${caseId} in Temporal's history that the log does not have.`);
  const environment = environmentOf(context, stored.procedure);
  const kept = await readKept(context, context.db, caseId, environment);
  const events = entries.map(each => JSON.parse(each.text) as CaseEvent);
  await context.calendars.load(versionsIn(events));
  if (brokenAt(kept.head, kept.revision, entries) !== undefined) throw doesNotFollow(caseId, kept.revision, entries);
  const next = appended(kept, events, environment);
  if (next.head !== entries.at(-1)?.hash) throw doesNotFollow(caseId, kept.revision, entries);
  const keys = new Set(events.map(each => each.key));
  await restoreCommands(context.db, { caseId, ...stored }, asked.filter(each => keys.has(each.key)).map(({ command, ...each }) => ({ ...each, payload: canonical(command) })));
  try {
    const { written } = await project(context.db, caseId, { entries: after(next, kept.revision), view: viewOf(next.state, environment) });
    await recordRepair(context.db, { ...repairer, what: 'takenFromHistory', caseId, found: `the log ended at event ${kept.revision}, the run knew up to ${next.revision}` });
    return written;
  } catch (error) {
    if (error instanceof Fork) throw doesNotFollow(caseId, kept.revision, entries);
    throw error;
  }
}

const doesNotFollow = (caseId: string, revision: number, entries: readonly Entry[]): Refused => new Refused('repair.doesNotFollow',
  `The events ${entries[0]?.seq} to ${entries.at(-1)?.seq} that Temporal keeps of the case ${caseId} do not continue its log, which ends at event ${revision}. Start it from its log; the events that are then given up are in "compare".`);

async function existing({ db }: CommandContext, caseId: string) {
  const stored = await db.transaction().execute(tx => lockCase(tx, caseId));
  if (!stored) throw new Refused('case.unknown', `Found no case ${caseId} in the database.`);
  return stored;
}

/**
 * Ends the case's run and starts it again from the log. What only the run knew is given up: take it from the history first.
 * @throws Refused `case.unknown`, `case.ended`
 */
export async function startFromLog(context: CommandContext, caseId: string, repairer: Repairer): Promise<void> {
  await requireOpen(context, caseId);
  const [runId, difference] = [await runningRun(context.client, caseId), await differenceOf(context, caseId)];
  if (runId !== undefined) await terminate(context, caseId, runId, `repair: ${repairer.reason}`);
  await ensureRunning(context, caseId);
  const given = difference ? `; given up: ${difference.missing.map(each => `${each.seq} ${each.type}`).join(', ')}` : '';
  await recordRepair(context.db, { ...repairer, what: 'startedFromLog', caseId, found: `${runId === undefined ? 'no run' : `the run ${runId}`}${given}`.slice(0, 4_000) });
}

/**
 * Starts an open case that has no run, from its log.
 * @throws Refused `case.unknown`, `case.ended`, `repair.runs`
 */
export async function startLost(context: CommandContext, caseId: string, repairer: Repairer): Promise<void> {
  await requireOpen(context, caseId);
  if (await isRunning(context.client, caseId)) throw new Refused('repair.runs', `The case ${caseId} has a run. If it cannot decide: npm run -s repair -- from-log ${caseId}`);
  await ensureRunning(context, caseId);
  await recordRepair(context.db, { ...repairer, what: 'started', caseId, found: 'no run' });
}

async function requireOpen(context: CommandContext, caseId: string): Promise<void> {
  if ((await existing(context, caseId)).closed) throw new Refused('case.ended', `The case ${caseId} is closed: it needs no run.`);
}
