import { type CaseRecord, readCase } from '../db/cases/cases.ts';
import type { CommandRow, KnownCase } from '../db/commands/command-row.ts';
import { readCommand, refuse } from '../db/commands/commands.ts';
import { noteIncident, noteNotWritten } from '../db/operations/note-incident.ts';
import { readEntries } from '../db/log/read.ts';
import { answerFromLog, refuseUnlessLogged } from '../db/log/answers.ts';
import { project } from '../db/log/append.ts';
import { requireDue } from '../db/log/require-due.ts';
import { Forged, Fork } from '../db/log/fork.ts';
import type { CaseEvent } from '../domain/case/event.ts';
import type { CaseView } from '../domain/case/view.ts';
import { viewAfter } from '../domain/case/view-change.ts';
import { digestOf } from '../domain/log/chain.ts';
import { type Refusal, Refused } from '../domain/refusal.ts';
import type { RefusalCode } from '../domain/refusals/catalogue.ts';
import { NewerEvent } from '../domain/log/reader.ts';
import type { Reply } from '../domain/host/protocol.ts';
import { writeBeginning } from './first-events.ts';
import type { CommandContext } from './context.ts';
import { decideClosed } from './decide-without-run.ts';
import { deliver } from './deliver.ts';
import { noteDatabaseBehind, recoverRun, replaceRun } from './recover-run.ts';
import { describeError } from '../telemetry/safe-error.ts';
import { askAgain, askNewerBuild, eventsOf, type Result } from './result.ts';
import { defined } from '../domain/defined.ts';

/**
 * Milliseconds for one attempt in all: the recovery loop takes an unanswered row after 10 s, and by then nobody may
 * still be at it. (P6)
 */
const patienceMs = 8_000;

/** A case as the caller read it before the command was recorded. */
export type SeenCase = Pick<CaseRecord, 'revision' | 'view'>;

/**
 * Brings a recorded command to its answer, as far as that can be had before the deadline. Never throws for what is
 * outside: the row stays. What the case is afterwards is made of the case as the caller saw it, where that is what the
 * run replied to: it need not be read again.
 */
export async function settle(
  context: CommandContext,
  command: CommandRow,
  known: KnownCase | undefined,
  seen?: SeenCase,
): Promise<Result> {
  try {
    return await attempt(context, command, known, seen);
  } catch (error) {
    if (error instanceof NewerEvent) {
      context.log.warn({ case: command.caseId, type: error.type, v: error.v }, 'the case is for a newer build');
      return askNewerBuild;
    }
    if (error instanceof Forged) await noteNotWritten(context.db, command.caseId, error);
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
  seen: SeenCase | undefined,
): Promise<Result> {
  const deadline = Date.now() + patienceMs;
  let found: { readonly command: CommandRow; readonly known?: KnownCase } | undefined = {
    command: mine,
    ...defined({ known: first }),
  };
  for (let stale = 0; found && Date.now() < deadline; found = await readCommand(context.db, mine.key)) {
    const { command, known } = found;
    if (command.answer) return await told(context, command);
    if (known?.logged && (await answerFromLog(context.db, mine.caseId, mine.key))) continue;
    // Its beginning comes first; until then nobody can say.
    if (!known && !mine.begins) return askAgain;
    if (!known || known.closed) {
      const decided = known ? await decideClosed(context, mine) : await writeBeginning(context, mine);
      if ('view' in decided) return { accepted: true, events: eventsOf(mine.key, decided.entries), view: decided.view };
      const { refused } = decided;
      if (!isFinal(mine, refused)) return undelivered(context, mine, refused);
      if (!(await reject(context, mine, refused)) && !(await isAnswered(context, mine))) return askAgain;
      continue;
    }
    const delivery = await deliver(context, mine, known, deadline);
    // A refusal may rest on what nobody asked: it counts once that is written.
    const reply = delivery.kind === 'reply' ? delivery.reply : delivery.kind === 'refused' && delivery.unwritten;
    const writing = reply && (await writeReply(context, mine.caseId, reply, known.revision));
    if (writing === 'databaseBehind') return askAgain;
    if (writing === 'replaced') continue;
    if (delivery.kind === 'reply') {
      const events = eventsOf(mine.key, delivery.reply.entries);
      const view = viewAfterReply(delivery.reply, known.revision, seen);
      if (events.length > 0) return await accepted(context, mine, events, view);
    } else if (delivery.kind === 'refused' && !isFinal(mine, delivery.refused)) {
      return undelivered(context, mine, delivery.refused);
    } else if (delivery.kind === 'refused') {
      const outcome = await refuseUnlessLogged(context.db, mine, delivery.refused);
      if (outcome === 'refused') return { accepted: false, refused: delivery.refused };
      // Somebody else has taken the row since: theirs is the answer, also when it is still to come.
      if (outcome === 'taken' && !(await isAnswered(context, mine))) return askAgain;
    } else if (delivery.kind === 'stale' && (stale += 1) > 3) {
      await noteDatabaseBehind(context, mine.caseId, known.revision);
      return askAgain;
    } else if (!(await recoverRun(context, mine, delivery, deadline))) return askAgain;
  }
  return askAgain;
}

/**
 * What a case has come to may make a letter late: that is noted. Whatever else refuses one is a fault of ours. (P34)
 */
const late: ReadonlySet<string> = new Set([
  'case.ended',
  'case.decided',
  'step.answered',
  'step.cancelled',
] satisfies RefusalCode[]);

const isFinal = ({ cause }: CommandRow, { code }: Refusal): boolean => cause === undefined || late.has(code);

/** A letter that its receiver does not take is asked again, and in the end a dead letter with its reason. */
async function undelivered(context: CommandContext, { key, caseId }: CommandRow, refused: Refusal): Promise<Result> {
  context.log.error({ act: digestOf(key), case: caseId, code: refused.code }, 'a letter of another case is not taken');
  await noteIncident(context.db, caseId, 'cannotDecide', `the letter ${key}: ${Refused.from(refused).message}`);
  return askAgain;
}

const reject = (context: CommandContext, { key, attempt: taken }: CommandRow, refused: Refusal): Promise<boolean> =>
  refuse(context.db, key, taken, { accepted: false, refused });

const isAnswered = async ({ db }: CommandContext, { key }: CommandRow): Promise<boolean> =>
  (await readCommand(db, key))?.command.answer !== undefined;

/**
 * Writes what the run replied. `replaced`: the log has gone another way than the run, or the run decided on what nobody
 * asked; it is ended, and the case goes on from the log. `databaseBehind`: acts of the reply have no row, though the
 * run was told that they are written: the database was restored, and an administrator decides. (P22)
 */
export async function writeReply(
  context: CommandContext,
  caseId: string,
  reply: Reply,
  since: number,
): Promise<'written' | 'replaced' | 'databaseBehind'> {
  try {
    await requireDue(context.db, caseId, reply.entries);
    await project(context.db, caseId, reply);
    return 'written';
  } catch (error) {
    if (error instanceof Forged && reply.acked > since) {
      await noteDatabaseBehind(context, caseId, since);
      return 'databaseBehind';
    }
    if (!(error instanceof Fork)) await noteNotWritten(context.db, caseId, error);
    if (!(error instanceof Fork || error instanceof Forged)) throw error;
    await replaceRun(context, caseId, reply.runId, 'Forked');
    return 'replaced';
  }
}

/** The case after a reply to a database that held `since`; undefined when what the caller saw was not that. */
function viewAfterReply(reply: Reply, since: number, seen: SeenCase | undefined): CaseView | undefined {
  if ('view' in reply) return reply.view;
  return seen?.revision === since ? viewAfter(seen.view, reply.change) : undefined;
}

/** The answer that is written, with the events from the log. */
async function told(context: CommandContext, command: CommandRow): Promise<Result> {
  const { db } = context;
  const { caseId, answer } = command;
  if (!answer) return askAgain;
  if (!answer.accepted) return answer;
  const entries = await readEntries(db, caseId, { after: answer.seq - 1, limit: 50 });
  return await accepted(context, command, eventsOf(command.key, entries));
}

/** The answer that an act is accepted, with the case as it is written: the caller reads their own write. */
async function accepted(
  { db }: CommandContext,
  { caseId }: CommandRow,
  events: readonly CaseEvent[],
  known?: CaseView,
): Promise<Result> {
  const view = known ?? (await readCase(db, caseId))?.view;
  return view ? { accepted: true, events, view } : askAgain;
}
