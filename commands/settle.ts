import { setTimeout as pause } from 'node:timers/promises';
import { readCase } from '../db/cases/cases.ts';
import { type CommandRow, type KnownCase, readCommand, refuse } from '../db/commands/commands.ts';
import { noteIncident, noteNotWritten } from '../db/operations/incidents.ts';
import { readEntries } from '../db/log/read.ts';
import { answerFromLog, Fork, project, refuseUnlessLogged } from '../db/log/append.ts';
import { digestOf, type Entry } from '../domain/log/chain.ts';
import type { Refusal } from '../domain/refusal.ts';
import { NewerEvent } from '../domain/log/reader.ts';
import type { Reply } from '../domain/host/protocol.ts';
import { writeBeginning } from './first-events.ts';
import type { CommandContext } from './context.ts';
import { decideClosed } from './decide-without-run.ts';
import { deliver, type Delivery } from './deliver.ts';
import { describeError } from '../telemetry/safe-error.ts';
import { ensureRunning, terminate } from './ensure-running.ts';
import { askAgain, askNewerBuild, eventsOf, type Result } from './result.ts';

/**
 * Milliseconds for one attempt in all: the recovery loop takes an unanswered row after 10 s, and by then nobody may
 * still be at it. (P6)
 */
const patience = 8_000;
const breath = 200;

/**
 * Brings a recorded command to its answer, as far as that can be had before the deadline. Never throws for what is
 * outside: the row stays.
 */
export async function settle(
  context: CommandContext,
  command: CommandRow,
  known: KnownCase | undefined,
  deadline = Date.now() + patience,
): Promise<Result> {
  try {
    return await attempt(context, command, known, deadline);
  } catch (error) {
    if (error instanceof NewerEvent) {
      context.log.warn({ case: command.caseId, type: error.type, v: error.v }, 'the case is for a newer build');
      return askNewerBuild;
    }
    context.log.error(
      { act: digestOf(command.key), case: command.caseId, fault: describeError(error) },
      'command not settled',
    );
    return askAgain;
  }
}

async function attempt(
  context: CommandContext,
  mine: CommandRow,
  first: KnownCase | undefined,
  deadline: number,
): Promise<Result> {
  let found: { readonly command: CommandRow; readonly known?: KnownCase } | undefined = {
    command: mine,
    ...(first && { known: first }),
  };
  for (let stale = 0; found && Date.now() < deadline; found = await readCommand(context.db, mine.key)) {
    const { command, known } = found;
    if (command.answer) return await told(context, command);
    if (known?.logged && (await answerFromLog(context.db, mine.caseId, mine.key))) continue;
    if (!known || known.closed) {
      const refused = known ? await decideClosed(context, mine) : await writeBeginning(context, mine);
      if (refused && !(await reject(context, mine, refused)) && !(await isAnswered(context, mine))) return askAgain;
      continue;
    }
    const delivery = await deliver(context, mine, known, deadline);
    if (delivery.kind === 'reply') {
      const { reply } = delivery;
      if (await written(context, mine, reply)) return await accepted(context, mine, reply.entries);
    } else if (delivery.kind === 'refused') {
      const outcome = await refuseUnlessLogged(context.db, mine, delivery.refused);
      if (outcome === 'refused') return { accepted: false, refused: delivery.refused };
      // Somebody else has taken the row since: theirs is the answer, also when it is still to come.
      if (outcome === 'taken' && !(await isAnswered(context, mine))) return askAgain;
    } else if (delivery.kind === 'stale' && (stale += 1) > 3) {
      context.log.error(
        { case: mine.caseId, revision: known.revision },
        'the database is older than what it acknowledged: was it restored?',
      );
      await noteIncident(
        context.db,
        mine.caseId,
        'databaseBehind',
        `the log ends at event ${known.revision}; the run was told that more is written`,
      );
      return askAgain;
    } else if (!(await recovered(context, mine, delivery, deadline))) return askAgain;
  }
  return askAgain;
}

const reject = (context: CommandContext, { key, attempt: taken }: CommandRow, refused: Refusal): Promise<boolean> =>
  refuse(context.db, key, taken, { accepted: false, refused });

const isAnswered = async ({ db }: CommandContext, { key }: CommandRow): Promise<boolean> =>
  (await readCommand(db, key))?.command.answer !== undefined;

/**
 * False when the log has gone another way than the run that replied: it is ended, and the case goes on from the log.
 */
async function written(context: CommandContext, { key, caseId }: CommandRow, reply: Reply): Promise<boolean> {
  try {
    await project(context.db, caseId, reply);
    // Otherwise the run did it before, and the log has it: the next look finds the answer, or the event.
    return eventsOf(key, reply.entries).length > 0;
  } catch (error) {
    if (!(error instanceof Fork)) {
      await noteNotWritten(context.db, caseId, error);
      throw error;
    }
    await replace(context, caseId, reply.runId, 'Forked');
    return false;
  }
}

/** Ends one run that decides on another past than the log's, and starts the case again from there. */
async function replace(context: CommandContext, caseId: string, runId: string, type: string): Promise<void> {
  context.log.warn({ case: caseId, run: runId, type }, 'the run decides on another past: started again from the log');
  await terminate(context, caseId, runId, type);
  await ensureRunning(context, caseId);
}

/** Puts right what kept a run from answering; false when nothing more can be done now. */
async function recovered(
  context: CommandContext,
  { key, caseId }: CommandRow,
  delivery: Exclude<Delivery, { kind: 'reply' | 'refused' }>,
  deadline: number,
): Promise<boolean> {
  switch (delivery.kind) {
    case 'noRun':
      await ensureRunning(context, caseId);
      return true;
    case 'otherPast':
      await replace(context, caseId, delivery.runId, delivery.type);
      return true;
    case 'unknown':
      if (delivery.again) break;
      // A run never sees personal data: what its fault says may be logged.
      context.log.error({ act: digestOf(key), case: caseId, why: delivery.why }, 'the run could not decide');
      await noteIncident(context.db, caseId, 'cannotDecide', delivery.why);
      return false;
    case 'stale':
  }
  if (Date.now() + breath >= deadline) return false;
  await pause(breath);
  return true;
}

/** The answer that is written, with the events from the log. */
async function told(context: CommandContext, command: CommandRow): Promise<Result> {
  const { db } = context;
  const { caseId, answer } = command;
  if (!answer) return askAgain;
  if (!answer.accepted) return answer;
  return await accepted(context, command, await readEntries(db, caseId, { after: answer.seq - 1, limit: 50 }));
}

/** The answer that an act is accepted, with the case as it is written: the caller reads their own write. */
async function accepted(
  { db }: CommandContext,
  { key, caseId }: CommandRow,
  entries: readonly Entry[],
): Promise<Result> {
  const events = eventsOf(key, entries);
  const record = await readCase(db, caseId);
  return record ? { accepted: true, events, view: record.view } : askAgain;
}
