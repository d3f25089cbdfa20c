import type { CommandRow } from '../db/commands/command-row.ts';
import { project } from '../db/log/append.ts';
import { decide, viewOf } from '../domain/case/case.ts';
import { contextOf } from '../domain/case/act-context.ts';
import type { CaseView } from '../domain/case/view.ts';
import { type Entry, namedDigestOf } from '../domain/log/chain.ts';
import type { Command } from '../domain/case/command.ts';
import { type Refusal, Refused } from '../domain/refusal.ts';
import { entriesAfter, appendEvents } from '../domain/host/snapshot.ts';
import { readKept } from './load-case.ts';
import type { CommandContext } from './context.ts';
import { environmentOf } from './environment.ts';

/** What a command came to that no run decides: what is written of it, or why it is refused. */
export type DecidedWithoutRun =
  | { readonly entries: readonly Entry[]; readonly view: CaseView }
  | { readonly refused: Refusal };

/**
 * Decides a command for a closed case, whose run has ended: from its log, and written at once. (P25)
 * @throws Fork when somebody else's events were written meanwhile.
 */
export async function decideClosed(context: CommandContext, row: CommandRow): Promise<DecidedWithoutRun> {
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
    const written = { entries: entriesAfter(next, kept.revision), view: viewOf(next.state, environment) };
    await project(context.db, caseId, written);
    return written;
  } catch (error) {
    if (error instanceof Refused) return { refused: error.refusal };
    throw error;
  }
}
