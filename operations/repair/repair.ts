import { type LockedCase, lockCase, setTimeOffset } from '../../db/cases/cases.ts';
import type { Tx } from '../../db/client.ts';
import { readCommand } from '../../db/commands/commands.ts';
import { clearIncidents } from '../../db/operations/note-incident.ts';
import { projectWithin } from '../../db/log/append.ts';
import { Fork } from '../../db/log/fork.ts';
import { restoreCommands } from '../../db/commands/restore.ts';
import { refuseDeadLetter } from '../../db/operations/dead-letters.ts';
import { eraseFieldsOf } from '../../db/erasures/erasure-commands.ts';
import { idempotently, recordRepair, type Repair, type Repairer } from '../../db/operations/repairs.ts';
import { foldEntries, viewOf } from '../../domain/case/case.ts';
import { brokenAt } from '../../domain/log/chain.ts';
import type { Environment } from '../../domain/case/environment.ts';
import { readEvent } from '../../domain/case/event.ts';
import { Refused } from '../../domain/refusal.ts';
import { entriesAfter, appendEvents } from '../../domain/host/snapshot.ts';
import type { CaseSnapshot } from '../../domain/host/protocol.ts';
import { noteRepair } from '../../domain/host/note-repair.ts';
import { versionsIn } from '../../commands/calendars.ts';
import { readKept } from '../../commands/load-case.ts';
import { differenceOf, runningRun } from './diff-with-temporal.ts';
import type { CommandContext } from '../../commands/context.ts';
import { ensureRunning, terminate } from '../../commands/ensure-running.ts';
import { skippedOffset } from '../../commands/run-time.ts';
import { environmentOf } from '../../commands/environment.ts';
import { reserveIssuedNumbers, numbersIn, personalLost } from './issued-numbers.ts';
import { readHistory } from './history.ts';
import { commandsOf, doesNotFollow, takeWhole } from './recover-missing-case.ts';

/**
 * Writes the events of a case that Temporal still keeps and the database does not: as they were hashed, with the acts
 * that they come of, the read model, messages, answers and numbers, and behind them the note of it. A case that the
 * database does not have at all is written from its first event, with a new query code. Then the case goes on from that
 * log.
 * @throws Refused `case.unknown`, `repair.nothingMissing`, `repair.doesNotFollow`, `repair.receivedAgain`,
 * `command.differs`
 */
export const takeFromHistory = (context: CommandContext, caseId: string, repairer: Repairer): Promise<Repair> =>
  idempotently(context.db, repairer.key, 'takeFromHistory', caseId, async () => {
    const offset = await skippedOffset(context.client, caseId);
    if (offset !== undefined) await setTimeOffset(context.db, caseId, offset);
    const stored = await context.db.transaction().execute(tx => lockCase(tx, caseId));
    const repair = await (stored
      ? takeRest(context, caseId, stored.revision, repairer)
      : takeWhole(context, caseId, repairer));
    await startAgain(context, caseId, 'takeFromHistory');
    return repair;
  });

async function takeRest(
  context: CommandContext,
  caseId: string,
  revision: number,
  repairer: Repairer,
): Promise<Repair> {
  const { entries, asked } = await readHistory(context, caseId, revision);
  const last = entries.at(-1);
  if (!last) throw new Refused('repair.nothingMissing', { case: caseId });
  const events = entries.map(each => readEvent(each.text));
  await context.calendars.load(versionsIn(events));
  const lost = await personalLost(context.db, events);
  const found = (
    `the log ended at event ${revision}; ${entries.length} events were taken, up to ${last.seq}` +
    (lost.length > 0 ? `. Lost: personal fields ${lost.join(', ')}` : '')
  ).slice(0, 2_000);
  try {
    return await written(context, caseId, repairer, 'takeFromHistory', found, async (tx, stored, kept, environment) => {
      if (brokenAt(kept.head, kept.revision, entries) !== undefined)
        throw doesNotFollow(caseId, kept.revision, entries);
      const next = appendEvents(kept, foldEntries(kept, entries, environment));
      await restoreCommands(tx, { caseId, ...stored }, commandsOf(asked, events));
      await reserveIssuedNumbers(tx, { instruments: numbersIn(caseId, events) });
      // The copy was made before: what was erased since is erased again.
      if (events.some(each => each.type === 'personalErased')) await eraseFieldsOf(tx, caseId);
      return next;
    });
  } catch (error) {
    throw error instanceof Fork ? doesNotFollow(caseId, revision, entries) : error;
  }
}

/**
 * Notes in the case's log that it is started from there, and what only its run knew, which is given up; ends the run
 * and starts it again. What can be had from the history is to be taken before.
 * @throws Refused `case.unknown`, `case.ended`, `command.differs`
 */
export const startFromLog = (context: CommandContext, caseId: string, repairer: Repairer): Promise<Repair> =>
  idempotently(context.db, repairer.key, 'startFromLog', caseId, async () => {
    await requireOpen(context, caseId);
    const [runId, difference] = [await runningRun(context.client, caseId), await differenceOf(context, caseId)];
    const given = difference
      ? `; given up: ${difference.missing.map(each => `${each.seq} ${each.type}`).join(', ')}`
      : '';
    const repair = await written(
      context,
      caseId,
      repairer,
      'startFromLog',
      `${runId === undefined ? 'no run' : `the run ${runId}`}${given}`.slice(0, 2_000),
      (_tx, _stored, kept) => Promise.resolve(kept),
    );
    await startAgain(context, caseId, 'startFromLog');
    return repair;
  });

/** The repair in one transaction: what is brought back, the note in the log behind it, the record. */
const written = (
  context: CommandContext,
  caseId: string,
  repairer: Repairer,
  what: 'takeFromHistory' | 'startFromLog',
  found: string,
  bringBack: (tx: Tx, stored: LockedCase, kept: CaseSnapshot, environment: Environment) => Promise<CaseSnapshot>,
): Promise<Repair> =>
  context.db.transaction().execute(async tx => {
    const stored = await lockCase(tx, caseId);
    if (!stored) throw unknown(caseId);
    const environment = environmentOf(context, stored.procedure);
    const kept = await readKept(context, tx, caseId, environment);
    const next = noteRepair(
      await bringBack(tx, stored, kept, environment),
      repairer.by,
      { how: what, found, reason: repairer.reason },
      Date.now() + stored.timeOffset,
      environment,
    );
    await projectWithin(tx, caseId, {
      entries: entriesAfter(next, kept.revision),
      view: viewOf(next.state, environment),
    });
    await clearIncidents(
      tx,
      caseId,
      what === 'startFromLog'
        ? ['databaseBehind', 'eventNotWritten', 'cannotDecide', 'forged', 'withoutRun']
        : ['databaseBehind', 'eventNotWritten'],
    );
    return await recordRepair(tx, { ...repairer, what, caseId, found });
  });

/**
 * The run, which does not know the note in the log, gives way to one that begins with it. Should that fail, the next
 * act on the case or the next sweep does it.
 */
async function startAgain(context: CommandContext, caseId: string, why: string): Promise<void> {
  const runId = await runningRun(context.client, caseId);
  if (runId !== undefined) await terminate(context, caseId, runId, `repair: ${why}`);
  await ensureRunning(context, caseId);
}

/**
 * Answers a dead letter with a refusal. A run that has decided it all the same, though it could not be written, would
 * go on deciding by it: it gives way to one from the log.
 * @throws Refused `repair.notADeadLetter`, `command.differs`
 */
export async function refuseLetter(context: CommandContext, key: string, repairer: Repairer): Promise<Repair> {
  const caseId = (await readCommand(context.db, key))?.command.caseId;
  const known = caseId === undefined ? undefined : await differenceOf(context, caseId);
  const repair = await refuseDeadLetter(context.db, key, repairer);
  if (known?.missing.some(each => each.key === key)) await startAgain(context, repair.caseId, 'refuse');
  return repair;
}

/**
 * Starts an open case that has no run, from its log.
 * @throws Refused `case.unknown`, `case.ended`, `repair.runs`, `command.differs`
 */
export const startLost = (context: CommandContext, caseId: string, repairer: Repairer): Promise<Repair> =>
  idempotently(context.db, repairer.key, 'start', caseId, async () => {
    await requireOpen(context, caseId);
    if ((await runningRun(context.client, caseId)) !== undefined) throw new Refused('repair.runs', { case: caseId });
    await ensureRunning(context, caseId);
    await clearIncidents(context.db, caseId, ['withoutRun']);
    return await recordRepair(context.db, { ...repairer, what: 'start', caseId, found: 'no run' });
  });

const unknown = (caseId: string): Refused => new Refused('case.unknown', { found: caseId });

async function requireOpen({ db }: CommandContext, caseId: string): Promise<void> {
  const stored = await db.transaction().execute(tx => lockCase(tx, caseId));
  if (!stored) throw unknown(caseId);
  if (stored.closed) throw new Refused('case.ended', { found: 'closed' });
}
