import { overdueCases } from '../../db/cases/cases.ts';
import type { CommandContext } from '../../commands/context.ts';
import { writeReply } from '../../commands/settle.ts';
import type { Reply, UnwrittenQuery } from '../../domain/host/protocol.ts';
import { describeError } from '../../telemetry/safe-error.ts';

const unwritten: UnwrittenQuery = 'unwritten';
const patienceMs = 5_000;

/**
 * Asks the runs of cases in which time is late for what they decided and nobody wrote. An act that somebody forged at
 * Temporal's port may hold a clock up, and no honest act need follow by which it would be met: the run is then ended,
 * and time does in the next one what it had to do. (P22) Returns how many runs had something to write.
 */
export async function writeOverdue(context: CommandContext, lateMs = 60_000): Promise<number> {
  let written = 0;
  for (const { id, revision } of await overdueCases(context.db, { lateMs })) {
    try {
      const handle = context.client.workflow.getHandle(id);
      const reply = await context.client.withDeadline(Date.now() + patienceMs, () =>
        handle.query<Reply | null, [number]>(unwritten, revision),
      );
      // A run that was told of more than was read here goes on, or the database was restored: an administrator decides.
      if (!reply || reply.entries.length === 0 || reply.acked > revision) continue;
      await writeReply(context, id, reply, revision);
      written += 1;
    } catch (error) {
      // A run that is gone, or that nobody serves, is another sweep's.
      context.log.warn({ case: id, fault: describeError(error) }, 'what is due in the case is late');
    }
  }
  return written;
}
