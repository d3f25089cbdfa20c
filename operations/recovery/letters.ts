import type { CommandContext } from '../../commands/context.ts';
import { claimUnanswered } from '../../db/commands/recovery.ts';
import { letterChannel } from '../../db/letters/letter-rows.ts';
import { workOnNotice } from '../../db/work-on-notice.ts';
import { describeError } from '../../telemetry/safe-error.ts';
import { Bucket } from './bucket.ts';
import { recoverCommand } from './recover-command.ts';

/** Cases of batches that one process begins a second, where no setting says otherwise. (P35) */
const usualBatchRate = 20;

/**
 * Brings what cases write to each other to its receivers, as soon as the database tells that there is something, and by
 * itself every `lookMs`. Any number of processes may do so. What fails once is left to the recovery loop. (P33)
 */
export function startLetters(
  context: CommandContext,
  lookMs: number,
  batchRate = usualBatchRate,
): { stop(): Promise<void> } {
  const bucket = new Bucket(batchRate);
  return workOnNotice(context.db, {
    channel: letterChannel,
    lookMs,
    page: () => bringLetters(context, bucket),
    onError: error => context.log.warn({ fault: describeError(error) }, 'letters failed'),
  });
}

/** Letters that are taken at once. */
const page = 20;

/** Takes a page of letters, of each case the oldest, and brings them to their answers. Returns how many. */
async function bringLetters(context: CommandContext, bucket: Bucket): Promise<number> {
  await context.client.withDeadline(Date.now() + 2_000, () => context.client.workflowService.getSystemInfo({}));
  const others = await claimUnanswered(context.db, { letters: 'others', limit: page });
  const limit = Math.min(page, bucket.left);
  const begun = limit > 0 ? await claimUnanswered(context.db, { letters: 'begin', limit }) : [];
  bucket.take(begun.length);
  const taken = [...others, ...begun];
  await Promise.all(taken.map(row => recoverCommand(context, row)));
  return taken.length;
}
