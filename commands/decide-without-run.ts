import type { CommandRow } from '../db/commands/command-row.ts';
import { project } from '../db/log/append.ts';
import { decide, viewOf } from '../domain/case/case.ts';
import { contextOf } from '../domain/case/act-context.ts';
import { namedDigestOf } from '../domain/log/chain.ts';
import type { Command } from '../domain/case/command.ts';
import { type Refusal, Refused } from '../domain/refusal.ts';
import { entriesAfter, appendEvents } from '../domain/host/snapshot.ts';
import { readKept } from './load-case.ts';
import type { CommandContext } from './context.ts';
import { environmentOf } from './environment.ts';

/**
 * Decides a command for a closed case, whose run has ended: from its log, and written at once. (P25) Returns the
 * refusal, or nothing when it was accepted.
 * @throws Fork when somebody else's events were written meanwhile.
 */
export async function decideClosed(context: CommandContext, row: CommandRow): Promise<Refusal | undefined> {
  const { caseId, payload } = row;
  const environment = environmentOf(context, row.procedure);
  const kept = await readKept(context, context.db, caseId, environment);
  try {
    const decision = decide(
      kept,
      JSON.parse(payload) as Command,
      contextOf({ ...row, digest: namedDigestOf(payload) }, row.askedAt + row.caseOffset, kept.state),
      environment,
    );
    const next = appendEvents(kept, decision);
    await project(context.db, caseId, {
      entries: entriesAfter(next, kept.revision),
      view: viewOf(next.state, environment),
    });
    return undefined;
  } catch (error) {
    if (error instanceof Refused) return error.refusal;
    throw error;
  }
}
