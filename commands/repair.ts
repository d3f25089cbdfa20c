import { WorkflowNotFoundError } from '@temporalio/client';
import { lockCase, openCases } from '../db/cases.ts';
import type { GivenNumber } from '../db/instrument-numbers.ts';
import { Fork, project } from '../db/project.ts';
import { recordRepair, restoreCommands, type Repairer } from '../db/repairs.ts';
import { viewOf } from '../domain/case/case.ts';
import { brokenAt, genesis } from '../domain/case/chain.ts';
import type { CaseEvent } from '../domain/case/event.ts';
import { numberOf } from '../domain/ladder/instrument.ts';
import { Refused } from '../domain/refused.ts';
import { after, appended } from '../domain/run/kept.ts';
import { versionsIn } from './calendars.ts';
import { readKept } from './case-log.ts';
import type { CommandContext } from './context.ts';
import { ensureRunning, terminate } from './ensure-running.ts';
import { environmentOf } from './environment.ts';
import { keepGiven, numbersIn, personalLost } from './given.ts';
import { readHistory } from './history.ts';
import { commandsOf, doesNotFollow, takeWhole } from './take-whole.ts';

/**
 * A case of which Temporal knows more, or other things, than the database: the database was restored from a copy. `follows`: the
 * events continue the log without a gap and can be taken. A case that the database does not have at all stands at revision 0.
 */
export interface Difference {
  readonly caseId: string;
  /** The case number (办件编号). Absent where Temporal keeps a run that is not ours. */
  readonly number?: string;
  readonly revision: number;
  readonly follows: boolean;
  readonly missing: readonly { readonly seq: number; readonly type: string; readonly at: number; readonly key?: string }[];
  /** Numbers of records of the ladder (文号) in the missing events. */
  readonly instruments: readonly string[];
  /** What cannot be taken, because Temporal never had it: the query code of a case that the database does not have, and personal fields, by their references. */
  readonly lost: { readonly queryCode: boolean; readonly personal: readonly string[] };
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
  return eachCase(context, async (caseId, done) => {
    const difference = await differenceOf(context, caseId);
    if (difference) onDifference(difference);
    onProgress?.(done);
  });
}

async function eachCase({ client, taskQueue }: CommandContext, work: (caseId: string, done: number) => Promise<void>): Promise<number> {
  const seen = new Set<string>();
  for await (const { workflowId } of client.workflow.list({ query: `TaskQueue = "${taskQueue}"`, pageSize: 500 })) {
    if (seen.has(workflowId)) continue;
    seen.add(workflowId);
    await work(workflowId, seen.size);
  }
  return seen.size;
}

async function differenceOf(context: CommandContext, caseId: string): Promise<Difference | undefined> {
  return (await missingOf(context, caseId))?.difference;
}

/** What Temporal knows of a case and the database does not, with the numbers that must not be given again. */
async function missingOf(context: CommandContext, caseId: string): Promise<{ readonly difference: Difference; readonly instruments: readonly GivenNumber[] } | undefined> {
  const { revision, head } = await standing(context, caseId);
  const { entries, began } = await readHistory(context, caseId, revision);
  if (entries.length === 0) return undefined;
  const events = entries.map(({ text }) => JSON.parse(text) as CaseEvent);
  const instruments = await numbersIn(context.db, caseId, events);
  const difference: Difference = {
    caseId, revision, follows: brokenAt(head, revision, entries) === undefined, ...(began && { number: began.number }),
    missing: events.map(({ type, at, key }, index) => ({ seq: entries[index]!.seq, type, at, ...(key !== undefined && { key }) })),
    instruments: instruments.map(numberOf),
    lost: { queryCode: revision === 0, personal: await personalLost(context.db, events) },
  };
  return { difference, instruments };
}

async function standing({ db }: CommandContext, caseId: string): Promise<{ readonly revision: number; readonly head: string }> {
  const row = await db.selectFrom('case').select(['revision', 'head']).where('id', '=', caseId).executeTakeFirst();
  return row ?? { revision: 0, head: genesis(caseId) };
}

/**
 * Sees to it that no number that Temporal knows is given again: case numbers go on after the highest, registers after theirs, also
 * of events and cases that are not taken. Returns how many cases had such a number.
 */
export async function keepNumbersGiven(context: CommandContext, repairer: Repairer): Promise<number> {
  let cases = 0;
  await eachCase(context, async caseId => {
    const found = await missingOf(context, caseId);
    const kept = found ? await keepGiven(context.db, { ...found.difference, instruments: found.instruments }) : [];
    if (kept.length === 0) return;
    cases += 1;
    await recordRepair(context.db, { ...repairer, what: 'numbersKept', caseId, found: kept.join(', ').slice(0, 4_000) });
  });
  return cases;
}

/**
 * Writes the events of a case that Temporal still keeps and the database does not: as they were hashed, with the acts that they
 * come of, the read model, messages, answers and numbers. A case that the database does not have at all is written from its first
 * event, with a new query code. Returns how many.
 * @throws Refused `case.unknown`, `repair.nothingMissing`, `repair.doesNotFollow`, `repair.receivedAgain`
 */
export async function takeFromHistory(context: CommandContext, caseId: string, repairer: Repairer): Promise<number> {
  const stored = await context.db.transaction().execute(tx => lockCase(tx, caseId));
  if (!stored) return takeWhole(context, caseId, repairer);
  const { entries, asked } = await readHistory(context, caseId, stored.revision);
  if (entries.length === 0) throw new Refused('repair.nothingMissing', `Found no event of the case ${caseId} in Temporal's history that the log does not have.`);
  const environment = environmentOf(context, stored.procedure);
  const kept = await readKept(context, context.db, caseId, environment);
  const events = entries.map(each => JSON.parse(each.text) as CaseEvent);
  await context.calendars.load(versionsIn(events));
  if (brokenAt(kept.head, kept.revision, entries) !== undefined) throw doesNotFollow(caseId, kept.revision, entries);
  const next = appended(kept, events, environment);
  if (next.head !== entries.at(-1)?.hash) throw doesNotFollow(caseId, kept.revision, entries);
  await restoreCommands(context.db, { caseId, ...stored }, commandsOf(asked, events));
  try {
    const { written } = await project(context.db, caseId, { entries: after(next, kept.revision), view: viewOf(next.state, environment) });
    await keepGiven(context.db, { instruments: await numbersIn(context.db, caseId, events) });
    await recordRepair(context.db, { ...repairer, what: 'takenFromHistory', caseId, found: `the log ended at event ${kept.revision}, the run knew up to ${next.revision}` });
    return written;
  } catch (error) {
    if (error instanceof Fork) throw doesNotFollow(caseId, kept.revision, entries);
    throw error;
  }
}

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
