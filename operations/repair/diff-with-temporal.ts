import { defined } from '../../domain/defined.ts';
import { WorkflowNotFoundError } from '@temporalio/client';
import { openCases } from '../../db/cases/cases.ts';
import type { GivenNumber } from '../../db/instruments/numbers.ts';
import { brokenAt, genesis } from '../../domain/log/chain.ts';
import { readEvent } from '../../domain/case/event.ts';
import { recordNumberText } from '../../domain/words/zh-CN/instruments.ts';
import type { CommandContext } from '../../commands/context.ts';
import { numbersIn, personalLost } from './issued-numbers.ts';
import { readHistory } from './history.ts';

/**
 * A case of which Temporal knows more, or other things, than the database: the database was restored from a copy.
 * `follows`: the events continue the log without a gap and can be taken. A case that the database does not have at all
 * stands at revision 0.
 */
export interface Difference {
  readonly caseId: string;
  /** The case number (办件编号). Absent where Temporal keeps a run that is not ours. */
  readonly number?: string;
  readonly revision: number;
  readonly follows: boolean;
  readonly missing: readonly {
    readonly seq: number;
    readonly type: string;
    readonly at: number;
    readonly key?: string;
  }[];
  /** Numbers of records of the ladder (文号) in the missing events. */
  readonly instruments: readonly string[];
  /**
   * What cannot be taken, because Temporal never had it: the query code of a case that the database does not have, and
   * personal fields, by their references.
   */
  readonly lost: { readonly queryCode: boolean; readonly personal: readonly string[] };
}

/** Open cases that Temporal does not run, by the runs themselves: its list lags. */
export async function lostRuns({ client, db }: CommandContext): Promise<readonly string[]> {
  const lost: string[] = [];
  for (let page = await openCases(db); page.length > 0; page = await openCases(db, { after: page.at(-1)! })) {
    const running = await Promise.all(page.map(id => runningRun(client, id)));
    lost.push(...page.filter((_, index) => running[index] === undefined));
  }
  return lost;
}

/** The id of the case's run, if it has one. */
export async function runningRun(client: CommandContext['client'], caseId: string): Promise<string | undefined> {
  try {
    const { status, runId } = await client.workflow.getHandle(caseId).describe();
    return status.name === 'RUNNING' ? runId : undefined;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw error;
  }
}

/**
 * Holds every case that Temporal still keeps against the database, and tells those of which it knows events that are
 * missing here.
 */
export async function compare(
  context: CommandContext,
  {
    onDifference,
    onProgress,
  }: { readonly onDifference: (difference: Difference) => void; readonly onProgress?: (done: number) => void },
): Promise<number> {
  return eachCase(context, async (caseId, done) => {
    const difference = await differenceOf(context, caseId);
    if (difference) onDifference(difference);
    onProgress?.(done);
  });
}

/** Every case that Temporal keeps a run of. Returns how many. */
export async function eachCase(
  { client, taskQueue }: CommandContext,
  work: (caseId: string, done: number) => Promise<void>,
): Promise<number> {
  const seen = new Set<string>();
  for await (const { workflowId } of client.workflow.list({ query: `TaskQueue = "${taskQueue}"`, pageSize: 500 })) {
    if (seen.has(workflowId)) continue;
    seen.add(workflowId);
    await work(workflowId, seen.size);
  }
  return seen.size;
}

/** What Temporal knows of a case and the database does not. */
export async function differenceOf(context: CommandContext, caseId: string): Promise<Difference | undefined> {
  return (await missingOf(context, caseId))?.difference;
}

export interface Missing {
  readonly difference: Difference;
  readonly instruments: readonly GivenNumber[];
}

/** The same with the numbers that must not be given again. */
export async function missingOf(context: CommandContext, caseId: string): Promise<Missing | undefined> {
  const { revision, head } = await standing(context, caseId);
  const { entries, began } = await readHistory(context, caseId, revision);
  if (entries.length === 0) return undefined;
  const events = entries.map(({ text }) => readEvent(text));
  const instruments = numbersIn(caseId, events);
  const difference: Difference = {
    caseId,
    revision,
    follows: brokenAt(head, revision, entries) === undefined,
    ...(began && { number: began.number }),
    missing: events.map(({ type, at, key }, index) => ({
      seq: entries[index]!.seq,
      type,
      at,
      ...defined({ key }),
    })),
    instruments: instruments.map(recordNumberText),
    lost: { queryCode: revision === 0, personal: await personalLost(context.db, events) },
  };
  return { difference, instruments };
}

async function standing(
  { db }: CommandContext,
  caseId: string,
): Promise<{ readonly revision: number; readonly head: string }> {
  const row = await db.selectFrom('case').select(['revision', 'head']).where('id', '=', caseId).executeTakeFirst();
  return row ?? { revision: 0, head: genesis(caseId) };
}
