import type { CommandRow } from '../../db/commands/command-row.ts';
import { readCommand } from '../../db/commands/commands.ts';
import { deadLetter, uncountRecovery } from '../../db/commands/recovery.ts';
import { notedIncidents } from '../../db/operations/incidents.ts';
import { digestOf } from '../../domain/log/chain.ts';
import type { CommandContext } from '../../commands/context.ts';
import { ensureRunning } from '../../commands/ensure-running.ts';
import { countRecovery } from '../../commands/metrics.ts';
import { settle } from '../../commands/settle.ts';
import { describeError } from '../../telemetry/safe-error.ts';
import { withSpan } from '../../telemetry/span.ts';
import { noteFailedTask } from './incidents.ts';

/**
 * After so many recoveries without an answer (about a quarter of an hour) an administrator must look at the command.
 */
const recoveries = 20;

/** Brings a command that was taken to its answer; one that has none after many tries is given up. (P28) */
export const recoverCommand = (context: CommandContext, row: CommandRow): Promise<void> =>
  withSpan('recover a command', { 'shixian.request_id': row.request ?? '' }, () => recover(context, row));

async function recover(context: CommandContext, row: CommandRow): Promise<void> {
  const read = await readCommand(context.db, row.key);
  const result = await settle(context, row, read?.known);
  countRecovery(result);
  if (row.begins && 'accepted' in result && result.accepted && !result.view.closed)
    await ensureRunning(context, row.caseId);
  if (!('unknown' in result)) return;
  if (result.unknown === 'newerBuild') return void (await uncountRecovery(context.db, row.key, row.attempt));
  await noteFailedTask(context, row).catch((error: unknown) => {
    context.log.warn({ case: row.caseId, fault: describeError(error) }, 'not looked at');
  });
  if (row.recoveries < recoveries) return;
  const met = (await notedIncidents(context.db, row.caseId)).map(({ kind, detail }) => `; ${kind}: ${detail}`);
  const dead = await deadLetter(
    context.db,
    row.key,
    row.attempt,
    `no answer after ${row.recoveries} recoveries${met.join('')}`.slice(0, 4_000),
  );
  if (dead)
    context.log.error(
      { act: digestOf(row.key), case: row.caseId },
      'dead letter: an administrator must look at this command',
    );
}
